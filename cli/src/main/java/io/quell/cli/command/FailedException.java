package io.quell.cli.command;

import java.io.Serial;
import java.util.List;

/// A command that could not do what it was asked for. The message is a sentence, or there are
/// several, each on a line of its own; the exit code is 1.
public final class FailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<String> sentences;

  /// An exception that says this.
  ///
  /// @param message all there is to say, of which the first line counts
  public FailedException(String message) {
    this(message.lines().limit(1).toList());
  }

  /// An exception that says these.
  ///
  /// @param sentences all there is to say, at least one sentence
  public FailedException(List<String> sentences) {
    super(String.join("\n", sentences));
    this.sentences = List.copyOf(sentences);
  }

  /// All there is to say.
  public List<String> sentences() {
    return sentences;
  }
}
