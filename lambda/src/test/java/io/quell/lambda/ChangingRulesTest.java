package io.quell.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quell.finding.Json;
import io.quell.hub.SecurityHub;
import io.quell.lambda.publication.LocalAppConfigRules;
import io.quell.lambda.publication.RulesUnavailableException;
import io.quell.lambda.report.Metrics;
import io.quell.lambda.report.PublicationLines;
import io.quell.localhub.LocalHub;
import io.quell.testing.Findings;
import io.quell.testing.Findings.Sample;
import io.quell.testing.runtime.LocalAppConfig;
import io.quell.testing.runtime.RulesYaml;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Rules that change while the function runs, from the handler's payload to the finding in the hub
/// and the log.
final class ChangingRulesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Metrics METRICS = Metrics.of(Map.of());
  private static final Sample BUCKET = Findings.finding().control("S3.5").with("a", "Id");

  private final LocalHub local = LocalHub.start();
  private final SecurityHub hub = SecurityHub.local(local.endpoint());
  private final LocalAppConfig appConfig = LocalAppConfig.start();
  private final List<String> log = new ArrayList<>();
  private String compiledFor = "";
  private final LocalAppConfigRules rules =
      new LocalAppConfigRules(
          appConfig,
          CLOCK,
          news ->
              new PublicationLines(PublicationLines.Subject.RULES, METRICS, compiledFor)
                  .of(news, CLOCK.instant())
                  .forEach(log::add));
  private final QuellHandler handler =
      new QuellHandler(
          Quell.enforcing(deadline -> Ruling.of(rules.apply(deadline)), hub, Safeguards.NONE),
          METRICS,
          CLOCK,
          log::addAll);

  @AfterEach
  void stop() {
    hub.close();
    local.close();
    rules.close();
    appConfig.close();
  }

  private void handle() throws IOException {
    log.clear();
    String event = Json.write(SampleEvents.imported(BUCKET));
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        new ByteArrayOutputStream(),
        new SampleContext(60_000));
  }

  @Test
  void decideFromTheNextPollOnAndAreNamedInEveryLine() throws IOException {
    local.seed(BUCKET.text());
    appConfig.deploy(RulesYaml.rule("s3-5-other", "severity: LOW").replace("S3.5", "S3.6"), "1");
    handle();
    assertThat(local.findings().getFirst()).doesNotContain("SUPPRESSED");
    assertThat(log)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(
            line -> assertThat(line).containsPattern("\"ruleBook\":\"appconfig 1 [0-9a-f]{12}\""));

    appConfig.deploy(RulesYaml.suppressing("s3-5-log-buckets"), "2");
    rules.waitForTheNextPoll();
    handle();

    assertThat(local.findings().getFirst()).contains("SUPPRESSED").contains("s3-5-log-buckets");
    assertThat(log)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(
            line -> assertThat(line).containsPattern("\"ruleBook\":\"appconfig 2 [0-9a-f]{12}\""))
        .anyMatch(line -> line.contains("\"message\":\"rules taken\""));
  }

  /// What `sha256sum` begins with.
  @Test
  void areReportedWhereTheStackWasCompiledForOthers() throws Exception {
    local.seed(BUCKET.text());
    String file = RulesYaml.suppressing("s3-5-log-buckets");
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(file.getBytes(StandardCharsets.UTF_8));
    compiledFor = HexFormat.of().formatHex(digest).substring(0, 12);
    appConfig.deploy(file, "1");
    handle();
    assertThat(log).noneMatch(line -> line.contains("compiled"));

    appConfig.deploy(file + "\n# other", "2");
    rules.waitForTheNextPoll();
    handle();

    assertThat(log)
        .anyMatch(
            line ->
                line.contains("\"level\":\"WARN\"")
                    && line.contains("rules not those that the stack was compiled for")
                    && line.contains("\"compiledFor\":\"" + compiledFor))
        .anyMatch(line -> line.contains("\"RuleFileNotCompiled\":1"));
  }

  @Test
  void stayWhereTheNextFileIsWrongWithAnErrorAndAMetric() throws IOException {
    local.seed(BUCKET.text());
    appConfig.deploy(RulesYaml.suppressing("s3-5-log-buckets"), "1");
    handle();
    appConfig.deploy("rules:\n  - id: s3-5-log-buckets\n", "2");
    rules.waitForTheNextPoll();
    handle();

    assertThat(log).allSatisfy(line -> assertThat(line).contains("\"ruleBook\":\"appconfig 1 "));
    assertThat(log)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"level\":\"ERROR\"")
                    .contains("\"message\":\"rules refused\"")
                    .contains("\"configuration\":\"appconfig 2\"")
                    .contains("title", "reason", "owner"));
    assertThat(log)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"Namespace\":\"Quell\"")
                    .contains("\"RuleFileRefused\":1")
                    .contains("\"Dimensions\":[[]]"));
    assertThat(log).anyMatch(line -> line.contains("\"message\":\"decision\""));
  }

  @Test
  void stayWhereAppConfigIsGoneWithAnErrorAndAMetric() throws IOException {
    local.seed(BUCKET.text());
    appConfig.deploy(RulesYaml.suppressing("s3-5-log-buckets"), "1");
    handle();
    appConfig.close();
    rules.waitForTheNextPoll();
    handle();

    assertThat(log)
        .anyMatch(line -> line.contains("\"message\":\"rules unavailable\""))
        .anyMatch(line -> line.contains("\"RuleFileUnavailable\":1"))
        .anyMatch(line -> line.contains("\"message\":\"decision\""))
        .allMatch(line -> line.contains("\"ruleBook\":\"appconfig 1 "));
  }

  @Test
  void failTheInvocationWhereTheFirstFileIsWrong() {
    local.seed(BUCKET.text());
    appConfig.deploy("rules: 7", "1");

    assertThatExceptionOfType(RulesUnavailableException.class)
        .isThrownBy(this::handle)
        .withMessageContaining("cannot be used");
    assertThat(log)
        .anyMatch(line -> line.contains("\"RuleFileRefused\":1"))
        .noneMatch(line -> line.contains("\"message\":\"decision\""));
    assertThat(local.calls("BatchUpdateFindings")).isZero();
  }
}
