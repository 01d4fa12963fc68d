package io.quell.cli.command;

import picocli.CommandLine.ExitCode;

/// What a command ends with: one kind of end has one code, in every command. `docs/command-line.md`
/// has the same as a table.
public final class ExitCodes {
  /// All is done, and nothing is wrong.
  public static final int DONE = ExitCode.OK;
  /// Something failed, or a problem was found.
  public static final int FAILED = ExitCode.SOFTWARE;
  /// Arguments that make no sense, or rules that cannot be used.
  public static final int WRONG_USE = ExitCode.USAGE;

  /// What every help says of [#WRONG_USE].
  public static final String ABOUT_WRONG_USE =
      "wrong use, or a file of rules that cannot be read or is wrong; nothing was changed";

  private ExitCodes() {}
}
