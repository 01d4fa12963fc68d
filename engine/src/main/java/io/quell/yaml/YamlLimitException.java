package io.quell.yaml;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Says that a file is valid YAML, but goes beyond what is read.
public final class YamlLimitException extends YamlEngineException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final int line;
  private final int column;

  YamlLimitException(Event at, String message) {
    super(message);
    problem = message;
    line = at.getStartMark().map(Mark::getLine).orElse(0) + 1;
    column = at.getStartMark().map(Mark::getColumn).orElse(0) + 1;
  }

  /// What goes too far, as a sentence without its full stop.
  public String problem() {
    return problem;
  }

  /// The line, counted from 1, where the file goes too far.
  public int line() {
    return line;
  }

  /// The column, counted from 1, where the file goes too far.
  public int column() {
    return column;
  }
}
