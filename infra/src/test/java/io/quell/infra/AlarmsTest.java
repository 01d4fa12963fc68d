package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.infra.Template.Resource;
import io.quell.lambda.report.MetricName;
import io.quell.lambda.report.Metrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The alarms: what they look at is there, what they say is true, and there is a page about each.
final class AlarmsTest {
  private static final String EMAIL = "team@example.com";
  static final Map<String, Object> QUEUE = Map.of("alarmEmails", EMAIL);
  static final Map<String, Object> DIRECT = Map.of("delivery", "direct", "alarmEmails", EMAIL);
  private static final Map<String, Object> PUBLISHED =
      Map.of("rules", "appconfig", "alarmEmails", EMAIL);
  private static final String PAGE = Project.text(Project.path("docs/operations.md"));
  private static final Pattern ANCHOR =
      Pattern.compile("What to do: docs/operations\\.md#([a-z]+)\\.$");

  /// The metrics of AWS that alarms look at, and the dimensions under which they are emitted, from
  /// the services' lists of metrics.
  private static final Map<String, Set<String>> OF_AWS =
      Map.ofEntries(
          Map.entry("AWS/Lambda Errors", Set.of("FunctionName", "Resource")),
          Map.entry("AWS/Lambda Throttles", Set.of("FunctionName", "Resource")),
          Map.entry("AWS/Lambda Invocations", Set.of("FunctionName")),
          Map.entry("AWS/Lambda AsyncEventAge", Set.of("FunctionName")),
          Map.entry("AWS/Lambda AsyncEventsDropped", Set.of("FunctionName")),
          Map.entry("AWS/Lambda DestinationDeliveryFailures", Set.of("FunctionName")),
          Map.entry("AWS/SQS ApproximateNumberOfMessagesVisible", Set.of("QueueName")),
          Map.entry("AWS/SQS ApproximateNumberOfMessagesNotVisible", Set.of("QueueName")),
          Map.entry("AWS/SQS ApproximateAgeOfOldestMessage", Set.of("QueueName")),
          Map.entry("AWS/SQS NumberOfMessagesReceived", Set.of("QueueName")),
          Map.entry("AWS/Events InvocationsFailedToBeSentToDlq", Set.of("RuleName")),
          Map.entry(
              "AWS/Scheduler InvocationsFailedToBeSentToDeadLetterCount", Set.of("ScheduleGroup")));

  /// A metric, as an alarm names it.
  ///
  /// @param dimensions what it is about, a reference in braces
  record Looked(String namespace, String name, Map<String, String> dimensions) {}

  static Stream<Map<String, Object>> stacks() {
    return Stream.of(QUEUE, DIRECT, PUBLISHED);
  }

  /// The metrics that an alarm looks at; none where it asks Contributor Insights.
  static List<Looked> metrics(Resource alarm) {
    List<JsonNode> found = new ArrayList<>(alarm.properties().findValues("Metric"));
    if (alarm.properties().has("MetricName")) {
      found.add(alarm.properties());
    }
    return found.stream()
        .map(
            metric ->
                new Looked(
                    metric.get("Namespace").asText(),
                    metric.get("MetricName").asText(),
                    Project.elements(metric.get("Dimensions")).stream()
                        .collect(
                            Collectors.toMap(
                                dimension -> dimension.get("Name").asText(),
                                dimension -> Template.text(dimension.get("Value"))))))
        .toList();
  }

  private static List<Resource> alarms(Map<String, Object> options) {
    return Synthesis.template(options).all("AWS::CloudWatch::Alarm");
  }

