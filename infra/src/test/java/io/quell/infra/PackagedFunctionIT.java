package io.quell.infra;

import static io.quell.infra.TestBook.LOG_BUCKETS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.finding.Json;
import io.quell.lambda.RuleFileValidator;
import io.quell.localhub.LocalHub;
import io.quell.testing.Findings;
import io.quell.testing.runtime.LocalAppConfig;
import io.quell.testing.runtime.PackagedFunction;
import io.quell.testing.runtime.RulesYaml;
import io.quell.testing.runtime.RuntimeApi.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The packaged jar, run by the real runtime interface client, updating the local hub through the
/// real SDK. Its rules are the tests' own where a test asks what becomes of a finding.
final class PackagedFunctionIT {
  private static final List<Path> CODE = BuiltFunction.withTestBook();
  private static final String HANDLER = "io.quell.lambda.QuellHandler";
  private static final Findings.Sample LOG_BUCKET =
      Findings.finding().control("S3.9").tag("purpose", "access-logs");
  private static final String PRODUCT = "arn:aws:securityhub:eu-west-1::product/aws/securityhub";

  private final LocalHub hub = LocalHub.start();

  @AfterEach
  void stop() {
    hub.close();
  }

  private static Map<String, String> message(String id, String body) {
    return Map.of("messageId", id, "eventSource", "aws:sqs", "body", body);
  }

  private String inHub(String id) {
    return hub.finding(id, PRODUCT).orElseThrow();
  }

  @Test
  void suppressesTheFindingOfADirectEventAndWritesOneLineADecision() throws Exception {
    Findings.Sample finding = LOG_BUCKET.with("a", "Id");
    hub.seed(finding.text());
    try (PackagedFunction function =
        PackagedFunction.start(CODE, HANDLER, hub.endpoint(), Map.of("QUELL_RULE_METRICS", "on"))) {
      Reply reply = function.invoke(ImportedEvent.of(finding));

      assertThat(reply.isError()).as(reply.body()).isFalse();
      assertThat(inHub("a")).contains("\"SUPPRESSED\"").contains(LOG_BUCKETS);
      assertThat(function.log())
          .filteredOn(line -> line.contains("\"message\":\"decision\""))
          .singleElement()
          .asString()
          .contains("\"finding\":\"a\"")
          .contains("\"rules\":[\"%s\"]".formatted(LOG_BUCKETS))
          .contains("\"result\":\"processed\"");
      assertThat(function.log())
          .anyMatch(
              line ->
                  line.contains("\"Namespace\":\"Quell\"")
                      && line.contains("\"Rule\":\"%s\"".formatted(LOG_BUCKETS))
                      && line.contains("\"FindingsUpdated\":1"));
    }
  }

  /// Whatever they are, and whether they match or not.
  @Test
  void decidesByTheRulesThatItWasPackagedWith() throws Exception {
    Findings.Sample finding = LOG_BUCKET.with("a", "Id");
    hub.seed(finding.text());
    try (PackagedFunction function =
        PackagedFunction.start(List.of(BuiltFunction.JAR), HANDLER, hub.endpoint(), Map.of())) {
      Reply reply = function.invoke(ImportedEvent.of(finding));

      assertThat(reply.isError()).as(reply.body()).isFalse();
      assertThat(function.log())
          .filteredOn(line -> line.contains("\"message\":\"decision\""))
          .singleElement()
          .asString()
          .contains(
              "\"ruleBook\":\"%s\"".formatted(Book.packaged(BuiltFunction.ruleBook()).version()));
    }
  }

  @Test
  void failsADirectEventWhoseUpdateDidNotGoThrough() throws Exception {
    try (PackagedFunction function =
        PackagedFunction.start(CODE, HANDLER, hub.endpoint(), Map.of())) {
      Reply reply = function.invoke(ImportedEvent.of(LOG_BUCKET.with("unknown to the hub", "Id")));

      assertThat(reply.isError()).isTrue();
      assertThat(reply.body())
          .contains("EventFailedException")
          .contains("unknown to the hub")
          .contains("FindingNotFound");
    }
  }

  @Test
  void givesBackToTheQueueOnlyTheMessagesThatFailed() throws Exception {
    Findings.Sample good = LOG_BUCKET.with("a", "Id");
    hub.seed(good.text());
    String batch =
        Json.write(
            Map.of(
                "Records",
                List.of(
                    message("m1", ImportedEvent.of(good)),
                    message("m2", ImportedEvent.of(LOG_BUCKET.with("unknown", "Id"))),
                    message("m3", "{broken"),
                    message("m4", ImportedEvent.of(Findings.finding())))));
    try (PackagedFunction function =
        PackagedFunction.start(CODE, HANDLER, hub.endpoint(), Map.of())) {
      Reply reply = function.invoke(batch);

      assertThat(reply.isError()).as(reply.body()).isFalse();
      assertThat(reply.body())
          .isEqualTo(
              "{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"},{\"itemIdentifier\":\"m3\"}]}");
      assertThat(inHub("a")).contains("\"SUPPRESSED\"");
    }
  }

