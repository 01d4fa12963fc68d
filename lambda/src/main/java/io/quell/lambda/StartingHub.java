package io.quell.lambda;

import io.quell.finding.JsonMembers;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.ClientHello;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Makes the client of Security Hub in a thread of its own while the function reads its rules, and
/// then loads what it will take to connect, while the first event is decided on. All of that is
/// mostly loading of classes, which two threads do at once.
final class StartingHub {
  /// Far longer than it takes; what is waited for only makes things faster.
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final FutureTask<SecurityHub> made;
  private final Thread thread;
  private final Consumer<String> log;

  private StartingHub(FutureTask<SecurityHub> made, Thread thread, Consumer<String> log) {
    this.made = made;
    this.thread = thread;
    this.log = log;
  }

  /// @param log takes a line where what it takes to connect cannot be loaded, or not in time
  static StartingHub begin(Supplier<SecurityHub> making, Consumer<String> log) {
    var made = new FutureTask<>(making::get);
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("hub")
            .start(
                () -> {
                  made.run();
                  rehearse(log);
                });
    return new StartingHub(made, thread, log);
  }

  /// The first call will meet it too, and say what it means.
  private static void rehearse(Consumer<String> log) {
    try {
      ClientHello.rehearse();
    } catch (RuntimeException | LinkageError e) {
      log.accept(JsonMembers.line("ERROR", "no TLS").with("reason", String.valueOf(e)).toString());
    }
  }

  /// The client, as soon as it is made. What making it has thrown is thrown.
  SecurityHub hub() {
    try {
      return made.get();
    } catch (ExecutionException e) {
      throw switch (Optional.ofNullable(e.getCause()).orElse(e)) {
        case Error error -> throw error;
        case RuntimeException exception -> exception;
        case Throwable other -> new IllegalStateException(other);
      };
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// Waits until all is loaded: nothing of it ought to be under way in a snapshot. Where it takes
  /// too long the function starts nevertheless, and says so.
  void awaitEnd() {
    awaitEnd(LONGEST);
  }

  void awaitEnd(Duration longest) {
    try {
      if (!thread.join(longest)) {
        log.accept(
            JsonMembers.line("ERROR", "client not ready")
                .with(
                    "reason",
                    "the function works, but answers the first event after a restore late: what it"
                        + " takes to connect was not loaded within %d ms"
                            .formatted(longest.toMillis()))
                .toString());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }
}
