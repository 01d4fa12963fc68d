package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.book.Book;
import io.quell.compile.pattern.FindingPattern;
import io.quell.compile.permission.FutureRules;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.infra.IamPolicy.Answer;
import io.quell.infra.IamPolicy.Request;
import io.quell.infra.Template.Resource;
import io.quell.infra.options.Options;
import io.quell.lambda.RuleFileValidator;
import io.quell.lambda.publication.Admission;
import io.quell.rule.Rule;
import io.quell.rule.RuleBook;
import io.quell.update.Change;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the template holds where analysts publish rules in AppConfig.
final class RulePublicationTest {
  private static final Map<String, Object> PUBLISHED =
      Map.of("rules", "appconfig", "mode", "enforce");
  private static final Map<String, Object> DIRECT =
      Map.of("rules", "appconfig", "delivery", "direct", "alarmEmails", "team@example.com");
  private static final String AT = "Quell/Quell/Rules/";

  private final Template template = Synthesis.template(PUBLISHED);

  static Stream<Map<String, Object>> allOptions() {
    return Stream.of(PUBLISHED, DIRECT);
  }

  private static String variable(Resource function, String name) {
    return Template.text(function.property("Environment").get("Variables").get(name));
  }

  /// What was published once is not lost with an option, and a file is validated in any case.
  @Test
  void isThereAlsoWhereRulesArePackagedAndNobodyReadsIt() {
    Template packaged = Synthesis.template(Map.of("mode", "enforce"));

    for (String id : List.of("Application", "Profile", "Strategy", "Validator", "Validate")) {
      assertThat(packaged.at(AT + id).json()).as(id).isEqualTo(template.at(AT + id).json());
    }
    assertThat(packaged.at(AT + "Environment").logicalId())
        .isEqualTo(template.at(AT + "Environment").logicalId());
    assertThat(packaged.all("AWS::Lambda::Function")).hasSize(3);
    for (String function :
        List.of("Quell/Quell/Function", "Quell/Quell/Reconciliation/Reconciler")) {
      assertThat(packaged.at(function).property("Environment").get("Variables").properties())
          .extracting(Map.Entry::getKey)
          .doesNotContain("QUELL_RULES", "QUELL_CHANGES");
    }
    assertThat(QuellStackTest.allowed(packaged).toString())
        .doesNotContain("configuration/{Rules/Profile");
  }

  /// The application's name, which is the account's, has the stack's UUID in it; what is in an
  /// application has a name of its own there.
  @Test
  void hasNoNameThatAnotherStackCouldHave() {
    assertThat(
            Stream.of("Rules/Application", "Rules/Strategy", "Levers/Strategy")
                .map(id -> template.at("Quell/Quell/" + id).property("Name").toString()))
        .allSatisfy(name -> assertThat(name).contains("{\"Ref\":\"AWS::StackId\"}"))
        .doesNotHaveDuplicates();
    assertThat(
            Stream.of("Rules/Environment", "Levers/Environment")
                .map(id -> template.at("Quell/Quell/" + id).property("Name").asText()))
        .containsExactly("live", "levers");
  }

