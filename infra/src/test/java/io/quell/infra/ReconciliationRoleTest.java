package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.infra.IamPolicy.Answer;
import io.quell.infra.IamPolicy.Request;
import io.quell.infra.Template.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the roles of reconciliation may do, statement by statement, and what they may not.
final class ReconciliationRoleTest {
  private static final String AT = "Quell/Quell/Reconciliation/";
  private static final String HOME = "arn:aws:securityhub:eu-west-1:111122223333:";
  private static final Map<String, Object> ENFORCE = Map.of("mode", "enforce");

  private static IamPolicy policy(Map<String, Object> options) {
    return DeployedRole.of(Synthesis.template(options), AT + "Role");
  }

  private static final String TABLE =
      """
      securityhub:GetFindings         | arn:aws:securityhub:eu-west-1:111122223333:hub/default | ReadFindings
      securityhub:GetFindings         | arn:aws:securityhub:eu-west-1:111122223333:hubv2/5c4b  | ReadFindings
      securityhub:GetFindings         | arn:aws:securityhub:us-east-1:111122223333:hub/default |
      securityhub:GetFindings         | arn:aws:securityhub:eu-west-1:444455556666:hubv2/5c4b  |
      securityhub:GetFindings         | arn:aws:securityhub:eu-west-1:111122223333:hub/other   |
      securityhub:GetFindingHistory   | arn:aws:securityhub:eu-west-1:111122223333:hub/default |
      securityhub:GetInsights         | arn:aws:securityhub:eu-west-1:111122223333:hub/default |
      securityhub:BatchImportFindings | arn:aws:securityhub:eu-west-1:111122223333:hub/default |
      securityhub:DisableSecurityHub  | arn:aws:securityhub:eu-west-1:111122223333:hub/default |
      sqs:ReceiveMessage              | Quell/Quell/Reconciliation/Runs          | TakeAndSendMessages
      sqs:DeleteMessage               | Quell/Quell/Reconciliation/Runs          | TakeAndSendMessages
      sqs:GetQueueAttributes          | Quell/Quell/Reconciliation/Runs          | TakeAndSendMessages
      sqs:SendMessage                 | Quell/Quell/Reconciliation/Runs          | TakeAndSendMessages
      sqs:PurgeQueue                  | Quell/Quell/Reconciliation/Runs          |
      sqs:SetQueueAttributes          | Quell/Quell/Reconciliation/Runs          |
      sqs:ChangeMessageVisibility     | Quell/Quell/Reconciliation/Runs          |
      sqs:SendMessage                 | Quell/Quell/Reconciliation/FailedRuns    |
      sqs:ReceiveMessage              | Quell/Quell/Reconciliation/FailedRuns    |
      sqs:SendMessage                 | Quell/Quell/Reconciliation/UnstartedRuns |
      sqs:ReceiveMessage              | Quell/Quell/Findings                     |
      sqs:SendMessage                 | Quell/Quell/Findings                     |
      sqs:DeleteMessage               | Quell/Quell/Failed                       |
      logs:CreateLogStream            | Quell/Quell/Reconciliation/Log           | WriteLog
      logs:PutLogEvents               | Quell/Quell/Reconciliation/Log           | WriteLog
      logs:DeleteLogGroup             | Quell/Quell/Reconciliation/Log           |
      logs:PutLogEvents               | Quell/Quell/Log                          |
      lambda:InvokeFunction           | Quell/Quell/Function                     |
      lambda:InvokeFunction           | Quell/Quell/Reconciliation/Reconciler      |
      scheduler:CreateSchedule        | Quell/Quell/Reconciliation/Schedules     |
      appconfig:GetLatestConfiguration     | arn:aws:appconfig:eu-west-1:111122223333:application/Quell/Quell/Rules/Application/environment/Quell/Quell/Levers/Environment/configuration/Quell/Quell/Levers/Profile | ReadLevers
      appconfig:StartConfigurationSession  | arn:aws:appconfig:eu-west-1:111122223333:application/Quell/Quell/Rules/Application/environment/Quell/Quell/Levers/Environment/configuration/Quell/Quell/Levers/Profile | ReadLevers
      appconfig:GetLatestConfiguration     | arn:aws:appconfig:eu-west-1:111122223333:application/Quell/Quell/Rules/Application/environment/Quell/Quell/Rules/Environment/configuration/Quell/Quell/Rules/Profile |
      appconfig:StartDeployment            | arn:aws:appconfig:eu-west-1:111122223333:application/Quell/Quell/Rules/Application/environment/Quell/Quell/Levers/Environment |
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = TABLE)
  void letsARunReadFindingsAndPassItsMessagesOnAndDoNothingElse(
      String action, String resource, String statement) {
    Answer expected =
        statement == null ? new Answer(false, List.of()) : new Answer(true, List.of(statement));

    for (Map<String, Object> options : List.of(ENFORCE, Map.<String, Object>of())) {
      assertThat(policy(options).evaluate(new Request(action, resource, Map.of())))
          .as("%s", options)
          .isEqualTo(expected);
    }
  }

  /// The same updates as the first function, by the same statements.
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = RolePolicyTest.TABLE)
  void letsUpdatesThroughAsTheFirstFunctionDoes(
      String format, String fields, String answer, String statement) {
    assertThat(policy(ENFORCE).evaluate(RolePolicyTest.update(format, fields)))
        .isEqualTo(new Answer(answer.equals("allowed"), List.of(statement)));
  }

  @Test
  void hasNoStatementThatTheTablesLeaveOut() {
    Set<String> tried = new HashSet<>();
    Stream.of(TABLE, RolePolicyTest.TABLE)
        .flatMap(String::lines)
        .map(line -> line.substring(line.lastIndexOf('|') + 1).strip())
        .filter(statement -> !statement.isEmpty())
        .forEach(tried::add);

    assertThat(policy(ENFORCE).ids()).containsExactlyInAnyOrderElementsOf(tried);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          asff | Workflow.Status=NEW
          asff | Severity.Label=HIGH
          asff | Note.Text=x
          ocsf | StatusId=1
          ocsf | Comment=x
          """)
  void changesNothingInObserveMode(String format, String fields) {
    assertThat(policy(Map.of()).evaluate(RolePolicyTest.update(format, fields)))
        .isEqualTo(new Answer(false, List.of("DenyObserve")));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:securityhub:eu-west-1:444455556666:hub/default",
    "arn:aws:securityhub:us-east-1:111122223333:hub/default",
    "arn:aws-cn:securityhub:eu-west-1:111122223333:hubv2/x",
    "arn:aws:securityhub:eu-west-1:111122223333:product/x"
  })
  void updatesNothingInTheHubsOfOthers(String resource) {
    assertThat(
            policy(ENFORCE)
                .evaluate(new Request("securityhub:BatchUpdateFindings", resource, Map.of())))
        .isEqualTo(new Answer(false, List.of()));
  }

  /// What the first function may read is a matter of late events; a run reads in any case.
  @ParameterizedTest
  @ValueSource(strings = {"15", "off"})
  void readsWhateverIsDoneAboutLateEvents(String minutes) {
    assertThat(
            policy(Map.of("mode", "enforce", "lateMinutes", minutes))
                .evaluate(new Request("securityhub:GetFindings", HOME + "hub/default", Map.of())))
        .isEqualTo(new Answer(true, List.of("ReadFindings")));
  }

  @ParameterizedTest
  @CsvSource({
    "appconfig:GetLatestConfiguration, true",
    "appconfig:StartConfigurationSession, true",
    "appconfig:StartDeployment, false",
    "appconfig:StopDeployment, false"
  })
  void readsTheRulesThatArePublished(String action, boolean allowed) {
    Template template = Synthesis.template(Map.of("rules", "appconfig"));
    List<String> resources =
        DeployedRole.of(template, AT + "Role").statements().stream()
            .filter(statement -> statement.path("Sid").asText().equals("ReadRules"))
            .flatMap(statement -> Template.texts(statement.get("Resource")).stream())
            .toList();

    assertThat(resources)
        .singleElement()
        .asString()
        .startsWith("arn:aws:appconfig:eu-west-1:111122223333:application/");
    assertThat(
            DeployedRole.of(template, AT + "Role")
                .evaluate(new Request(action, resources.getFirst(), Map.of()))
                .allowed())
        .isEqualTo(allowed);
    assertThat(
            policy(Map.of())
                .evaluate(new Request(action, resources.getFirst(), Map.of()))
                .allowed())
        .isFalse();
  }

  @Test
  void tracesWhereItIsAskedTo() {
    Request trace = new Request("xray:PutTraceSegments", "any", Map.of());

    assertThat(policy(Map.of("tracing", "on")).evaluate(trace).allowed()).isTrue();
    assertThat(policy(Map.of()).evaluate(trace).allowed()).isFalse();
  }

  /// All inline policies of a role together (IAM quotas).
  @Test
  void fitsIntoARole() {
    Map<String, Object> most =
        Map.of("mode", "observe", "rules", "appconfig", "tracing", "on", "formats", "both");

    assertThat(policy(most).statements().toString().replaceAll("\\s", "")).hasSizeLessThan(10_240);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sqs:SendMessage            | Quell/Quell/Reconciliation/Runs          | true
          sqs:SendMessage            | Quell/Quell/Reconciliation/UnstartedRuns | true
          sqs:SendMessage            | Quell/Quell/Reconciliation/FailedRuns    | false
          sqs:SendMessage            | Quell/Quell/Findings                     | false
          sqs:ReceiveMessage         | Quell/Quell/Reconciliation/Runs          | false
          sqs:PurgeQueue             | Quell/Quell/Reconciliation/Runs          | false
          lambda:InvokeFunction      | Quell/Quell/Reconciliation/Reconciler      | false
          securityhub:GetFindings    | arn:aws:securityhub:eu-west-1:111122223333:hub/default | false
          """)
  void letsSchedulesSendAndNothingElse(String action, String resource, boolean allowed) {
    IamPolicy schedules = DeployedRole.of(Synthesis.template(Map.of()), AT + "ScheduleRole");

    assertThat(schedules.ids()).containsExactly("StartRuns");
    assertThat(schedules.evaluate(new Request(action, resource, Map.of())).allowed())
        .isEqualTo(allowed);
  }

  /// Whoever may create schedules in the account could otherwise send by this role.
  @Test
  void isTheRoleOfItsOwnSchedulesAlone() {
    Template template = Synthesis.template(Map.of());
    Resource role = template.at(AT + "ScheduleRole");

    assertThat(QuellStackTest.allowed(template))
        .contains(
            "Reconciliation/ScheduleRole: scheduler.amazonaws.com sts:AssumeRole if StringEquals"
                + " aws:SourceAccount {AWS::AccountId} if StringEquals aws:SourceArn"
                + " {Reconciliation/Schedules.Arn}");
    assertThat(role.properties().has("ManagedPolicyArns")).isFalse();
  }

  @Test
  void letsEventRulesOfTheAccountSend() {
    assertThat(QuellStackTest.allowed(Synthesis.template(Map.of())))
        .filteredOn(statement -> statement.matches("Reconciliation/\\w+/Policy: .*"))
        .containsExactlyInAnyOrder(
            "Reconciliation/Runs/Policy: events.amazonaws.com sqs:SendMessage on"
                + " {Reconciliation/Runs.Arn}"
                + QuellStackTest.EVENT_RULES_OF_THE_ACCOUNT,
            "Reconciliation/UnstartedRuns/Policy: events.amazonaws.com sqs:SendMessage on"
                + " {Reconciliation/UnstartedRuns.Arn}"
                + QuellStackTest.EVENT_RULES_OF_THE_ACCOUNT);
  }
}
