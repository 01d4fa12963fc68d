package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.infra.Template.Resource;
import io.quell.infra.function.FunctionJar;
import io.quell.lambda.report.MetricName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the template holds of reconciliation.
final class ReconciliationStackTest {
  private static final String AT = "Quell/Quell/Reconciliation/";
  private static final Map<String, Object> OFF = Map.of("reconcile", "off");
  private static final Map<String, Object> PUBLISHED = Map.of("rules", "appconfig");

  private final Template template = Synthesis.template(Map.of());

  static Stream<Map<String, Object>> allOptions() {
    return Stream.of(Map.of(), PUBLISHED, Map.of("delivery", "direct", "mode", "enforce"));
  }

  private static Map<String, String> variables(Template template, String path) {
    Map<String, String> variables = new TreeMap<>();
    template
        .at(path)
        .property("Environment")
        .get("Variables")
        .properties()
        .forEach(variable -> variables.put(variable.getKey(), Template.text(variable.getValue())));
    return variables;
  }

  @Test
  void isLeftOutWhereItIsOff() {
    for (Map<String, Object> options : List.of(OFF, with(OFF, "rules", "appconfig"))) {
      Template without = Synthesis.template(options);

      assertThat(without.json().toString())
          .doesNotContainIgnoringCase("reconcil", "scheduler", ".fifo", "\"FifoQueue\"");
      assertThat(without.json().get("Resources").findValuesAsText("Type"))
          .noneMatch(type -> type.startsWith("AWS::Scheduler"))
          .doesNotContain("AWS::AppConfig::ExtensionAssociation");
    }
  }

  /// Nothing else in the stack is another for it, so that it can be switched on and off.
  @ParameterizedTest
  @MethodSource("allOptions")
  void changesNothingElseThanAlarmsAndTheDashboard(Map<String, Object> options) {
    Map<String, JsonNode> without = byPath(Synthesis.template(with(options, "reconcile", "off")));
    Map<String, JsonNode> with = byPath(Synthesis.template(options));

    assertThat(with.keySet()).containsAll(without.keySet());
    assertThat(without)
        .allSatisfy(
            (path, resource) -> {
              if (!path.equals("Quell/Quell/Dashboard/Resource")
                  && !path.startsWith("Quell/Quell/Questions/")
                  && !path.equals("Quell/Quell/LostEvents/Resource")) {
                assertThat(with).containsEntry(path, resource);
              }
            });
    with.keySet().removeAll(without.keySet());
    assertThat(with.keySet())
        .allMatch(
            path ->
                path.startsWith(AT)
                    || path.equals("Quell/Quell/Questions/Runs")
                    || path.matches("Quell/Quell/[A-Z][a-z]+Runs?/Resource")
                    || path.equals("Quell/Quell/StoppedReconciliation/Resource")
                    || path.equals("Quell/Quell/Rules/Announcement"));
  }

  private static Map<String, Object> with(Map<String, Object> options, String name, String value) {
    Map<String, Object> all = new TreeMap<>(options);
    all.put(name, value);
    return all;
  }

  private static Map<String, JsonNode> byPath(Template template) {
    Map<String, JsonNode> resources = new TreeMap<>();
    template
        .json()
        .get("Resources")
        .forEach(
            resource -> resources.put(resource.at("/Metadata/aws:cdk:path").asText(), resource));
    return resources;
  }

