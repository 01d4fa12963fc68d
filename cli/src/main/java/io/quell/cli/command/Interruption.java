package io.quell.cli.command;

/// What is done where a person stops the process (SIGINT, SIGTERM) before its work is at its end.
///
/// Java runs it in a thread of its own and ends with the exit code that shells know, 130 or 143.
public final class Interruption implements AutoCloseable {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /// Does this where the process is stopped before this is closed.
  public static Interruption then(Runnable what) {
    var hook = new Thread(what, "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException isBeingStopped) {
      // then the hook does what is left to do, and nothing after this is seen by anybody
    }
  }
}
