package io.quell.cli.command;

import java.io.Serial;

/// A file of rules that is given where findings are wanted. The message is the path; the exit code
/// is 2.
public final class RuleFileGivenException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// An exception about this file.
  public RuleFileGivenException(String path) {
    super(path);
  }

  /// The file as it was given.
  public String path() {
    return String.valueOf(getMessage());
  }
}