  @Test
  void isASecondFunctionOfTheSamePackage() {
    Resource function = template.at(AT + "Reconciler");
    Resource first = template.at("Quell/Quell/Function");

    assertThat(function.property("Handler").asText()).isEqualTo(FunctionJar.RECONCILIATION_HANDLER);
    assertThat(function.property("Timeout").asInt()).isEqualTo(15 * 60);
    for (String shared : List.of("Code", "Runtime", "MemorySize", "Architectures")) {
      assertThat(function.property(shared)).as(shared).isEqualTo(first.property(shared));
    }
    assertThat(function.properties().has("SnapStart")).isFalse();
    // Accounts with a concurrency of ten refuse any of it.
    assertThat(function.properties().has("ReservedConcurrentExecutions")).isFalse();
    assertThat(function.property("RecursiveLoop").asText()).isNotEqualTo("Allow");
    assertThat(Template.text(function.property("LoggingConfig").get("LogGroup")))
        .isEqualTo("{%s}".formatted(template.at(AT + "Log").logicalId()));
    assertThat(Template.text(function.property("Role")))
        .isEqualTo("{%s.Arn}".formatted(template.at(AT + "Role").logicalId()));
  }

  @Test
  void followsTheOptionsAsTheFirstFunctionDoes() {
    Resource function =
        Synthesis.template(
                Map.of(
                    "memoryMb",
                    "512",
                    "architecture",
                    "x86_64",
                    "tracing",
                    "on",
                    "delivery",
                    "direct"))
            .at(AT + "Reconciler");

    assertThat(function.property("MemorySize").asInt()).isEqualTo(512);
    assertThat(Template.texts(function.property("Architectures"))).containsExactly("x86_64");
    assertThat(function.property("TracingConfig").get("Mode").asText()).isEqualTo("Active");
    assertThat(function.properties().has("ReservedConcurrentExecutions")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("allOptions")
  void isToldWhatTheFirstFunctionIsAndMore(Map<String, Object> options) {
    Template synthesized = Synthesis.template(options);
    Map<String, String> more = variables(synthesized, AT + "Reconciler");
    Map<String, String> first = variables(synthesized, "Quell/Quell/Function");

    // Which rules the first function was deployed with is asked of that function alone.
    first.remove("QUELL_BOOK_HASH");
    // Only the first function is restored from a snapshot and so compiled by the first compiler.
    first.remove("JAVA_TOOL_OPTIONS");
    // The reconciliation has a pace of its own.
    first.remove("QUELL_CONCURRENCY");
    assertThat(more).containsAllEntriesOf(first);
    more.keySet().removeAll(first.keySet());
    assertThat(more)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "QUELL_FORMATS",
                "both",
                "QUELL_RECONCILE_QUEUE_URL",
                "{%s}".formatted(synthesized.at(AT + "Runs").logicalId()),
                "QUELL_RECONCILE_AT_MOST",
                "1000",
                "QUELL_RECONCILE_READS",
                "1",
                "QUELL_RECONCILE_UPDATES",
                "2",
                "QUELL_RECONCILE_FINDINGS",
                "100000"));
  }

  @Test
  void isToldWhatTheOptionsSay() {
    assertThat(
            variables(
                Synthesis.template(
                    Map.of(
                        "formats",
                        "asff",
                        "reconcileAtMost",
                        "25",
                        "reconcileReads",
                        "3",
                        "reconcileUpdates",
                        "7",
                        "reconcileFindings",
                        "20000000",
                        "endpointUrl",
                        "http://localhost:8090")),
                AT + "Reconciler"))
        .containsAllEntriesOf(
            Map.of(
                "QUELL_FORMATS",
                "asff",
                "QUELL_RECONCILE_AT_MOST",
                "25",
                "QUELL_RECONCILE_READS",
                "3",
                "QUELL_RECONCILE_UPDATES",
                "7",
                "QUELL_RECONCILE_FINDINGS",
                "20000000",
                "AWS_ENDPOINT_URL_SECURITYHUB",
                "http://localhost:8090"));
  }

