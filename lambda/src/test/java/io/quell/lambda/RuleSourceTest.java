package io.quell.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.book.Book;
import io.quell.hub.call.Deadline;
import io.quell.run.RuleEngine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleSourceTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "packaged"})
  void isThePackagedFileUnlessItIsSaidOtherwise(String text) {
    Deadline deadline = Deadline.in(Duration.ofSeconds(1), () -> 0);
    Function<Deadline, RuleEngine> engines =
        RuleSource.of(Map.of("QUELL_RULES", text)).engines(Map.of(), CLOCK, System.out::println);

    assertThat(engines.apply(deadline).version()).isEqualTo(Book.packaged().version());
    assertThat(engines.apply(deadline)).isSameAs(engines.apply(deadline));
  }

  @Test
  void isTheConfigurationThatIsNamed() {
    assertThat(RuleSource.of(Map.of("QUELL_RULES", "appconfig:quell/live/rules")))
        .isEqualTo(new RuleSource.AppConfig("quell/live/rules"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://bucket/rules.yaml",
        "appconfig",
        "Packaged",
        "appconfig:quell/live",
        "appconfig:"
      })
  void refusesAnotherSource(String text) {
    assertThatThrownBy(
            () ->
                RuleSource.of(Map.of("QUELL_RULES", text))
                    .engines(Map.of(), CLOCK, System.out::println))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "QUELL_RULES is '%s'; it can be packaged or appconfig:APPLICATION/ENVIRONMENT/PROFILE"
                .formatted(text));
  }
}
