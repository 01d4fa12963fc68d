package io.quell.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quell.hub.SecurityHub;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class StartingHubTest {
  @Test
  void hasTheClientAndEnds() {
    List<String> log = new ArrayList<>();
    try (SecurityHub made = SecurityHub.local(URI.create("http://localhost:1"))) {
      StartingHub starting = StartingHub.begin(() -> made, log::add);

      assertThat(starting.hub()).isSameAs(made);
      starting.awaitEnd();
      assertThat(log).isEmpty();
    }
  }

  @Test
  void goesOnWhereTheClientIsNotMadeInTime() {
    List<String> log = new CopyOnWriteArrayList<>();
    var free = new CountDownLatch(1);
    StartingHub starting =
        StartingHub.begin(
            () -> {
              await(free);
              throw new IllegalArgumentException("too late");
            },
            log::add);

    starting.awaitEnd(Duration.ofMillis(10));
    free.countDown();

    assertThat(log)
        .singleElement()
        .asString()
        .contains("\"client not ready\"")
        .contains("answers the first event after a restore late");
    starting.awaitEnd();
    assertThat(log).hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void throwsWhatMakingHasThrown() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> failing(new IllegalArgumentException("no Region")).hub())
        .withMessage("no Region");
    assertThatExceptionOfType(NoClassDefFoundError.class)
        .isThrownBy(() -> failing(new NoClassDefFoundError("Gone")).hub())
        .withMessage("Gone");
  }

  private static StartingHub failing(Throwable thrown) {
    return StartingHub.begin(
        () -> {
          if (thrown instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) thrown;
        },
        _ -> {});
  }
}
