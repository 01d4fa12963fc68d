package io.quell.cli;

/// What the process ends with.
final class ExitCode {
  /// All is done.
  static final int DONE = 0;
  /// Something failed.
  static final int FAILED = 1;
  /// The arguments make no sense, and nothing was done.
  static final int WRONG_USE = 2;

  private ExitCode() {}
}
