package io.quell.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is done before the snapshot reaches nobody, and leaves nothing open.
final class PrimingTest {
  private static final String TRACE = "com.amazonaws.xray.traceHeader";

  /// The AWS SDK's own settings, in place of a function's variables.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "aws.region",
          "eu-west-1",
          "aws.accessKeyId",
          "local",
          "aws.secretAccessKey",
          "local",
          "aws.disableEc2Metadata",
          "true");

  private final Map<String, String> before = new HashMap<>();
  private final List<String> log = new ArrayList<>();

  @BeforeEach
  void set() {
    SETTINGS.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
  }

  @AfterEach
  void setBack() {
    before.forEach(PrimingTest::property);
  }

  private static void property(String name, String value) {
    if (value == null) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, value);
    }
  }

  private void prime(Map<String, String> environment) {
    new Priming(environment, 2, log::add).run();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("loopback"))
        .toList();
  }

  /// The line is there only where each API has been called, which [Priming] itself looks at.
  @Test
  void callsEachApiAndSaysNothingOfWhatItDecides() {
    prime(Map.of());

    assertThat(log)
        .singleElement()
        .asString()
        .startsWith("{\"level\":\"INFO\",\"message\":\"primed\",\"rounds\":2,");
  }

  @Test
  void leavesNoThreadAndNoTrace() {
    System.setProperty(TRACE, "Root=of somebody");
    try {
      prime(Map.of());
      assertThat(System.getProperty(TRACE)).isEqualTo("Root=of somebody");
    } finally {
      System.clearProperty(TRACE);
    }

    prime(Map.of());
    assertThat(System.getProperty(TRACE)).isNull();
    assertThat(threads()).isEmpty();
  }

  @Test
  void asksForRulesAndLeversWhereTheyArePublished() {
    prime(Map.of("QUELL_RULES", "appconfig:a/b/rules", "QUELL_LEVERS", "appconfig:a/b/levers"));

    assertThat(log).singleElement().asString().contains("\"primed\"");
  }

  @Test
  void sendsNothingWhereTheFunctionObserves() {
    Set.of("aws.accessKeyId", "aws.secretAccessKey").forEach(System::clearProperty);

    prime(Map.of("QUELL_MODE", "observe"));

    assertThat(log).singleElement().asString().contains("\"primed\"");
  }

  /// The start of the function goes on.
  @Test
  void tellsAFailureWithItsCauseAndAMetric() {
    assumeThat(System.getenv()).doesNotContainKey("AWS_ACCESS_KEY_ID");
    Set.of("aws.accessKeyId", "aws.secretAccessKey").forEach(System::clearProperty);

    prime(Map.of("QUELL_STACK", "here"));

    assertThat(log).hasSize(2);
    assertThat(log.getFirst())
        .startsWith("{\"level\":\"ERROR\",\"message\":\"priming failed\"")
        .contains("no AWS credentials are found", "io.quell.lambda.Priming");
    assertThat(log.getLast()).contains("\"PrimingFailures\":1", "\"Stack\":\"here\"");
    assertThat(threads()).isEmpty();
  }

  @Test
  void tellsOfVariablesThatAreWrong() {
    prime(Map.of("QUELL_MOST_GIVEN_BACK", "many"));

    assertThat(log.getFirst()).contains("priming failed", "QUELL_MOST_GIVEN_BACK is 'many'");
  }
}
