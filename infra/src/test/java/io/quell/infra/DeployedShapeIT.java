package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.book.Book;
import io.quell.infra.IamPolicy.Answer;
import io.quell.infra.IamPolicy.Request;
import io.quell.infra.Template.Resource;
import io.quell.infra.options.Options;
import io.quell.run.RuleEngine;
import io.quell.testing.runtime.PackagedFunction;
import io.quell.testing.runtime.RuntimeApi.Reply;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Events on their whole way as it is deployed: the event rule's pattern, the message as SQS
/// delivers it, the packaged function with the handler and the variables of the template, the
/// role's policy, the hub, and the event that the update raises, which comes back to the event
/// rule. The rules are those of [TestBook], in the template and in the function.
final class DeployedShapeIT {
  private static final Map<String, Object> ENFORCE = Map.of("mode", "enforce");
  private static final Template TEMPLATE = Synthesis.template(ENFORCE);
  private static final DeployedRules RULES = new DeployedRules(TEMPLATE);
  private static final DeployedRules WITHOUT_WATCH =
      new DeployedRules(Synthesis.template(Map.of("mode", "enforce", "watch", "off")));
  private static final DeployedRules PILOT =
      new DeployedRules(
          Synthesis.template(Map.of("stackName", "Quell-pilot", "formerBooks", "none")));
  private static final RecordingHub HUB = new RecordingHub();

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static PackagedFunction function;

  @BeforeAll
  static void start() {
    Resource deployed = TEMPLATE.at("Quell/Quell/Function");
    Map<String, String> environment = new LinkedHashMap<>();
    deployed
        .property("Environment")
        .get("Variables")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    function =
        PackagedFunction.start(
            BuiltFunction.withTestBook(),
            deployed.property("Handler").asText(),
            HUB.endpoint(),
            environment);
  }

  @AfterAll
  static void stop() {
    function.close();
    HUB.close();
  }

  private static JsonNode sample(String name) {
    return Project.json(Project.events().resolve(name));
  }

  /// What Lambda hands over for one message of the queue (Lambda, SQS event).
  private static String asDelivered(JsonNode event) {
    return Project.json(
            Map.of(
                "Records",
                List.of(
                    Map.of(
                        "messageId",
                        "059f36b4-87a3-44ab-83d2-661975830a7d",
                        "receiptHandle",
                        "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
                        "body",
                        event.toString(),
                        "attributes",
                        Map.of(
                            "ApproximateReceiveCount",
                            "1",
                            "SentTimestamp",
                            "1545082649183",
                            "SenderId",
                            "AIDAIENQZJOLO23YVJ4VO",
                            "ApproximateFirstReceiveTimestamp",
                            "1545082649185"),
                        "messageAttributes",
                        Map.of(),
                        "md5OfBody",
                        "e4e68fb7bd0e697a0ae8f1bb342846b3",
                        "eventSource",
                        "aws:sqs",
                        "eventSourceARN",
                        "arn:aws:sqs:eu-west-1:111122223333:Findings",
                        "awsRegion",
                        "eu-west-1"))))
        .toString();
  }

  private static void deliver(JsonNode event) throws Exception {
    Reply reply = function.invoke(asDelivered(event));

    assertThat(reply.isError()).as(reply.body()).isFalse();
    assertThat(reply.body()).isEqualTo("{\"batchItemFailures\":[]}");
  }

  /// Of the rules that are deployed, whatever they are, on the day that the sample events are made
  /// for.
  @Test
  void everySampleThatAPackagedRuleMatchesIsTaken() {
    Book packaged = Book.packaged(BuiltFunction.ruleBook());
    RuleEngine engine =
        packaged.engine(Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC));
    DeployedRules deployed =
        new DeployedRules(
            Synthesis.template(
                QuellProps.of(Options.of(ENFORCE), Synthesis.jar(), packaged.rules())));

