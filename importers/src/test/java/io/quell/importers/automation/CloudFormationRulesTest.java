package io.quell.importers.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.importers.ImportResult;
import io.quell.importers.SourceFiles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CloudFormationRulesTest {
  private static final String YAML =
      """
      AWSTemplateFormatVersion: "2010-09-09"
      Parameters:
        Sandbox: {Type: String}
      Resources:
        Topic:
          Type: AWS::SNS::Topic
          Properties: {TopicName: !Sub "${AWS::StackName}-topic"}
        Late:
          Type: AWS::SecurityHub::AutomationRuleV2
          DependsOn: Topic
          Properties:
            RuleName: Late
            RuleOrder: "2.5"
            Description: No exploit is known
            RuleStatus: ENABLED
            Criteria:
              OcsfFindingCriteria:
                CompositeFilters:
                  - BooleanFilters:
                      - {FieldName: vulnerabilities.is_exploit_available, Filter: {Value: "false"}}
            Actions:
              - Type: FINDING_FIELDS_UPDATE
                FindingFieldsUpdate: {StatusId: 3, Comment: no exploit}
        Early:
          Type: AWS::SecurityHub::AutomationRule
          Metadata: {who: red}
          Properties:
            RuleName: Early
            RuleOrder: 1
            Description: Nobody works there
            IsTerminal: "true"
            Tags: {team: red}
            Criteria:
              AwsAccountId: [{Value: 111122223333, Comparison: EQUALS}]
              CreatedAt: [{DateRange: {Unit: DAYS, Value: "5"}}]
            Actions:
              - Type: FINDING_FIELDS_UPDATE
                FindingFieldsUpdate:
                  Workflow: {Status: SUPPRESSED}
                  UserDefinedFields: {cost: 7}
      """;

  @Test
  void readsTheRulesInATemplateInYaml() {
    ImportResult imports = SourceFiles.automationRules(YAML);
    assertThat(SourceFiles.reported(imports))
        .satisfiesExactly(
            early ->
                assertThat(early)
                    .startsWith("resource Early 'Early': imported as early; note: ")
                    .contains("its RuleStatus is missing and taken as ENABLED")
                    .contains("Tags is not taken over"),
            late -> assertThat(late).startsWith("resource Late 'Late': imported as late; note: "));
    assertThat(imports.rules())
        .map(rule -> rule.when().toString())
        .containsExactly(
            "format is ASFF and account is 111122223333 and created at is less than 5 days",
            "format is OCSF and raw vulnerabilities.is_exploit_available is false");
    assertThat(imports.rules().getFirst().card().terminal()).isTrue();
  }

  @Test
  void readsTheRulesInATemplateInJson() {
    assertThat(
            SourceFiles.automationRules(
                    """
                    {"Resources": {"A": {"Type": "AWS::SecurityHub::AutomationRule", "Properties": {
                      "RuleName": "A", "RuleOrder": 1, "Description": "Nobody works there",
                      "Criteria": {"Confidence": [{"Gte": "5"}]},
                      "Actions": [{"Type": "FINDING_FIELDS_UPDATE", "FindingFieldsUpdate": {"Confidence": "7"}}]}}}}
                    """)
                .rules())
        .singleElement()
        .extracting(rule -> rule.when().toString())
        .isEqualTo("format is ASFF and confidence is at least 5");
  }

  @Test
  void findsNoRulesInATemplateWithoutAny() {
    assertThat(SourceFiles.automationRules("Resources: {Topic: {Type: AWS::SNS::Topic}}").summary())
        .isEqualTo("0 rules: 0 imported, 0 left out, 0 not imported");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RuleName: Early                | RuleName: !Sub "${Sandbox}-x"        | resource Early: not imported: RuleName is !Sub, which has a value only where the template is deployed
          Value: 111122223333            | Value: !Ref Sandbox                  | Criteria.AwsAccountId[1].Value is !Ref, which has a value only where the template is deployed
          Value: 111122223333            | Value: {"Fn::ImportValue": x}        | Criteria.AwsAccountId[1].Value is Fn::ImportValue, which has a value only
          Value: 111122223333            | Value: {Ref: Sandbox}                | Criteria.AwsAccountId[1].Value is Ref, which has a value only
          Value: 111122223333            | Value: 1e11                          | Criteria.AwsAccountId[1].Value is the number 1e11, but should be a text
          RuleOrder: 1                   | RuleOrder: !GetAtt A.B               | RuleOrder is !GetAtt, which has a value only
          RuleOrder: 1                   | RuleOrder: first                     | RuleOrder is the text 'first', but should be a number
          IsTerminal: "true"             | IsTerminal: !If [A, true, false]     | IsTerminal is !If, which has a value only
          Workflow: {Status: SUPPRESSED} | Workflow: !Ref Sandbox               | FindingFieldsUpdate.Workflow is !Ref, which has a value only
          Metadata: {who: red}           | Condition: InProduction              | resource Early 'Early': not imported: whether the template makes it hangs on its Condition 'InProduction'
          IsTerminal: "true"             | Terminal: "true"                     | Terminal is no member that is known here
          Value: "5"                     | Value: five                          | DateRange.Value is the text 'five', but should be a number
          """)
  void refusesWhatOnlyADeploymentTells(String part, String replacement, String reason) {
    assertThat(YAML).contains(part);
    ImportResult imports = SourceFiles.automationRules(YAML.replace(part, replacement));
    assertThat(SourceFiles.reported(imports))
        .anySatisfy(line -> assertThat(line).contains(": not imported: ").contains(reason));
    assertThat(imports.rules()).hasSize(1);
  }

  @Test
  void namesALoopOverRules() {
    String loop =
        """
        {"Resources": {"Fn::ForEach::Rules": ["Name", ["A", "B"], {"${Name}": {"Type": "%s"}}]}}
        """;
    assertThat(
            SourceFiles.reported(
                SourceFiles.automationRules(loop.formatted("AWS::SecurityHub::AutomationRule"))))
        .singleElement()
        .asString()
        .startsWith(
            "Fn::ForEach::Rules: not imported: a loop is run where the template is deployed");
    assertThat(SourceFiles.automationRules(loop.formatted("AWS::SNS::Topic")).sourceRules())
        .isEmpty();
  }

  @Test
  void survivesResourcesThatAreNone() {
    assertThat(
            SourceFiles.reported(
                SourceFiles.automationRules(
                    """
                    Resources:
                      A: just text
                      B: [1]
                      C: {Type: [AWS::SecurityHub::AutomationRule]}
                      D: {Type: AWS::SecurityHub::AutomationRule}
                      E: {Type: AWS::SecurityHub::AutomationRule, Properties: [1]}
                    """)))
        .isEqualTo(
            List.of(
                "resource D: not imported: RuleOrder is missing",
                "resource E: not imported: it is a list, but should be a mapping"));
  }
}