  @Test
  void takesOneMessageAtATimeFromAQueueOfItsOwn() {
    Resource runs = template.at(AT + "Runs");
    Resource messages = template.at(AT + "Messages");
    int timeout = template.at(AT + "Reconciler").property("Timeout").asInt();

    assertThat(runs.property("FifoQueue").asBoolean()).isTrue();
    assertThat(runs.property("ContentBasedDeduplication").asBoolean()).isTrue();
    assertThat(Template.text(messages.property("EventSourceArn")))
        .isEqualTo("{%s.Arn}".formatted(runs.logicalId()));
    assertThat(Template.text(messages.property("FunctionName")))
        .isEqualTo("{%s}".formatted(template.at(AT + "Reconciler").logicalId()));
    assertThat(messages.property("BatchSize").asInt()).isEqualTo(1);
    assertThat(Template.texts(messages.property("FunctionResponseTypes")))
        .containsExactly("ReportBatchItemFailures");
    // Lambda refuses a mapping whose queue shows a message again before the function has ended.
    assertThat(runs.property("VisibilityTimeout").asInt()).isEqualTo(timeout + 5 * 60);
    // A message is given up before the next day's run.
    assertThat(
            runs.property("VisibilityTimeout").asInt()
                * runs.property("RedrivePolicy").get("maxReceiveCount").asInt())
        .isLessThan(24 * 60 * 60);
  }

  /// A dead-letter queue is of the kind of its queue (SQS), and of event rules and schedules never
  /// a FIFO queue.
  @Test
  void hasADeadLetterQueueAtEachHandOver() {
    Resource failed = template.at(AT + "FailedRuns");
    Resource unstarted = template.at(AT + "UnstartedRuns");
    JsonNode redrive = template.at(AT + "Runs").property("RedrivePolicy");

    assertThat(failed.property("FifoQueue").asBoolean()).isTrue();
    assertThat(unstarted.properties().has("FifoQueue")).isFalse();
    assertThat(Template.text(redrive.get("deadLetterTargetArn")))
        .isEqualTo("{%s.Arn}".formatted(failed.logicalId()));
    assertThat(redrive.get("maxReceiveCount").asInt()).isEqualTo(5);
    assertThat(starters(template))
        .hasSize(3)
        .allSatisfy(
            target ->
                assertThat(Template.text(target.get("DeadLetterConfig").get("Arn")))
                    .isEqualTo("{%s.Arn}".formatted(unstarted.logicalId())));
    assertThat(List.of(failed, unstarted, template.at(AT + "Runs")))
        .allSatisfy(
            queue -> {
              assertThat(queue.property("SqsManagedSseEnabled").asBoolean()).isTrue();
              assertThat(queue.property("MessageRetentionPeriod").asInt()).isEqualTo(1_209_600);
            });
  }

  /// The targets of the schedules and the event rules.
  private static List<JsonNode> starters(Template template) {
    List<JsonNode> targets = new ArrayList<>();
    template
        .all("AWS::Scheduler::Schedule")
        .forEach(schedule -> targets.add(schedule.property("Target")));
    template.all("AWS::Events::Rule").stream()
        .filter(rule -> rule.json().at("/Metadata/aws:cdk:path").asText().startsWith(AT))
        .forEach(rule -> targets.add(rule.property("Targets").get(0)));
    return targets;
  }