    assertThat(Project.jsonFiles(Project.events()))
        .flatExtracting(file -> EventRulesTest.events(file).values())
        .filteredOn(event -> EventRulesTest.isMatched(engine, event))
        .noneMatch(event -> deployed.taking(event).isEmpty());
  }

  @Test
  void theEventOfASuppressionIsWatchedAndChangesNothing() throws Exception {
    JsonNode event = sample("control-s3-9-log-bucket.json");
    HUB.seed(event);
    assertThat(RULES.taking(event)).containsExactly("ImportedFindings");

    deliver(event);

    assertThat(HUB.now(event).get("Workflow").get("Status").asText()).isEqualTo("SUPPRESSED");
    assertThat(HUB.now(event).get("UserDefinedFields").get("QuellBook").asText())
        .as("the stack's name, as the template tells it to the function")
        .isEqualTo("Quell");
    JsonNode raised = HUB.event();
    assertThat(RULES.taking(raised)).containsExactly("MarkedFindings");
    assertThat(PILOT.taking(raised)).isEmpty();
    assertThat(WITHOUT_WATCH.taking(raised)).isEmpty();
    int updates = HUB.updates().size();
    deliver(raised);
    assertThat(HUB.updates()).hasSize(updates);
  }

  /// The rule has an exception for CRITICAL.
  @Test
  void aSuppressionIsGivenBackWhenTheProviderRaisesTheSeverity() throws Exception {
    JsonNode event = sample("control-s3-9-log-bucket.json");
    HUB.seed(event);
    deliver(event);
    JsonNode raised = HUB.event();
    JsonNode imported = Project.json(raised.toString().replace("\"MEDIUM\"", "\"CRITICAL\""));
    assertThat(imported).isNotEqualTo(raised);
    HUB.seed(imported);
    assertThat(RULES.taking(imported)).containsExactly("MarkedFindings");

    deliver(imported);

    assertThat(HUB.now(event).get("Workflow").get("Status").asText()).isEqualTo("NEW");
    assertThat(RolePolicyTest.policy(ENFORCE).evaluate(request(HUB.updates().getLast())))
        .isEqualTo(new Answer(true, List.of("UpdateFindings")));
    JsonNode reopened = HUB.event();
    assertThat(RULES.taking(reopened))
        .as("nothing of Quell's is left on it, and it is open")
        .containsExactly("ImportedFindings");
    int updates = HUB.updates().size();
    deliver(reopened);
    assertThat(HUB.updates()).hasSize(updates);
  }

  @Test
  void theEventOfANewSeverityChangesNothing() throws Exception {
    JsonNode event = sample("control-ec2-13-sandbox-account.json");
    HUB.seed(event);
    assertThat(RULES.taking(event)).containsExactly("ImportedFindings");

    deliver(event);

    assertThat(HUB.now(event).get("Severity").get("Label").asText()).isEqualTo("LOW");
    JsonNode raised = HUB.event();
    // Each of them delivers it, and neither delivery leads to anything.
    assertThat(RULES.taking(raised)).containsExactly("ImportedFindings", "MarkedFindings");
    int updates = HUB.updates().size();
    deliver(raised);
    deliver(raised);
    assertThat(HUB.updates()).hasSize(updates);
  }

  @Test
  void aCustomActionIsDeliveredWithAllItsFindings() throws Exception {
    JsonNode event = sample("custom-action-three-products.json");
    HUB.seed(event);
    assertThat(RULES.taking(event)).containsExactly("QuellTriageChosen");

    deliver(event);

    assertThat(List.of(HUB.event(), HUB.event()))
        .filteredOn(raised -> RULES.taking(raised).equals(List.of("MarkedFindings")))
        .hasSize(1);
  }

  @Test
  void aReleaseThatIsUndoneLetsTheRulesApplyAgain() throws Exception {
    JsonNode event = sample("custom-action-undo-release.json");
    HUB.seed(event);
    assertThat(RULES.taking(event)).containsExactly("QuellUndoReleaseChosen");

    deliver(event);

    assertThat(HUB.now(event).get("UserDefinedFields").get("QuellMark").asText()).isEqualTo("2");
    assertThat(RolePolicyTest.policy(ENFORCE).evaluate(request(HUB.updates().getLast())))
        .isEqualTo(new Answer(true, List.of("UpdateFindings")));
    JsonNode raised = HUB.event();
    assertThat(RULES.taking(raised)).containsExactly("ImportedFindings");
    deliver(raised);
    assertThat(HUB.now(event).get("Workflow").get("Status").asText()).isEqualTo("SUPPRESSED");
    HUB.event();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "control-iam-6-before-consolidation.json",
        "guardduty-port-probe-bastion.json",
        "guardduty-credential-exfiltration-restricted-data.json",
        "inspector-no-fix-no-exploit.json",
        "macie-test-data-bucket.json"
      })
  void whatTheFunctionSendsIsWhatItsRoleAllows(String name) throws Exception {
    JsonNode event = sample(name);
    HUB.seed(event);
    int before = HUB.updates().size();

    deliver(event);

    assertThat(HUB.updates()).hasSize(before + 1);
    assertThat(RolePolicyTest.policy(ENFORCE).evaluate(request(HUB.updates().getLast())))
        .isEqualTo(new Answer(true, List.of("UpdateFindings")));
    HUB.event();
    boolean mayRead =
        RolePolicyTest.policy(ENFORCE)
            .evaluate(
                new Request(
                    "securityhub:GetFindings",
                    "arn:aws:securityhub:eu-west-1:111122223333:hub/default",
                    Map.of()))
            .allowed();
    assertThat(HUB.reads()).as("what it reads before it updates").allMatch(_ -> mayRead);
  }

  /// The request as IAM sees it: a key for each field that it sets.
  private static Request request(JsonNode body) {
    Map<String, String> keys = new LinkedHashMap<>();
    body.properties()
        .forEach(
            member -> {
              String key = "securityhub:ASFFSyntaxPath/" + member.getKey();
              switch (member.getKey()) {
                case "FindingIdentifiers" -> {
                  // Says which findings; IAM has no key for it.
                }
                case "UserDefinedFields" -> {
                  keys.put(key + ".key", member.getValue().fieldNames().next());
                  keys.put(key + ".value", member.getValue().elements().next().asText());
                }
                default -> {
                  if (member.getValue().isObject()) {
                    member
                        .getValue()
                        .properties()
                        .forEach(
                            leaf -> keys.put(key + "." + leaf.getKey(), leaf.getValue().asText()));
                  } else {
                    keys.put(key, member.getValue().asText());
                  }
                }
              }
            });
    assertThat(keys).isNotEmpty();
    return new Request(
        "securityhub:BatchUpdateFindings",
        "arn:aws:securityhub:eu-west-1:111122223333:hub/default",
        keys);
  }
}