  @Test
  void sendsNothingInObserveMode() throws Exception {
    Findings.Sample finding = LOG_BUCKET.with("a", "Id");
    hub.seed(finding.text());
    try (PackagedFunction function =
        PackagedFunction.start(CODE, HANDLER, hub.endpoint(), Map.of("QUELL_MODE", "observe"))) {
      assertThat(function.invoke(ImportedEvent.of(finding)).isError()).isFalse();

      assertThat(hub.calls("BatchUpdateFindings")).isZero();
      assertThat(function.log()).anyMatch(line -> line.contains("\"result\":\"observed\""));
    }
  }

  @Test
  void refusesToStartInAModeThatDoesNotExist() throws Exception {
    try (PackagedFunction function =
        PackagedFunction.start(CODE, HANDLER, hub.endpoint(), Map.of("QUELL_MODE", "dry"))) {
      Reply reply = function.invoke(ImportedEvent.of(LOG_BUCKET));

      assertThat(reply.isError()).isTrue();
      assertThat(reply.body()).contains("QUELL_MODE is 'dry'; it can be observe or enforce");
    }
  }

  @Test
  void decidesByTheRulesOfAppConfigFromOneInvocationToTheNext() throws Exception {
    Findings.Sample finding = Findings.finding().control("S3.5").with("a", "Id");
    hub.seed(finding.text());
    try (LocalAppConfig appConfig = LocalAppConfig.start();
        PackagedFunction function =
            PackagedFunction.start(
                CODE,
                HANDLER,
                hub.endpoint(),
                Map.of(
                    "QUELL_RULES",
                    "appconfig:" + LocalAppConfig.NAME,
                    "AWS_ENDPOINT_URL_APPCONFIGDATA",
                    appConfig.endpoint().toString()))) {
      assertThat(function.invoke(ImportedEvent.of(finding)).isError()).isFalse();
      assertThat(function.log())
          .anyMatch(
              line ->
                  line.contains("\"result\":\"no match\"")
                      && line.contains("\"ruleBook\":\"packaged "));
    }
    try (LocalAppConfig appConfig = LocalAppConfig.start();
        PackagedFunction function =
            PackagedFunction.start(
                CODE,
                HANDLER,
                hub.endpoint(),
                Map.of(
                    "QUELL_RULES",
                    "appconfig:" + LocalAppConfig.NAME,
                    "AWS_ENDPOINT_URL_APPCONFIGDATA",
                    appConfig.endpoint().toString()))) {
      appConfig.deploy(RulesYaml.suppressing("s3-5-log-buckets"), "7");

      Reply reply = function.invoke(ImportedEvent.of(finding));

      assertThat(reply.isError()).as(reply.body()).isFalse();
      assertThat(inHub("a")).contains("\"SUPPRESSED\"").contains("s3-5-log-buckets");
      assertThat(function.log())
          .filteredOn(line -> line.contains("\"message\":\"decision\""))
          .singleElement()
          .asString()
          .containsPattern("\"ruleBook\":\"appconfig 7 [0-9a-f]{12}\"");
    }
  }

  @Test
  void failsAnEventWhereTheRulesOfAppConfigCannotBeUsed() throws Exception {
    try (LocalAppConfig appConfig = LocalAppConfig.start();
        PackagedFunction function =
            PackagedFunction.start(
                CODE,
                HANDLER,
                hub.endpoint(),
                Map.of(
                    "QUELL_RULES",
                    "appconfig:" + LocalAppConfig.NAME,
                    "AWS_ENDPOINT_URL_APPCONFIGDATA",
                    appConfig.endpoint().toString(),
                    "QUELL_CHANGES",
                    "SEVERITY"))) {
      appConfig.deploy(RulesYaml.suppressing("s3-5-log-buckets"), null);

      Reply reply = function.invoke(ImportedEvent.of(LOG_BUCKET));

      assertThat(reply.isError()).isTrue();
      assertThat(reply.body())
          .contains("RulesUnavailableException")
          .contains("s3-5-log-buckets")
          .contains("may change only SEVERITY");
    }
  }

  @Test
  void loadsNothingOfAppConfigWhereTheRulesArePackaged() throws Exception {
    try (PackagedFunction function =
        PackagedFunction.start(
            CODE,
            HANDLER,
            hub.endpoint(),
            Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:stdout"))) {
      assertThat(function.invoke(ImportedEvent.of(Findings.finding())).isError()).isFalse();

      assertThat(function.log())
          .anyMatch(line -> line.contains("io.quell.hub.SecurityHub"))
          .noneMatch(line -> line.contains("io.quell.appconfig"));
    }
  }

  @Test
  void validatesAFileOfRulesForAppConfig() throws Exception {
    try (PackagedFunction function =
        PackagedFunction.start(
            CODE,
            RuleFileValidator.class.getName(),
            hub.endpoint(),
            Map.of("QUELL_CHANGES", "SUPPRESSION"))) {
      Reply good =
          function.invoke(LocalAppConfig.question(RulesYaml.suppressing("s3-5-log-buckets")));
      Reply bad =
          function.invoke(LocalAppConfig.question(RulesYaml.rule("s3-5-low", "severity: LOW")));

      assertThat(good.isError()).as(good.body()).isFalse();
      assertThat(bad.isError()).isTrue();
      assertThat(bad.body()).contains("RuleFileRefusedException").contains("it changes SEVERITY");
    }
  }
}
