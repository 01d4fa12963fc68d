package io.quell.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.lambda.publication.Admission;
import io.quell.testing.runtime.LocalAppConfig;
import io.quell.testing.runtime.RulesYaml;
import io.quell.update.Change;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What AppConfig is told before it deploys a file of rules.
final class RuleFileValidatorTest {
  private final List<String> log = new ArrayList<>();
  private final RuleFileValidator validator =
      new RuleFileValidator(
          new Admission(new TestBook(), EnumSet.of(Change.SUPPRESSION, Change.SEVERITY)), log::add);

  private String ask(String payload) throws IOException {
    var output = new ByteArrayOutputStream();
    validator.handleRequest(
        new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)),
        output,
        new SampleContext(15_000));
    return output.toString(StandardCharsets.UTF_8);
  }

  @Test
  void saysNothingAgainstAGoodFile() throws IOException {
    assertThat(ask(LocalAppConfig.question(RulesYaml.suppressing("s3-5-log-buckets")))).isEmpty();
    assertThat(log)
        .singleElement()
        .asString()
        .contains("\"configurationVersion\":\"7\"")
        .contains("rules valid");
  }

  @Test
  void throwsAllThatIsWrong() {
    String yaml = RulesYaml.rule("s3-9-log-buckets", "confidence: 7");

    assertThatExceptionOfType(RuleFileRefusedException.class)
        .isThrownBy(() -> ask(LocalAppConfig.question(yaml)))
        .withMessageContaining("rule s3-9-log-buckets: the id is that of a rule class already")
        .withMessageContaining(
            "it changes CONFIDENCE, but the deployed function may change only SUPPRESSION,"
                + " SEVERITY");
    assertThat(log)
        .singleElement()
        .asString()
        .contains("\"level\":\"ERROR\"")
        .contains("CONFIDENCE");
  }

  @Test
  void throwsWhatTheReaderFinds() {
    assertThatExceptionOfType(RuleFileRefusedException.class)
        .isThrownBy(() -> ask(LocalAppConfig.question("rules:\n  - id: A B\n")))
        .withMessageContaining("rules.yaml:2:");
    assertThatExceptionOfType(RuleFileRefusedException.class)
        .isThrownBy(() -> ask(LocalAppConfig.question("")));
  }

  /// The function itself does not look at them.
  @Test
  void throwsWhatIsWrongWithExamples() {
    String yaml = RulesYaml.suppressing("s3-5-log-buckets") + "    examples: {match: []}\n";
    assertThatExceptionOfType(RuleFileRefusedException.class)
        .isThrownBy(() -> ask(LocalAppConfig.question(yaml)))
        .withMessageContaining("rule 's3-5-log-buckets': there is no member 'match'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{broken", "[]", "{}", "{\"content\": 7}", "{\"content\": \"no base64!\"}"})
  void throwsWhereItIsAskedInAnotherForm(String payload) {
    assertThatThrownBy(() -> ask(payload))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the question");
  }

  private static String suppressing(String criteria) {
    return RulesYaml.suppressing("s3-5-log-buckets")
        .replace("when:\n      control: S3.5", "when: " + criteria);
  }

  @Test
  void throwsWhatLintProves() {
    assertThatExceptionOfType(RuleFileRefusedException.class)
        .isThrownBy(() -> ask(LocalAppConfig.question(suppressing("{}"))))
        .withMessageContaining("rules.yaml:2:5: rule s3-5-log-buckets: It suppresses every finding")
        .withMessageContaining("(suppresses-everything)");
    assertThatExceptionOfType(RuleFileRefusedException.class)
        .isThrownBy(
            () ->
                ask(
                    LocalAppConfig.question(
                        suppressing("{all-of: [{control: S3.5}, {control: S3.6}]}"))))
        .withMessageContaining("(never-matches)");
    assertThat(log).hasSize(2).allMatch(line -> line.contains("rules refused"));
  }

  @Test
  void admitsLoudlyWhatThereIsNoTimeToProve() throws IOException {
    validator.handleRequest(
        new ByteArrayInputStream(
            LocalAppConfig.question(RulesYaml.suppressing("s3-5-log-buckets"))
                .getBytes(StandardCharsets.UTF_8)),
        new ByteArrayOutputStream(),
        new SampleContext(0));

    assertThat(log)
        .hasSize(2)
        .anyMatch(line -> line.contains("\"level\":\"WARN\"") && line.contains("not proved"))
        .anyMatch(line -> line.contains("rules valid"));
  }
}