  @ParameterizedTest
  @MethodSource("allOptions")
  void startsEveryRunInTheSameGroup(Map<String, Object> options) {
    Template synthesized = Synthesis.template(options);

    assertThat(starters(synthesized))
        .hasSize(options.equals(PUBLISHED) ? 4 : 3)
        .allSatisfy(
            target -> {
              assertThat(Template.text(target.get("Arn")))
                  .isEqualTo("{%s.Arn}".formatted(synthesized.at(AT + "Runs").logicalId()));
              assertThat(target.get("SqsParameters").get("MessageGroupId").asText())
                  .isEqualTo("reconciliation");
              assertThat(target.get("RetryPolicy").get("MaximumEventAgeInSeconds").asInt())
                  .isEqualTo(86_400);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Daily  | cron(0 1 * * ? *)   | {"reconcile":"daily","at":"<aws.scheduler.scheduled-time>"}
          Weekly | cron(0 2 ? * SUN *) | {"reconcile":"weekly","at":"<aws.scheduler.scheduled-time>"}
          """)
  void runsOnASchedule(String id, String when, String message) {
    Resource schedule = template.at(AT + id);

    assertThat(schedule.property("ScheduleExpression").asText()).isEqualTo(when);
    assertThat(schedule.property("ScheduleExpressionTimezone").asText()).isEqualTo("UTC");
    assertThat(schedule.property("FlexibleTimeWindow").get("Mode").asText()).isEqualTo("OFF");
    assertThat(schedule.property("Target").get("Input").asText()).isEqualTo(message);
    assertThat(Template.text(schedule.property("GroupName")))
        .isEqualTo("{%s}".formatted(template.at(AT + "Schedules").logicalId()));
    assertThat(schedule.property("State").asText()).isNotEqualTo("DISABLED");
  }

  /// CloudFormation's own example, of this stack and of another (event detail of a stack status
  /// change).
  @ParameterizedTest
  @CsvSource({
    "CREATE_COMPLETE, {AWS::StackId}, true",
    "UPDATE_COMPLETE, {AWS::StackId}, true",
    "UPDATE_ROLLBACK_COMPLETE, {AWS::StackId}, true",
    "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, {AWS::StackId}, false",
    "DELETE_COMPLETE, {AWS::StackId}, false",
    "UPDATE_COMPLETE, arn:aws:cloudformation:us-west-1:111122223333:stack/teststack/b8, false"
  })
  void runsAfterADeploymentOfThisStack(String status, String stack, boolean runs) {
    JsonNode event =
        Project.json(
            """
            {"version": "0", "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
             "detail-type": "CloudFormation Stack Status Change", "source": "aws.cloudformation",
             "account": "111122223333", "time": "2017-12-22T18:43:48Z", "region": "us-west-1",
             "resources": ["%s"],
             "detail": {"stack-id": "%s",
               "status-details": {"status": "%s", "status-reason": ""},
               "client-request-token": ""}}
            """
                .formatted(stack, stack, status));

    assertThat(new DeployedRules(template).taking(event))
        .isEqualTo(runs ? List.of("Deployed") : List.of());
  }

  /// AppConfig's own example (deployment events to Amazon EventBridge extension).
  @ParameterizedTest
  @CsvSource({
    "On Deployment Complete, ENVIRONMENT, PROFILE, true",
    "On Deployment Rolled Back, ENVIRONMENT, PROFILE, true",
    "On Deployment Rollback, ENVIRONMENT, PROFILE, true",
    "On Deployment Start, ENVIRONMENT, PROFILE, false",
    "On Deployment Complete, pgil2o7, PROFILE, false",
    "On Deployment Complete, ENVIRONMENT, ga3tqep, false"
  })
  void runsAfterAPublication(String type, String environment, String profile, boolean runs) {
    Template published = Synthesis.template(PUBLISHED);
    String ofEnvironment = published.at("Quell/Quell/Rules/Environment").logicalId();
    String ofProfile = published.at("Quell/Quell/Rules/Profile").logicalId();
    JsonNode event =
        Project.json(
            """
            {"version": "0", "id": "c53dbd72-c1a0-2302-9ed6-c076e9128277",
             "detail-type": "%s", "source": "aws.appconfig",
             "account": "111122223333", "time": "2022-07-09T01:44:15Z", "region": "us-east-1",
             "resources": ["arn:aws:appconfig:us-east-1:111122223333:extensionassociation/z763ff5"],
             "detail": {"InvocationId": "5tfjcig", "Parameters": {}, "Type": "OnDeploymentComplete",
               "Application": {"Id": "ba8toh7", "Name": "Quell"},
               "Environment": {"Id": "%s", "Name": "live"},
               "ConfigurationProfile": {"Id": "%s", "Name": "rules"},
               "DeploymentNumber": 1, "ConfigurationVersion": "1"}}
            """
                .formatted(
                    type,
                    environment.replace("ENVIRONMENT", "{" + ofEnvironment + ".EnvironmentId}"),
                    profile.replace("PROFILE", "{" + ofProfile + ".ConfigurationProfileId}")));

    assertThat(new DeployedRules(published).taking(event))
        .isEqualTo(runs ? List.of("Published") : List.of());
    assertThat(
            published.at("Quell/Quell/Rules/Announcement").property("ExtensionIdentifier").asText())
        .isEqualTo("AWS.AppConfig.DeploymentNotificationsToEventBridge");
    assertThat(
            Template.text(
                published.at("Quell/Quell/Rules/Announcement").property("ResourceIdentifier")))
        .isEqualTo(
            "arn:{AWS::Partition}:appconfig:{AWS::Region}:{AWS::AccountId}:application/{%s}/environment/{%s.EnvironmentId}"
                .formatted(
                    published.at("Quell/Quell/Rules/Application").logicalId(), ofEnvironment));
  }

  @Test
  void saysWhenAnEventCame() {
    Template published = Synthesis.template(PUBLISHED);

    for (String id : List.of("Deployed", "Published")) {
      JsonNode transformer =
          published.at(AT + id).property("Targets").get(0).get("InputTransformer");
      assertThat(transformer.get("InputTemplate").asText())
          .isEqualTo("{\"reconcile\":\"changed\",\"at\":<at>}");
      assertThat(transformer.get("InputPathsMap").get("at").asText()).isEqualTo("$.time");
    }
  }

  /// In the order of a creation; a deletion goes the other way.
  @ParameterizedTest
  @MethodSource("allOptions")
  void existsBeforeAnythingStartsIt(Map<String, Object> options) {
    Template synthesized = Synthesis.template(options);
    List<String> policies = new ArrayList<>();
    for (String path : List.of("Runs/Policy", "UnstartedRuns/Policy")) {
      policies.add(synthesized.at(AT + path).logicalId());
    }

    String messages = synthesized.at(AT + "Messages").logicalId();
    for (String id : List.of("Daily", "Weekly")) {
      assertThat(dependsOn(synthesized, id))
          .containsAll(policies)
          .contains(messages, synthesized.at(AT + "ScheduleRole/Permissions").logicalId());
    }
    for (String id :
        options.equals(PUBLISHED) ? List.of("Deployed", "Published") : List.of("Deployed")) {
      assertThat(dependsOn(synthesized, id)).containsAll(policies).contains(messages);
    }
    assertThat(dependsOn(synthesized, "Messages")).containsAll(policies);
    assertThat(dependsOn(synthesized, "Reconciler"))
        .contains(synthesized.at(AT + "Role/Permissions").logicalId());
  }

  private static List<String> dependsOn(Template template, String id) {
    return Template.texts(template.at(AT + id).json().get("DependsOn"));
  }

  /// A name would be in the way of what comes again after it was switched off.
  @ParameterizedTest
  @MethodSource("allOptions")
  void hasNoNameOfItsOwn(Map<String, Object> options) {
    Template synthesized = Synthesis.template(options);

    assertThat(byPath(synthesized))
        .allSatisfy(
            (path, resource) -> {
              if (path.startsWith(AT)) {
                assertThat(resource.path("Properties").properties())
                    .extracting(Map.Entry::getKey)
                    .as(path)
                    .doesNotContain("Name", "QueueName", "RoleName", "PolicyNames", "LogGroupName");
              }
            });
    assertThat(synthesized.at(AT + "Reconciler").properties().has("FunctionName")).isFalse();
  }

  @Test
  void leavesNothingBehindButItsLog() {
    assertThat(byPath(template))
        .allSatisfy(
            (path, resource) -> {
              if (path.startsWith(AT)) {
                assertThat(resource.path("DeletionPolicy").asText("Delete"))
                    .as(path)
                    .isEqualTo(
                        path.equals(AT + "Log/Resource") ? "RetainExceptOnCreate" : "Delete");
              }
            });
  }

  @Test
  void callsSomebodyWhereARunHasNotFinishedStoppedOrNotStarted() {
    Template template = Synthesis.template(AlarmsTest.QUEUE);
    assertThat(
            Stream.of("UnfinishedRuns", "FailedRuns", "OldestRun", "StoppedRuns", "UnstartedRuns")
                .map(id -> template.at("Quell/Quell/" + id)))
        .extracting(
            alarm -> AlarmsTest.metrics(alarm).getFirst().name(),
            alarm -> dimension(template, alarm),
            alarm -> alarm.property("Threshold").asInt())
        .containsExactly(
            tuple("ReconciliationsUnfinished", "Quell", 1),
            tuple("ApproximateNumberOfMessagesVisible", "{Reconciliation/FailedRuns.QueueName}", 1),
            tuple("ApproximateAgeOfOldestMessage", "{Reconciliation/Runs.QueueName}", 86_400),
            tuple("ReconciliationsStopped", "Quell", 1),
            tuple(
                "ApproximateNumberOfMessagesVisible",
                "{Reconciliation/UnstartedRuns.QueueName}",
                1));
    assertThat(template.at("Quell/Quell/StoppedRuns").property("AlarmDescription").asText())
        .contains("1000 findings", "reconcileAtMost");
    assertThat(AlarmsTest.metrics(template.at("Quell/Quell/UnknownRules")))
        .as("marks of unknown rules, whichever function finds them")
        .containsExactly(
            new AlarmsTest.Looked("Quell", "FindingsOfUnknownRules", Map.of("Stack", "Quell")));
    assertThat(template.at("Quell/Quell/LostEvents").json().toString())
        .contains(
            "AWS/Scheduler",
            "InvocationsFailedToBeSentToDeadLetterCount",
            template.at(AT + "Schedules").logicalId(),
            template.at(AT + "Deployed").logicalId());
  }

  private static String dimension(Template template, Resource alarm) {
    JsonNode dimensions = alarm.property("Dimensions");
    return dimensions.isEmpty() ? "" : QuellStackTest.arn(template, dimensions.get(0).get("Value"));
  }

  @Test
  void isDrawn() {
    String dashboard = board(template);

    assertThat(
            Stream.of(MetricName.values())
                .filter(metric -> metric.id().startsWith("Reconciliation")))
        .hasSize(6)
        .allSatisfy(metric -> assertThat(dashboard).contains(metric.id()));
    assertThat(board(Synthesis.template(OFF))).doesNotContain("Reconciliation");
  }

  private static String board(Template template) {
    return template.only("AWS::CloudWatch::Dashboard").property("DashboardBody").toString();
  }

  @Test
  void printsWhatTheCommandsNeed() {
    Map<String, String> outputs = new TreeMap<>();
    template
        .json()
        .get("Outputs")
        .properties()
        .forEach(
            output ->
                outputs.put(
                    output.getKey(), QuellStackTest.arn(template, output.getValue().get("Value"))));

    assertThat(outputs)
        .containsEntry("ReconciliationOutput", "{Reconciliation/Runs}")
        .containsEntry("ReconciliationLogOutput", "{Reconciliation/Log}")
        .containsEntry("FailedRunsOutput", "{Reconciliation/FailedRuns}")
        .containsEntry("UnstartedRunsOutput", "{Reconciliation/UnstartedRuns}")
        .containsEntry("ReconciliationFunctionOutput", "{Reconciliation/Reconciler}")
        .containsEntry("ReconciliationBatchesOutput", "{Reconciliation/Messages}")
        .containsEntry("NewRulesOutput", "quell apply");
    assertThat(Project.text(Project.path("docs/deploy.md")))
        .contains("`ReconciliationOutput`", "`NewRulesOutput`");
  }
}
