package io.quell.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.book.Book;
import io.quell.hub.call.Deadline;
import io.quell.lambda.publication.AppConfigData;
import io.quell.lambda.publication.LocalAppConfigRules;
import io.quell.lambda.report.Metrics;
import io.quell.lambda.report.PublicationLines;
import io.quell.run.RuleEngine;
import io.quell.testing.runtime.LocalAppConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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
        RuleSource.of(Map.of("QUELL_RULES", text))
            .engines(Map.of(), CLOCK, System.out::println, AppConfigData::fromEnvironment);

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
                    .engines(Map.of(), CLOCK, System.out::println, AppConfigData::fromEnvironment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "QUELL_RULES is '%s'; it can be packaged or appconfig:APPLICATION/ENVIRONMENT/PROFILE"
                .formatted(text));
  }

  private static List<String> log(Map<String, String> environment) {
    List<String> log = new ArrayList<>();
    Ruling ruling =
        LeverSource.of(environment, CLOCK, log::add)
            .apply(Deadline.in(Duration.ofSeconds(1), () -> 0));
    assertThat(ruling.engine().version()).isEqualTo(Book.packaged().version());
    assertThat(ruling.levers().isNormal()).isTrue();
    return log;
  }

  /// SAM has no values for the references in the template: it gives their names, or nothing.
  @ParameterizedTest
  @ValueSource(strings = {"appconfig:QuellApplication/QuellEnvironment/QuellProfile", "", " "})
  void saysLoudlyThatThePackagedRulesRunUnderSam(String text) {
    assertThat(
            log(
                Map.of(
                    "AWS_SAM_LOCAL",
                    "true",
                    "QUELL_RULES",
                    text,
                    "QUELL_LEVERS",
                    "appconfig:QuellApplication/QuellEnvironment/QuellProfile")))
        .singleElement()
        .asString()
        .startsWith("{\"level\":\"WARN\",\"message\":\"packaged rules run\"")
        .contains("QUELL_RULES asks for the rules in AppConfig, but SAM runs the function")
        .contains(Book.packaged().version());
  }

  @Test
  void saysNothingWherePackagedRulesAreAskedFor() {
    assertThat(log(Map.of("AWS_SAM_LOCAL", "true", "QUELL_RULES", "packaged"))).isEmpty();
    assertThat(log(Map.of("AWS_SAM_LOCAL", "true"))).isEmpty();
    assertThat(log(Map.of("QUELL_RULES", ""))).isEmpty();
  }

  @Test
  void saysLoudlyThatThePackagedRulesRunUntilSomethingIsPublished() {
    List<String> log = new ArrayList<>();
    try (LocalAppConfig appConfig = LocalAppConfig.start();
        LocalAppConfigRules rules =
            new LocalAppConfigRules(
                appConfig,
                CLOCK,
                news ->
                    new PublicationLines(PublicationLines.Subject.RULES, Metrics.of(Map.of()))
                        .of(news, CLOCK.instant())
                        .forEach(log::add))) {
      rules.apply(Deadline.in(Duration.ofSeconds(30), System::nanoTime));
    }
    assertThat(log)
        .singleElement()
        .asString()
        .contains("\"WARN\"", "packaged rules run", "nothing has been published in AppConfig yet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"packaged", "appconfig:a/b", "quell/live/levers", "appconfig:a/ /c"})
  void refusesAnotherSourceOfLevers(String text) {
    assertThatThrownBy(() -> LeverSource.of(Map.of("QUELL_LEVERS", text), CLOCK, _ -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "QUELL_LEVERS is '%s'; it can be appconfig:APPLICATION/ENVIRONMENT/PROFILE: "
                .formatted(text));
  }
}
