package io.quell.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quell.hub.SecurityHub;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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
