package io.quell.cli.command;

/// How the command line was started.
public final class Launcher {
  private Launcher() {}

  /// What a person types to start it, such as `./quell` in a clone, so that suggested commands work
  /// as they stand there. Only the launcher knows it.
  public static String typed() {
    return System.getProperty("quell.command", "quell");
  }
}