  @Test
  void outlivesTheStack() {
    for (String id : List.of("Application", "Environment", "Profile")) {
      assertThat(template.at(AT + id).json().get("DeletionPolicy").asText())
          .isEqualTo("RetainExceptOnCreate");
      assertThat(template.at(AT + id).json().get("UpdateReplacePolicy").asText())
          .isEqualTo("Retain");
    }
    assertThat(template.at(AT + "Strategy").json().has("DeletionPolicy")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("allOptions")
  void tellsTheFunctionWhereItsRulesAre(Map<String, Object> options) {
    Template published = Synthesis.template(options);
    Resource function = published.at("Quell/Quell/Function");

    assertThat(variable(function, "QUELL_RULES"))
        .isEqualTo(
            "appconfig:{%s}/{%s.EnvironmentId}/{%s.ConfigurationProfileId}"
                .formatted(
                    published.at(AT + "Application").logicalId(),
                    published.at(AT + "Environment").logicalId(),
                    published.at(AT + "Profile").logicalId()));
    assertThat(function.property("Environment").get("Variables"))
        .allSatisfy(value -> assertThat(Template.text(value)).isNotBlank());
  }

  @Test
  void tellsBothFunctionsTheSameChanges() {
    Set<Change> permitted = EnumSet.of(Change.SUPPRESSION, Change.SEVERITY);
    Book.packaged().rules().forEach(rule -> permitted.addAll(rule.card().changes()));
    String changes = variable(template.at("Quell/Quell/Function"), "QUELL_CHANGES");

    assertThat(Admission.of(RuleBook.find(), Map.of("QUELL_CHANGES", changes)).permitted())
        .isEqualTo(permitted);
    assertThat(variable(template.at(AT + "Validator"), "QUELL_CHANGES")).isEqualTo(changes);
  }

  @Test
  void letsPublishedRulesDoWhatPackagedOnesDo() {
    Rule resolving = new FutureRules(EnumSet.of(Change.WORKFLOW, Change.CONFIDENCE));
    QuellProps props = QuellProps.of(Options.of(PUBLISHED), Synthesis.jar(), List.of(resolving));

    assertThat(props.publishable())
        .containsExactly(Change.SUPPRESSION, Change.SEVERITY, Change.WORKFLOW, Change.CONFIDENCE);
    assertThat(props.changes().constants(UpdateField.WORKFLOW_STATUS))
        .containsExactly(WorkflowStatus.values());
    assertThat(props.changes().constants(UpdateField.SEVERITY))
        .containsExactly(SeverityLabel.values());
  }

  @Test
  void startsTheFunctionForEveryFindingThatNobodyIsDoneWith() {
    assertThat(QuellProps.of(Options.of(PUBLISHED), Synthesis.jar(), List.of()).patterns())
        .containsExactly(FindingPattern.open(EnumSet.allOf(Format.class)));
  }

  @Test
  void validatesAFileBeforeItIsDeployed() {
    Resource validator = template.at(AT + "Validator");
    JsonNode validators = template.at(AT + "Profile").property("Validators");

    assertThat(validators).hasSize(1);
    assertThat(validators.get(0).get("Type").asText()).isEqualTo("LAMBDA");
    assertThat(Template.text(validators.get(0).get("Content")))
        .isEqualTo("{%s.Arn}".formatted(validator.logicalId()));
    assertThat(validator.property("Handler").asText()).isEqualTo(RuleFileValidator.class.getName());
    assertThat(validator.property("Timeout").asInt()).isEqualTo(15);
    assertThat(validator.property("Code"))
        .isEqualTo(template.at("Quell/Quell/Function").property("Code"));
    assertThat(Template.text(validator.property("LoggingConfig").get("LogGroup")))
        .isEqualTo("{%s}".formatted(template.at(AT + "ValidatorLog").logicalId()));
  }

  @Test
  void letsAppConfigCallTheValidatorAndNothingElse() {
    Resource permission = template.at(AT + "Validate");

    assertThat(permission.property("Principal").asText()).isEqualTo("appconfig.amazonaws.com");
    assertThat(permission.property("Action").asText()).isEqualTo("lambda:InvokeFunction");
    assertThat(Template.text(permission.property("FunctionName")))
        .isEqualTo("{%s.Arn}".formatted(template.at(AT + "Validator").logicalId()));
  }

  @Test
  void permitsOnlyThisMore() {
    List<String> more = new ArrayList<>(QuellStackTest.allowed(template));
    QuellStackTest.allowed(Synthesis.template(Map.of("mode", "enforce"))).forEach(more::remove);

    assertThat(more)
        .containsExactlyInAnyOrder(
            "Role/Permissions: appconfig:GetLatestConfiguration appconfig:StartConfigurationSession"
                + " on arn:{AWS::Partition}:appconfig:{AWS::Region}:{AWS::AccountId}:application/{Rules/Application}/environment/{Rules/Environment.EnvironmentId}/configuration/{Rules/Profile.ConfigurationProfileId}",
            "Reconciliation/Role/Permissions: appconfig:GetLatestConfiguration"
                + " appconfig:StartConfigurationSession on"
                + " arn:{AWS::Partition}:appconfig:{AWS::Region}:{AWS::AccountId}:application/{Rules/Application}/environment/{Rules/Environment.EnvironmentId}/configuration/{Rules/Profile.ConfigurationProfileId}",
            "Rules/RollbackRole: appconfig.amazonaws.com sts:AssumeRole",
            "Rules/RollbackRole/Permissions: cloudwatch:DescribeAlarms on {GivenBackFindings.Arn}"
                + " {MostUpdates.Arn} {RefusedRules.Arn}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          appconfig:GetLatestConfiguration     | arn:aws:appconfig:eu-west-1:111122223333:application/APP/environment/ENV/configuration/PROFILE | true
          appconfig:StartConfigurationSession  | arn:aws:appconfig:eu-west-1:111122223333:application/APP/environment/ENV/configuration/PROFILE | true
          appconfig:GetLatestConfiguration     | arn:aws:appconfig:eu-west-1:111122223333:application/APP/environment/ENV/configuration/other   | false
          appconfig:GetLatestConfiguration     | arn:aws:appconfig:eu-west-1:111122223333:application/APP/environment/other/configuration/PROFILE | false
          appconfig:StartConfigurationSession  | arn:aws:appconfig:eu-west-1:444455556666:application/APP/environment/ENV/configuration/PROFILE | false
          appconfig:StartDeployment            | arn:aws:appconfig:eu-west-1:111122223333:application/APP/environment/ENV | false
          appconfig:CreateHostedConfigurationVersion | arn:aws:appconfig:eu-west-1:111122223333:application/APP/configurationprofile/PROFILE | false
          """)
  void letsTheFunctionReadItsRulesAndPublishNone(String action, String resource, boolean allowed) {
    Resource policy = template.at("Quell/Quell/Role/Permissions");
    IamPolicy role =
        new IamPolicy(
            Project.elements(policy.property("PolicyDocument").get("Statement")).stream()
                .filter(statement -> statement.path("Sid").asText().equals("ReadRules"))
                .map(this::resolved)
                .toList());

    assertThat(role.ids()).containsExactly("ReadRules");
    assertThat(role.evaluate(new Request(action, resource, Map.of())))
        .isEqualTo(new Answer(allowed, allowed ? List.of("ReadRules") : List.of()));
  }

  private JsonNode resolved(JsonNode statement) {
    String arn =
        Template.text(statement.get("Resource"))
            .replace("{AWS::Partition}", "aws")
            .replace("{AWS::Region}", "eu-west-1")
            .replace("{AWS::AccountId}", "111122223333")
            .replace("{" + template.at(AT + "Application").logicalId() + "}", "APP")
            .replace("{" + template.at(AT + "Environment").logicalId() + ".EnvironmentId}", "ENV")
            .replace(
                "{" + template.at(AT + "Profile").logicalId() + ".ConfigurationProfileId}",
                "PROFILE");
    return Project.json(
        Map.of(
            "Sid",
            statement.get("Sid").asText(),
            "Effect",
            statement.get("Effect").asText(),
            "Action",
            Template.texts(statement.get("Action")),
            "Resource",
            arn));
  }

  @ParameterizedTest
  @MethodSource("allOptions")
  void hasAnAlarmForRulesThatAreRefusedAndOneForRulesThatDoNotCome(Map<String, Object> options) {
    boolean isHeard = options.containsKey("alarmEmails");
    List<Resource> alarms = Synthesis.template(options).all("AWS::CloudWatch::Alarm");

    assertThat(alarms)
        .filteredOn(alarm -> alarm.property("MetricName").asText().startsWith("RuleFile"))
        .extracting(alarm -> alarm.property("MetricName").asText())
        .containsExactlyInAnyOrderElementsOf(
            isHeard
                ? List.of("RuleFileRefused", "RuleFileUnavailable")
                : List.of("RuleFileRefused"));
    assertThat(alarms)
        .allSatisfy(alarm -> assertThat(alarm.properties().has("AlarmActions")).isEqualTo(isHeard));
  }

  @Test
  void takesADeploymentBackWhoseRulesAreRefusedOrGiveBackAMass() {
    JsonNode monitors = template.at(AT + "Environment").property("Monitors");
    Resource strategy = template.at(AT + "Strategy");
    List<Resource> alarms =
        Stream.of("MostUpdates", "GivenBackFindings", "RefusedRules")
            .map(id -> template.at("Quell/Quell/" + id))
            .toList();

    assertThat(monitors)
        .extracting(monitor -> Template.text(monitor.get("AlarmArn")))
        .containsExactlyElementsOf(
            alarms.stream().map(alarm -> "{%s.Arn}".formatted(alarm.logicalId())).toList());
    assertThat(monitors)
        .allSatisfy(
            monitor ->
                assertThat(Template.text(monitor.get("AlarmRoleArn")))
                    .isEqualTo("{%s.Arn}".formatted(template.at(AT + "RollbackRole").logicalId())));
    // Environment, Monitors
    assertThat(monitors).hasSizeLessThanOrEqualTo(5);
    assertThat(alarms)
        .allSatisfy(
            alarm -> {
              // Missing data must be fine: AppConfig takes a deployment back on insufficient data
              // too.
              assertThat(alarm.property("TreatMissingData").asText()).isEqualTo("notBreaching");
              assertThat(strategy.property("FinalBakeTimeInMinutes").asInt() * 60)
                  .isGreaterThanOrEqualTo(2 * alarm.property("Period").asInt());
            });
  }

  @Test
  void printsWhatThePublishingCommandsNeed() {
    String page = Project.text(Project.path("docs/deploy.md"));

    assertThat(
            template.json().get("Outputs").properties().stream()
                .map(Map.Entry::getKey)
                .filter(output -> output.startsWith("Rules")))
        .containsExactlyInAnyOrder(
            "RulesOutput",
            "RulesApplicationOutput",
            "RulesEnvironmentOutput",
            "RulesProfileOutput",
            "RulesStrategyOutput")
        .filteredOn(output -> !output.equals("RulesOutput"))
        .allSatisfy(output -> assertThat(page).contains(output));
    assertThat(page).contains("./quell publish function/src/main/resources/rules.yaml");
  }
}
