package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.criteria.Criteria;
import io.quell.infra.Template.Resource;
import io.quell.infra.options.Options;
import io.quell.infra.options.choice.DeliveryMode;
import io.quell.rule.Rule;
import io.quell.testing.SampleRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/// What the template holds, for each way of delivery and with everything switched on.
final class QuellStackTest {
  private static final Map<String, Object> DEFAULTS = Map.of();
  private static final Map<String, Object> DIRECT = Map.of("delivery", "direct");
  private static final Map<String, Object> EVERYTHING =
      Map.of(
          "delivery",
          "direct",
          "mode",
          "enforce",
          "tracing",
          "on",
          "alarmEmails",
          "team@example.com",
          "architecture",
          "x86_64",
          "memoryMb",
          "512",
          "logRetentionDays",
          "30",
          "endpointUrl",
          "http://host.docker.internal:8765",
          "customActions",
          "stack");

  /// What every queue's policy asks of who sends: an event rule of this account and Region.
  static final String EVENT_RULES_OF_THE_ACCOUNT =
      " if StringEquals aws:SourceAccount {AWS::AccountId} if ArnLike aws:SourceArn"
          + " arn:{AWS::Partition}:events:{AWS::Region}:{AWS::AccountId}:rule/*";

  static Stream<Map<String, Object>> allOptions() {
    return Stream.of(DEFAULTS, DIRECT, EVERYTHING);
  }

  private static Template template(DeliveryMode delivery) {
    return Synthesis.template(delivery == DeliveryMode.QUEUE ? DEFAULTS : DIRECT);
  }

  @ParameterizedTest
  @MethodSource("allOptions")
  void runsThePublishedVersionFromASnapshot(Map<String, Object> options) {
    Template template = Synthesis.template(options);
    Resource function = template.at("Quell/Quell/Function");
    Resource version = template.only("AWS::Lambda::Version");
    Resource alias = template.only("AWS::Lambda::Alias");

    assertThat(function.property("SnapStart").get("ApplyOn").asText())
        .isEqualTo("PublishedVersions");
    assertThat(version.property("FunctionName").get("Ref").asText())
        .isEqualTo(function.logicalId());
    assertThat(Template.text(alias.property("FunctionVersion")))
        .isEqualTo("{%s.Version}".formatted(version.logicalId()));
    assertThat(alias.property("Name").asText()).isEqualTo("live");
  }

  @Test
  void runsOnTheJavaThatTheCompilerTargets() {
    String pom = Project.text(Project.path("parent/pom.xml"));
    String release =
        pom.substring(pom.indexOf("<java.release>") + 14, pom.indexOf("</java.release>"));

    assertThat(template(DeliveryMode.QUEUE).at("Quell/Quell/Function").property("Runtime").asText())
        .isEqualTo("java" + release);
  }

  @Test
  void hasDefaultsThatSuitMost() {
    Resource function = template(DeliveryMode.QUEUE).at("Quell/Quell/Function");

    assertThat(Template.texts(function.property("Architectures"))).containsExactly("arm64");
    assertThat(function.property("MemorySize").asInt()).isEqualTo(1024);
    assertThat(variables(template(DeliveryMode.QUEUE)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"),
                Map.entry("QUELL_CONCURRENCY", "2"),
                Map.entry("QUELL_MODE", "observe"),
                Map.entry("QUELL_STACK", "Quell"),
                Map.entry("QUELL_LEVERS", levers(template(DeliveryMode.QUEUE))),
                Map.entry("QUELL_BOOK", "Quell"),
                Map.entry("QUELL_FORMER_BOOKS", "unnamed"),
                Map.entry("QUELL_USER_DEFINED_FIELDS", "replace"),
                Map.entry("QUELL_MOST_GIVEN_BACK", "1000"),
                Map.entry("QUELL_LATE_MINUTES", "15"),
                Map.entry("QUELL_RULE_METRICS", "off"),
                Map.entry(
                    "QUELL_BOOK_HASH",
                    String.valueOf(
                        variables(template(DeliveryMode.QUEUE)).get("QUELL_BOOK_HASH")))));
    assertThat(variables(template(DeliveryMode.QUEUE)).get("QUELL_BOOK_HASH"))
        .asString()
        .matches("[0-9a-f]{12}");
    assertThat(function.properties().has("TracingConfig")).isFalse();
    assertThat(function.properties().has("ReservedConcurrentExecutions")).isFalse();
    assertThat(
            template(DeliveryMode.QUEUE).at("Quell/Quell/Log").property("RetentionInDays").asInt())
        .isEqualTo(365);
    assertThat(template(DeliveryMode.QUEUE).all("AWS::SNS::Topic")).isEmpty();
  }

