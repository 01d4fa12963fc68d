package io.quell.cli.command;

import io.quell.rulefile.Problem;
import io.quell.rulefile.RuleFileException;
import java.io.Serial;
import java.util.List;

/// A file of rules that is wrong, so that nothing was done with it. The exit code is 2.
public final class WrongRulesException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  /// An exception about a file.
  public WrongRulesException(RuleFileException wrong) {
    super("the file of rules is wrong", wrong);
    this.lines = wrong.problems().stream().map(WrongRulesException::line).toList();
  }

  /// A line for each problem, `path:line:column: error: message`, which terminals and editors
  /// follow.
  public List<String> lines() {
    return lines;
  }

  private static String line(Problem problem) {
    return "%s:%d:%d: error: %s%s"
        .formatted(
            problem.file(),
            problem.line(),
            problem.column(),
            problem.rule() == null ? "" : "rule " + problem.rule() + ": ",
            problem.message());
  }
}
