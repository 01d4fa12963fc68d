package io.quell.cli.command;

import java.io.Serial;

/// Ends a command that only shows something and whose output nobody takes any more, because a
/// reader such as `head` has seen enough or a disk is full. It says nothing by itself: whether
/// something was lost is asked of the output.
public final class UnreadOutputException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// An exception without a stack trace, for it is an ordinary end.
  public UnreadOutputException() {
    super("the output is not read any more", null, false, false);
  }
}