  private static String levers(Template template) {
    return "appconfig:{%s}/{%s.EnvironmentId}/{%s.ConfigurationProfileId}"
        .formatted(
            template.at("Quell/Quell/Rules/Application").logicalId(),
            template.at("Quell/Quell/Levers/Environment").logicalId(),
            template.at("Quell/Quell/Levers/Profile").logicalId());
  }

  private static Map<String, String> variables(Template template) {
    return variables(template, "Quell");
  }

  private static Map<String, String> variables(Template template, String stack) {
    Map<String, String> variables = new TreeMap<>();
    template
        .at(stack + "/Quell/Function")
        .property("Environment")
        .get("Variables")
        .properties()
        .forEach(variable -> variables.put(variable.getKey(), Template.text(variable.getValue())));
    return variables;
  }

  /// Where there is no snapshot that is Lambda's default, and one option less to explain.
  @Test
  void compilesAtTheFirstLevelAloneWhereThereIsASnapshot() {
    assertThat(variables(Synthesis.template(DEFAULTS)))
        .containsEntry("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    assertThat(variables(Synthesis.template(Map.of("snapStart", "off"))))
        .doesNotContainKey("JAVA_TOOL_OPTIONS");
  }

  @Test
  void tellsTheFunctionAsWhomItMarksFindingsAndHowFarItGoes() {
    assertThat(
            variables(
                Synthesis.template(
                    Map.of(
                        "book",
                        "prod",
                        "formerBooks",
                        "Quell,unnamed",
                        "userDefinedFields",
                        "merge",
                        "mostGivenBack",
                        "25",
                        "lateMinutes",
                        "off"))))
        .containsAllEntriesOf(
            Map.of(
                "QUELL_BOOK",
                "prod",
                "QUELL_FORMER_BOOKS",
                "Quell,unnamed",
                "QUELL_USER_DEFINED_FIELDS",
                "merge",
                "QUELL_MOST_GIVEN_BACK",
                "25",
                "QUELL_LATE_MINUTES",
                "0"));
  }

  /// A pilot beside production.
  @Test
  void isAStackOfAnotherNameWhoseBookTakesNothingOver() {
    CloudFormationStackArtifact stack =
        Synthesis.assembly(
                Map.of("stackName", "Quell-pilot", "formerBooks", "none", "customActions", "off"))
            .getStacks()
            .getFirst();
    Template template = new Template(Project.json(stack.getTemplate()));

    assertThat(stack.getStackName()).isEqualTo("Quell-pilot");
    assertThat(stack.getTemplateFile()).isEqualTo("Quell-pilot.template.json");
    assertThat(variables(template, "Quell-pilot"))
        .containsEntry("QUELL_BOOK", "Quell-pilot")
        .doesNotContainKey("QUELL_FORMER_BOOKS");
    assertThat(template.at("Quell-pilot/Quell/MarkedFindings").property("EventPattern").toString())
        .contains("Quell-pilot")
        .doesNotContain("unnamed", "\"Quell\"");
  }

  @Test
  void doesWhatTheOptionsSay() {
    Template template = Synthesis.template(EVERYTHING);
    Resource function = template.at("Quell/Quell/Function");

    assertThat(Template.texts(function.property("Architectures"))).containsExactly("x86_64");
    assertThat(function.property("MemorySize").asInt()).isEqualTo(512);
    assertThat(function.property("Environment").get("Variables").get("QUELL_MODE").asText())
        .isEqualTo("enforce");
    assertThat(
            function
                .property("Environment")
                .get("Variables")
                .get("AWS_ENDPOINT_URL_SECURITYHUB")
                .asText())
        .isEqualTo("http://host.docker.internal:8765");
    assertThat(function.property("TracingConfig").get("Mode").asText()).isEqualTo("Active");
    assertThat(template.at("Quell/Quell/Log").property("RetentionInDays").asInt()).isEqualTo(30);
  }

  @ParameterizedTest
  @MethodSource("allOptions")
  void declaresNoVariableThatIsEmpty(Map<String, Object> options) {
    assertThat(
            Synthesis.template(options)
                .at("Quell/Quell/Function")
                .property("Environment")
                .get("Variables"))
        .isNotEmpty()
        .allSatisfy(value -> assertThat(Template.text(value)).isNotBlank());
  }

  @ParameterizedTest
  @EnumSource
  void writesToALogGroupOfItsOwn(DeliveryMode delivery) {
    Template template = template(delivery);

    assertThat(
            template
                .at("Quell/Quell/Function")
                .property("LoggingConfig")
                .get("LogGroup")
                .get("Ref")
                .asText())
        .isEqualTo(template.at("Quell/Quell/Log").logicalId());
  }

  @Test
  void fillsBatchesForFullCalls() {
    Template template = template(DeliveryMode.QUEUE);
    Resource batches = template.at("Quell/Quell/Batches");

    assertThat(arn(template, batches.property("EventSourceArn"))).isEqualTo("{Findings.Arn}");
    assertThat(batches.property("FunctionName").toString())
        .endsWith(":live\"]]}")
        .contains(template.only("AWS::Lambda::Alias").logicalId());
    assertThat(batches.property("BatchSize").asInt()).isEqualTo(1_000);
    assertThat(batches.property("MaximumBatchingWindowInSeconds").asInt()).isEqualTo(5);
    assertThat(batches.property("ScalingConfig").get("MaximumConcurrency").asInt()).isEqualTo(2);
    assertThat(Template.texts(batches.property("FunctionResponseTypes")))
        .containsExactly("ReportBatchItemFailures");
  }

  @Test
  void keepsAMessageHiddenForAsLongAsItIsWorkedOn() {
    Template template = template(DeliveryMode.QUEUE);
    int timeout = template.at("Quell/Quell/Function").property("Timeout").asInt();
    int window =
        template.at("Quell/Quell/Batches").property("MaximumBatchingWindowInSeconds").asInt();

    assertThat(template.at("Quell/Quell/Findings").property("VisibilityTimeout").asInt())
        .isEqualTo(6 * timeout + window);
  }

  @ParameterizedTest
  @EnumSource
  void hasADeadLetterQueueBehindEveryEventRule(DeliveryMode delivery) {
    Template template = template(delivery);
    String target = delivery == DeliveryMode.QUEUE ? "{Findings.Arn}" : "{Live}";

    assertThat(withoutReconciliation(template.all("AWS::Events::Rule")))
        .hasSize(6)
        .allSatisfy(
            rule -> {
              assertThat(rule.property("Targets")).hasSize(1);
              JsonNode only = rule.property("Targets").get(0);
              assertThat(arn(template, only.get("Arn"))).isEqualTo(target);
              assertThat(arn(template, only.get("DeadLetterConfig").get("Arn")))
                  .isEqualTo("{Undelivered.Arn}");
              assertThat(only.get("RetryPolicy").get("MaximumEventAgeInSeconds").asInt())
                  .isEqualTo(86_400);
              assertThat(only.get("RetryPolicy").get("MaximumRetryAttempts").asInt())
                  .isEqualTo(185);
            });
  }

  @Test
  void hasADeadLetterQueueBehindTheQueue() {
    Template template = template(DeliveryMode.QUEUE);
    JsonNode redrive = template.at("Quell/Quell/Findings").property("RedrivePolicy");

    assertThat(arn(template, redrive.get("deadLetterTargetArn"))).isEqualTo("{Failed.Arn}");
    assertThat(redrive.get("maxReceiveCount").asInt()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void hasADeadLetterQueueBehindTheAliasThatEventsGoTo() {
    Template template = template(DeliveryMode.DIRECT);
    Resource retries = template.only("AWS::Lambda::EventInvokeConfig");

    assertThat(retries.property("Qualifier").asText()).isEqualTo("live");
    assertThat(retries.property("MaximumRetryAttempts").asInt()).isEqualTo(2);
    assertThat(retries.property("MaximumEventAgeInSeconds").asInt()).isEqualTo(21_600);
    assertThat(
            arn(
                template,
                retries.property("DestinationConfig").get("OnFailure").get("Destination")))
        .isEqualTo("{Failed.Arn}");
  }

  /// Which [ReconciliationStackTest] looks at.
  private static List<Resource> withoutReconciliation(List<Resource> resources) {
    return resources.stream().filter(resource -> !isOfReconciliation(resource)).toList();
  }

  private static boolean isOfReconciliation(Resource resource) {
    return resource.json().at("/Metadata/aws:cdk:path").asText().contains("/Reconciliation/");
  }

  @ParameterizedTest
  @EnumSource
  void encryptsEveryQueueAndWatchesEveryDeadLetterQueue(DeliveryMode delivery) {
    Template template =
        Synthesis.template(delivery == DeliveryMode.QUEUE ? AlarmsTest.QUEUE : AlarmsTest.DIRECT);

    assertThat(template.all("AWS::SQS::Queue"))
        .allSatisfy(
            queue -> assertThat(queue.property("SqsManagedSseEnabled").asBoolean()).isTrue());
    assertThat(template.all("AWS::CloudWatch::Alarm"))
        .filteredOn(
            alarm ->
                alarm.property("MetricName").asText().equals("ApproximateNumberOfMessagesVisible"))
        .extracting(alarm -> arn(template, alarm.property("Dimensions").get(0).get("Value")))
        .containsExactlyInAnyOrder(
            "{Undelivered.QueueName}",
            "{Failed.QueueName}",
            "{Reconciliation/FailedRuns.QueueName}",
            "{Reconciliation/UnstartedRuns.QueueName}");
  }

  private static Template template(
      DeliveryMode delivery, String customActions, String watch, List<Rule> rules) {
    Options options =
        Options.of(
            Map.of(
                "delivery",
                delivery.name().toLowerCase(Locale.ROOT),
                "customActions",
                customActions,
                "watch",
                watch,
                "alarmEmails",
                "team@example.com",
                "reconcile",
                "off"));
    return Synthesis.template(QuellProps.of(options, Synthesis.jar(), rules));
  }

  /// An alarm on a metric math expression looks at ten metrics at most (CloudWatch, limits of
  /// alarms).
  @ParameterizedTest
  @EnumSource
  void givesALargeBookManyEventRulesAndAnAlarmForEachTen(DeliveryMode delivery) {
    List<Rule> rules =
        IntStream.range(0, 400)
            .<Rule>mapToObj(
                at ->
                    SampleRule.rule("r-" + at)
                        .when(Criteria.control("Service%d.%d".formatted(at % 40, at))))
            .toList();
    Template template = template(delivery, "command", "on", rules);
    List<Resource> eventRules = template.all("AWS::Events::Rule");
    List<Resource> lost =
        template.all("AWS::CloudWatch::Alarm").stream()
            .filter(
                alarm ->
                    AlarmsTest.metrics(alarm).stream()
                        .anyMatch(metric -> metric.name().equals("InvocationsFailedToBeSentToDlq")))
            .toList();

    assertThat(eventRules).hasSizeGreaterThan(12);
    assertThat(lost)
        .hasSize((eventRules.size() + (delivery == DeliveryMode.DIRECT ? 1 : 0) + 9) / 10)
        .allSatisfy(
            alarm ->
                assertThat(alarm.properties().findValues("Metric")).hasSizeLessThanOrEqualTo(10));
    assertThat(template.at("Quell/Quell/ImportedFindings12").property("Targets")).hasSize(1);
    if (delivery == DeliveryMode.DIRECT) {
      assertThat(permissionsOfAlias(template)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void startsTheFunctionForNothingWhereNoRuleCouldMatch(DeliveryMode delivery) {
    Template template = template(delivery, "off", "off", List.of());

    assertThat(template.all("AWS::Events::Rule")).isEmpty();
    assertThat(template(delivery, "command", "off", List.of()).all("AWS::Events::Rule")).hasSize(3);
    assertThat(template(delivery, "off", "on", List.of()).all("AWS::Events::Rule")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void drawsWhatHappens(DeliveryMode delivery) {
    String dashboard =
        template(delivery).only("AWS::CloudWatch::Dashboard").property("DashboardBody").toString();

    assertThat(dashboard)
        .contains(
            "FindingsEvaluated",
            "FindingsGivenBack",
            "FindingsNotGivenBack",
            "FindingsLeftWhole",
            "FindingsOfUnknownRules",
            "FindingsSuperseded",
            "FindingsUpdated",
            "FindingsWouldUpdate",
            "RulesRunningAway",
            "IF(m0 > 0 AND m1 < 1 AND m2 < 1, 1, 0)",
            "{Quell,Stack,Code} MetricName=\\\\\\\"FindingsUnprocessed",
            "Duration",
            delivery == DeliveryMode.QUEUE ? "ApproximateAgeOfOldestMessage" : "AsyncEventAge");
    assertThat(dashboard)
        .as("by rule nothing is counted unless ruleMetrics is on")
        .doesNotContain("{Quell,Stack,Rule}");
    assertThat(
            Synthesis.template(Map.of("ruleMetrics", "on"))
                .only("AWS::CloudWatch::Dashboard")
                .property("DashboardBody")
                .toString())
        .contains("{Quell,Stack,Rule}");
  }

  /// The same for either way of delivery: both are always there, and the option only says which of
  /// them the event rules take. No permission names an event rule, so that none changes with the
  /// rule book.
  @ParameterizedTest
  @EnumSource
  void permitsExactlyWhatBothWaysNeed(DeliveryMode delivery) {
    Template template = template(delivery);

    assertThat(allowed(template))
        .filteredOn(statement -> !statement.matches("(Reconciliation|Rules)/.*"))
        .containsExactlyInAnyOrder(
            "Role: lambda.amazonaws.com sts:AssumeRole",
            "Role/Permissions: logs:CreateLogStream logs:PutLogEvents on {Log.Arn}",
            "Role/Permissions: securityhub:BatchUpdateFindings on"
                + " arn:{AWS::Partition}:securityhub:{AWS::Region}:{AWS::AccountId}:hub/default"
                + " arn:{AWS::Partition}:securityhub:{AWS::Region}:{AWS::AccountId}:hubv2/*",
            "Role/Permissions: sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage on"
                + " {Findings.Arn}",
            "Role/Permissions: sqs:SendMessage on {Failed.Arn}",
            "Role/Permissions: appconfig:GetLatestConfiguration appconfig:StartConfigurationSession"
                + " on arn:{AWS::Partition}:appconfig:{AWS::Region}:{AWS::AccountId}:application/{Rules/Application}/environment/{Levers/Environment.EnvironmentId}/configuration/{Levers/Profile.ConfigurationProfileId}",
            "Findings/Policy: events.amazonaws.com sqs:SendMessage on {Findings.Arn}"
                + EVENT_RULES_OF_THE_ACCOUNT,
            "Undelivered/Policy: events.amazonaws.com sqs:SendMessage on {Undelivered.Arn}"
                + EVENT_RULES_OF_THE_ACCOUNT);
    assertThat(permissionsOfAlias(template))
        .extracting(
            permission ->
                "%s %s if %s"
                    .formatted(
                        permission.property("Principal").asText(),
                        permission.property("Action").asText(),
                        arn(template, permission.property("SourceArn"))))
        .containsExactly(
            "events.amazonaws.com lambda:InvokeFunction if"
                + " arn:{AWS::Partition}:events:{AWS::Region}:{AWS::AccountId}:rule/*");
  }

  private static List<Resource> permissionsOfAlias(Template template) {
    String alias = "{%s}".formatted(template.only("AWS::Lambda::Alias").logicalId());
    return template.all("AWS::Lambda::Permission").stream()
        .filter(permission -> Template.text(permission.property("FunctionName")).equals(alias))
        .toList();
  }

  @Test
  void keepsVersionsForTheWayBack() {
    JsonNode version = template(DeliveryMode.QUEUE).only("AWS::Lambda::Version").json();

    // Not one that a failed deployment made: Lambda publishes nothing that is already published,
    // and the next try would fail.
    assertThat(version.get("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
    assertThat(version.get("UpdateReplacePolicy").asText()).isEqualTo("Retain");
  }

  @Test
  void isProtectedFromDeletion() {
    assertThat(Synthesis.assembly(DEFAULTS).getStacks())
        .allSatisfy(stack -> assertThat(stack.getTerminationProtection()).isTrue());
  }

  @Test
  void publishesLeversAtOnceWhateverTheAlarmsSay() {
    Template template = template(DeliveryMode.QUEUE);
    Resource strategy = template.at("Quell/Quell/Levers/Strategy");

    assertThat(template.at("Quell/Quell/Levers/Environment").properties().has("Monitors"))
        .isFalse();
    assertThat(strategy.property("DeploymentDurationInMinutes").asInt()).isZero();
    assertThat(strategy.property("FinalBakeTimeInMinutes").asInt()).isZero();
    assertThat(strategy.property("GrowthFactor").asInt()).isEqualTo(100);
  }

  /// What an incident needs is known without a search.
  @Test
  void saysWhatIsDeployedAndEveryId() {
    Template template = Synthesis.template(Map.of("mode", "enforce"));
    Map<String, String> outputs = new TreeMap<>();
    template
        .json()
        .get("Outputs")
        .properties()
        .forEach(
            output -> outputs.put(output.getKey(), arn(template, output.getValue().get("Value"))));
    String pom = Project.text(Project.path("parent/pom.xml"));

    assertThat(outputs)
        .containsEntry("DeliveryOutput", "queue")
        .containsEntry("ModeOutput", "enforce")
        .containsEntry("RulesOutput", "packaged")
        .containsEntry("BookOutput", "Quell")
        .containsEntry("FunctionOutput", "{Function}")
        .containsEntry("FunctionAliasOutput", "{Live}")
        .containsEntry("FindingsOutput", "{Findings}")
        .containsEntry("BatchesOutput", "{Batches}")
        .containsEntry("FailedOutput", "{Failed}")
        .containsEntry("UndeliveredOutput", "{Undelivered}")
        .containsEntry("RulesApplicationOutput", "{Rules/Application}")
        .containsEntry("RulesEnvironmentOutput", "{Rules/Environment.EnvironmentId}")
        .containsEntry("RulesProfileOutput", "{Rules/Profile.ConfigurationProfileId}")
        .containsEntry("RulesStrategyOutput", "{Rules/Strategy}")
        .containsEntry("LeversEnvironmentOutput", "{Levers/Environment.EnvironmentId}")
        .containsEntry("LeversProfileOutput", "{Levers/Profile.ConfigurationProfileId}")
        .containsEntry("LeversStrategyOutput", "{Levers/Strategy}");
    assertThat(pom).contains("<version>" + outputs.get("VersionOutput") + "</version>");
    assertThat(template(DeliveryMode.DIRECT).json().get("Outputs").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(outputs.keySet());
  }

  @Test
  void permitsToReadWhereItEnforcesAndNoMoreWhereItTracesAndSendsAlarms() {
    List<String> more = new ArrayList<>(allowed(Synthesis.template(EVERYTHING)));
    more.removeAll(allowed(template(DeliveryMode.DIRECT)));
    more.removeIf(statement -> statement.startsWith("Reconciliation/"));

    assertThat(more)
        .hasSize(7)
        .contains(
            "Role/Permissions: securityhub:GetFindings on"
                + " arn:{AWS::Partition}:securityhub:{AWS::Region}:{AWS::AccountId}:hub/default"
                + " arn:{AWS::Partition}:securityhub:{AWS::Region}:{AWS::AccountId}:hubv2/*",
            "Role/Permissions: xray:PutTelemetryRecords xray:PutTraceSegments on *",
            "Rules/RollbackRole: appconfig.amazonaws.com sts:AssumeRole",
            "Rules/RollbackRole/Permissions: cloudwatch:DescribeAlarms on {GivenBackFindings.Arn}"
                + " {MostUpdates.Arn}",
            "AlarmKey: cloudwatch.amazonaws.com kms:Decrypt kms:GenerateDataKey on * if"
                + " StringEquals aws:SourceAccount {AWS::AccountId}",
            "AlarmTopic/Policy: cloudwatch.amazonaws.com sns:Publish on {AlarmTopic} if"
                + " StringEquals aws:SourceAccount {AWS::AccountId}")
        .filteredOn(
            statement ->
                statement.startsWith("AlarmKey: arn:{AWS::Partition}:iam::{AWS::AccountId}:root"))
        .singleElement()
        .asString()
        .contains("kms:PutKeyPolicy")
        .doesNotContain("kms:Decrypt", "kms:Encrypt");
  }

  @ParameterizedTest
  @MethodSource("allOptions")
  void allowsNoActionByAWildcardAndNothingToEverybody(Map<String, Object> options) {
    assertThat(allowed(Synthesis.template(options)))
        .isNotEmpty()
        .allSatisfy(
            statement -> {
              assertThat(statement.split(" on ", -1)[0]).doesNotContain("*");
            });
    assertThat(Synthesis.template(options).all("AWS::IAM::Role"))
        .allSatisfy(role -> assertThat(role.properties().has("ManagedPolicyArns")).isFalse());
  }

  @ParameterizedTest
  @EnumSource
  void takesNoQueueMessageOverPlainHttp(DeliveryMode delivery) {
    Template template = template(delivery);

    assertThat(template.all("AWS::SQS::QueuePolicy"))
        .hasSameSizeAs(template.all("AWS::SQS::Queue"))
        .allSatisfy(
            policy ->
                assertThat(policy.property("PolicyDocument").get("Statement"))
                    .anySatisfy(
                        statement -> {
                          assertThat(statement.get("Effect").asText()).isEqualTo("Deny");
                          assertThat(
                                  statement
                                      .get("Condition")
                                      .get("Bool")
                                      .get("aws:SecureTransport")
                                      .asText())
                              .isEqualTo("false");
                        }));
  }

  @Test
  void createsItsCustomActionsWhereItIsAskedTo() {
    List<Resource> actions = Synthesis.template(EVERYTHING).all("AWS::SecurityHub::ActionTarget");

    assertThat(template(DeliveryMode.QUEUE).all("AWS::SecurityHub::ActionTarget")).isEmpty();
    assertThat(actions)
        .extracting(
            action -> action.property("Id").asText(), action -> action.property("Name").asText())
        .containsExactlyInAnyOrder(
            tuple("QuellTriage", "Quell: triage"),
            tuple("QuellRelease", "Quell: release"),
            tuple("QuellUndoRelease", "Quell: undo release"));
    // CreateActionTarget, Id and Name
    assertThat(actions)
        .allSatisfy(
            action -> {
              assertThat(action.property("Id").asText()).matches("[A-Za-z0-9]{1,20}");
              assertThat(action.property("Name").asText()).hasSizeLessThanOrEqualTo(20);
            });
  }

  /// Each statement that allows something, in one line: whose policy, who, what, on what, if what.
  static List<String> allowed(Template template) {
    List<String> lines = new ArrayList<>();
    template
        .statements()
        .forEach(
            (logicalId, statements) ->
                statements.stream()
                    .filter(statement -> statement.get("Effect").asText().equals("Allow"))
                    .forEach(
                        statement -> {
                          StringBuilder line =
                              new StringBuilder(path(template, logicalId)).append(':');
                          statement
                              .path("Principal")
                              .forEach(principal -> append(template, line, principal));
                          append(template, line, statement.get("Action"));
                          if (statement.has("Resource")) {
                            append(template, line.append(" on"), statement.get("Resource"));
                          }
                          statement
                              .path("Condition")
                              .properties()
                              .forEach(
                                  operator ->
                                      operator
                                          .getValue()
                                          .properties()
                                          .forEach(
                                              key ->
                                                  append(
                                                      template,
                                                      line.append(" if ")
                                                          .append(operator.getKey())
                                                          .append(' ')
                                                          .append(key.getKey()),
                                                      key.getValue())));
                          lines.add(line.toString());
                        }));
    return lines;
  }

  private static void append(Template template, StringBuilder line, JsonNode values) {
    Template.texts(values).forEach(value -> line.append(' ').append(named(template, value)));
  }

  /// A reference by its place in the construct, not by its generated name.
  static String arn(Template template, JsonNode value) {
    return named(template, Template.text(value));
  }

  private static String named(Template template, String text) {
    String named = text;
    for (Map.Entry<String, JsonNode> resource : resources(template)) {
      named = named.replace(resource.getKey(), path(template, resource.getKey()));
    }
    return named;
  }

  private static Set<Map.Entry<String, JsonNode>> resources(Template template) {
    return template.json().get("Resources").properties();
  }

  private static String path(Template template, String logicalId) {
    return template
        .json()
        .get("Resources")
        .get(logicalId)
        .get("Metadata")
        .get("aws:cdk:path")
        .asText()
        .replace("Quell/Quell/", "")
        .replace("/Resource", "");
  }
}