  private static String id(Resource alarm) {
    String path = alarm.json().at("/Metadata/aws:cdk:path").asText();
    return path.replace("/Resource", "").replaceAll(".*/", "");
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void lookAtMetricsThatAreEmitted(Map<String, Object> options) {
    Set<String> names =
        Arrays.stream(MetricName.values()).map(MetricName::id).collect(Collectors.toSet());

    assertThat(alarms(options).stream().flatMap(alarm -> metrics(alarm).stream()))
        .hasSizeGreaterThan(20)
        .allSatisfy(
            metric -> {
              if (metric.namespace().equals(Metrics.NAMESPACE)) {
                assertThat(names).contains(metric.name());
                assertThat(metric.dimensions()).containsEntry("Stack", "Quell");
                assertThat(metric.dimensions().keySet())
                    .isIn(Set.of("Stack"), Set.of("Stack", Metrics.CODE));
              } else {
                assertThat(OF_AWS)
                    .containsEntry(
                        metric.namespace() + " " + metric.name(), metric.dimensions().keySet());
              }
            });
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void lookAtQueuesRulesAndFunctionsOfThisStack(Map<String, Object> options) {
    Template template = Synthesis.template(options);
    Set<String> resources = new TreeSet<>();
    template.json().get("Resources").fieldNames().forEachRemaining(resources::add);

    assertThat(alarms(options).stream().flatMap(alarm -> metrics(alarm).stream()))
        .filteredOn(metric -> !metric.namespace().equals(Metrics.NAMESPACE))
        .allSatisfy(
            metric ->
                assertThat(metric.dimensions().values())
                    .allSatisfy(
                        value -> assertThat(resources).contains(value.split("[{.}]", -1)[1])));
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void haveASectionEachThatSaysWhatToDo(Map<String, Object> options) {
    assertThat(alarms(options))
        .allSatisfy(
            alarm -> {
              String description = alarm.property("AlarmDescription").asText();
              var anchor = ANCHOR.matcher(description);
              assertThat(description).hasSizeLessThanOrEqualTo(1_024).matches(_ -> anchor.find());
              String heading = id(alarm).replaceAll("[0-9]+$", "");
              assertThat(anchor.group(1)).isEqualToIgnoringCase(heading);
              assertThat(PAGE).contains("\n### " + heading + "\n");
            });
  }

  /// AppConfig takes a publication back while a monitor has no data.
  @ParameterizedTest
  @MethodSource("stacks")
  void areQuietWhereThereIsNoData(Map<String, Object> options) {
    assertThat(alarms(options))
        .allSatisfy(
            alarm ->
                assertThat(alarm.property("TreatMissingData").asText()).isEqualTo("notBreaching"));
  }

  @Test
  void callSomebodyWhereAMassIsGivenBackAndNotForAFew() {
    Resource alarm = Synthesis.template(QUEUE).at("Quell/Quell/GivenBackFindings");

    assertThat(alarm.property("Threshold").asInt()).isEqualTo(1_000);
    assertThat(alarm.property("Period").asInt()).isEqualTo(300);
    assertThat(alarm.property("EvaluationPeriods").asInt()).isEqualTo(1);
    assertThat(alarm.property("Statistic").asText()).isEqualTo("Sum");
    assertThat(alarm.property("AlarmDescription").asText())
        .contains("1000 findings", "five minutes");
  }

  @Test
  void leaveFindingsThatAreGoneOutOfThoseThatWereNotProcessed() {
    Resource alarm = Synthesis.template(QUEUE).at("Quell/Quell/UnprocessedFindings");

    assertThat(alarm.properties().findValuesAsText("Expression"))
        .containsExactly("SUM([m0, -1 * m1, -1 * m2, -1 * m3])");
    assertThat(metrics(alarm))
        .containsExactly(
            new Looked("Quell", "FindingsUnprocessed", Map.of("Stack", "Quell")),
            new Looked(
                "Quell",
                "FindingsUnprocessed",
                Map.of("Stack", "Quell", "Code", "FindingNotFound")),
            new Looked(
                "Quell", "FindingsUnprocessed", Map.of("Stack", "Quell", "Code", "NotShown")),
            new Looked(
                "Quell",
                "FindingsUnprocessed",
                Map.of("Stack", "Quell", "Code", "ResourceNotFoundException")));
    assertThat(Project.text(Project.path("docs/refusals.md")))
        .contains("| `FindingNotFound` |", "| `ResourceNotFoundException` |", "`NotShown`");
  }

  /// By Contributor Insights' rule syntax.
  @Test
  void countTheUpdatesOfEachRuleInTheLogOfDecisions() {
    Template template = Synthesis.template(QUEUE);
    Resource rule = template.only("AWS::CloudWatch::InsightRule");
    String log = template.at("Quell/Quell/Log").logicalId();
    JsonNode body = Project.json(Template.text(rule.property("RuleBody")));

    assertThat(rule.property("RuleName").asText()).isEqualTo("Quell-most-updates");
    assertThat(rule.property("RuleState").asText()).isEqualTo("ENABLED");
    assertThat(body)
        .isEqualTo(
            Project.json(
                """
                {"Schema": {"Name": "CloudWatchLogRule", "Version": 1},
                 "LogGroupNames": ["{%s}"],
                 "LogFormat": "JSON",
                 "Contribution": {
                   "Keys": ["$.decidedBy"],
                   "Filters": [
                     {"Match": "$.message", "In": ["decision"]},
                     {"Match": "$.result", "In": ["processed"]}]},
                 "AggregateOn": "Count"}
                """
                    .formatted(log)));
  }

  @Test
  void callSomebodyWhereOneRuleChangesFarTooMuch() {
    Template template = Synthesis.template(QUEUE);
    Resource alarm = template.at("Quell/Quell/MostUpdates");
    JsonNode metric = alarm.property("Metrics").get(0);

    assertThat(alarm.property("Metrics")).hasSize(1);
    assertThat(Template.text(metric.get("Expression")))
        .isEqualTo(
            "INSIGHT_RULE_METRIC('{%s.RuleName}', 'MaxContributorValue')"
                .formatted(template.only("AWS::CloudWatch::InsightRule").logicalId()));
    assertThat(metric.get("Period").asInt()).isEqualTo(300);
    assertThat(alarm.property("Threshold").asInt()).isEqualTo(1_000);
    assertThat(alarm.property("EvaluationPeriods").asInt()).isEqualTo(1);
  }

  @Test
  void callSomebodyWhereMessagesWaitAndNobodyTakesThem() {
    Template template = Synthesis.template(QUEUE);
    Resource alarm = template.at("Quell/Quell/StoppedReconciliation");
    String queue =
        "{%s.QueueName}".formatted(template.at("Quell/Quell/Reconciliation/Runs").logicalId());

    assertThat(alarm.properties().findValuesAsText("Expression"))
        .containsExactly("IF(m0 > 0 AND m1 < 1 AND m2 < 1, 1, 0)");
    assertThat(metrics(alarm))
        .containsExactly(
            new Looked("AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", queue)),
            new Looked(
                "AWS/SQS", "ApproximateNumberOfMessagesNotVisible", Map.of("QueueName", queue)),
            new Looked("AWS/SQS", "NumberOfMessagesReceived", Map.of("QueueName", queue)));
    assertThat(alarm.properties().findValuesAsText("Stat"))
        .containsExactly("Minimum", "Maximum", "Sum");
    assertThat(alarm.property("EvaluationPeriods").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void areAllSentToWhomTheOptionsName(Map<String, Object> options) {
    Template template = Synthesis.template(options);
    Resource topic = template.only("AWS::SNS::Topic");
    Resource subscription = template.only("AWS::SNS::Subscription");

    assertThat(subscription.property("Protocol").asText()).isEqualTo("email");
    assertThat(subscription.property("Endpoint").asText()).isEqualTo(EMAIL);
    assertThat(QuellStackTest.arn(template, topic.property("KmsMasterKeyId")))
        .isEqualTo("{AlarmKey.Arn}");
    assertThat(alarms(options))
        .isNotEmpty()
        .allSatisfy(
            alarm ->
                assertThat(Template.texts(alarm.property("AlarmActions")))
                    .containsExactly("{" + topic.logicalId() + "}"));
  }

  @Test
  void goToATopicThatIsThereAndToSeveralAddresses() {
    String arn = "arn:aws:sns:eu-west-1:111122223333:alarms";
    Template template =
        Synthesis.template(
            Map.of("alarmTopic", arn, "alarmEmails", List.of(EMAIL, "night@example.com")));

    assertThat(template.all("AWS::SNS::Subscription"))
        .extracting(subscription -> subscription.property("Endpoint").asText())
        .containsExactlyInAnyOrder(EMAIL, "night@example.com");
    assertThat(template.all("AWS::CloudWatch::Alarm"))
        .isNotEmpty()
        .allSatisfy(
            alarm ->
                assertThat(Template.texts(alarm.property("AlarmActions")))
                    .containsExactly(
                        arn, "{" + template.only("AWS::SNS::Topic").logicalId() + "}"));
  }

  @Test
  void goToATopicThatIsThereAlone() {
    String arn = "arn:aws:sns:eu-west-1:111122223333:alarms";
    Template template = Synthesis.template(Map.of("alarmTopic", arn));

    assertThat(template.all("AWS::SNS::Topic")).isEmpty();
    assertThat(template.all("AWS::KMS::Key")).isEmpty();
    assertThat(template.all("AWS::CloudWatch::Alarm"))
        .isNotEmpty()
        .allSatisfy(
            alarm ->
                assertThat(Template.texts(alarm.property("AlarmActions"))).containsExactly(arn));
  }

  /// An alarm that nobody hears is a finding itself.
  @Test
  void areNotThereWhereNobodyIsToldAndAnOutputSaysSo() {
    Template silent = Synthesis.template(Map.of());

    assertThat(silent.all("AWS::CloudWatch::Alarm")).isEmpty();
    assertThat(silent.json().at("/Outputs/AlarmsOutput/Value").asText())
        .isEqualTo("Nobody is told: set alarmEmails or alarmTopic");
    assertThat(Synthesis.template(QUEUE).json().at("/Outputs/AlarmsOutput/Value").asText())
        .isEqualTo("team@example.com");
  }

  @Test
  void areThereForPublicationsAlsoWhereNobodyIsTold() {
    Template template = Synthesis.template(Map.of("rules", "appconfig"));

    assertThat(template.all("AWS::CloudWatch::Alarm"))
        .extracting(AlarmsTest::id)
        .containsExactlyInAnyOrder("MostUpdates", "GivenBackFindings", "RefusedRules");
    assertThat(template.at("Quell/Quell/Rules/Environment").property("Monitors")).hasSize(3);
  }
}
