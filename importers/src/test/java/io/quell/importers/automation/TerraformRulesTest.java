package io.quell.importers.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.importers.ImportResult;
import io.quell.importers.SourceFiles;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerraformRulesTest {
  /// A rule in every attribute, as the provider's schema has them: what is not set is null or an
  /// empty list.
  private static final String RULE =
      """
      {"address": "ADDRESS", "mode": "managed", "type": "aws_securityhub_automation_rule", "name": "x",
       "provider_name": "registry.terraform.io/hashicorp/aws", "schema_version": 0,
       "values": {
         "arn": "arn:aws:securityhub:eu-west-1:111122223333:automation-rule/a", "id": "arn", "region": "eu-west-1",
         "description": "Nobody works there", "is_terminal": true, "rule_name": "NAME", "rule_order": ORDER,
         "rule_status": "ENABLED", "tags": null, "tags_all": {},
         "actions": [{"type": "FINDING_FIELDS_UPDATE", "finding_fields_update": [{
           "confidence": null, "criticality": 7, "types": null, "user_defined_fields": {"cost_centre": "red"},
           "verification_state": null, "note": [{"text": "quiet", "updated_by": "terraform"}],
           "related_findings": [{"id": "f", "product_arn": "arn:p"}],
           "severity": [{"label": "LOW", "product": 0}], "workflow": [{"status": "SUPPRESSED"}]}]}],
         "criteria": [{
           "aws_account_id": [{"comparison": "EQUALS", "value": "111122223333"}], "aws_account_name": [],
           "confidence": [{"eq": null, "gt": null, "gte": 5, "lt": null, "lte": null}],
           "created_at": [{"date_range": [{"unit": "DAYS", "value": 5}], "end": null, "start": null}],
           "compliance_associated_standards_id": [{"comparison": "PREFIX", "value": "standards/"}],
           "resource_tags": [{"comparison": "EQUALS", "key": "cost_centre", "value": "red"}],
           "updated_at": [], "title": []}]},
       "sensitive_values": {}}
      """;

  /// What the rule has already.
  private static final Set<String> GIVEN =
      Set.of(
          "aws_account_id",
          "aws_account_name",
          "confidence",
          "created_at",
          "compliance_associated_standards_id",
          "resource_tags",
          "updated_at");

  private static String state(String resources, String children) {
    return """
    {"format_version": "1.0", "terraform_version": "1.9.8",
     "values": {"root_module": {"resources": [%s], "child_modules": [%s]}}}
    """
        .formatted(resources, children);
  }

  private static String rule(String address, String name, int order) {
    return RULE.replace("ADDRESS", address)
        .replace("NAME", name)
        .replace("ORDER", String.valueOf(order));
  }

  @Test
  void readsTheRulesOfAllModulesInTheirOrder() {
    String other =
        "{\"address\": \"aws_sns_topic.t\", \"mode\": \"managed\", \"type\": \"aws_sns_topic\"}";
    String grandchild =
        "{\"address\": \"module.a.module.b\", \"resources\": [%s]}"
            .formatted(rule("module.a.module.b.aws_securityhub_automation_rule.x", "Third", 3));
    String child =
        "{\"address\": \"module.a\", \"resources\": [%s], \"child_modules\": [%s]}"
            .formatted(
                rule("module.a.aws_securityhub_automation_rule.x[0]", "First", 1), grandchild);
    ImportResult imports =
        SourceFiles.automationRules(
            state(other + "," + rule("aws_securityhub_automation_rule.x", "Second", 2), child));
    assertThat(imports.isComplete()).as("%s", imports.sourceRules()).isTrue();
    assertThat(SourceFiles.reported(imports))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        "module.a.aws_securityhub_automation_rule.x[0] 'First': imported as first;"
                            + " note: the note is signed by Quell, not by 'terraform'"),
            line ->
                assertThat(line)
                    .startsWith("aws_securityhub_automation_rule.x 'Second': imported as second"),
            line ->
                assertThat(line)
                    .startsWith("module.a.module.b.aws_securityhub_automation_rule.x 'Third'"));
  }

  @Test
  void readsWhatTheSameRuleIsInSecurityHub() {
    ImportResult terraform = SourceFiles.automationRules(state(rule("x", "One", 1), ""));
    ImportResult securityHub =
        SourceFiles.automationRules(
            """
            {"RuleName": "One", "RuleOrder": 1, "RuleStatus": "ENABLED", "Description": "Nobody works there", "IsTerminal": true,
             "Criteria": {
               "AwsAccountId": [{"Comparison": "EQUALS", "Value": "111122223333"}],
               "Confidence": [{"Gte": 5}],
               "CreatedAt": [{"DateRange": {"Unit": "DAYS", "Value": 5}}],
               "ComplianceAssociatedStandardsId": [{"Comparison": "PREFIX", "Value": "standards/"}],
               "ResourceTags": [{"Comparison": "EQUALS", "Key": "cost_centre", "Value": "red"}]},
             "Actions": [{"Type": "FINDING_FIELDS_UPDATE", "FindingFieldsUpdate": {
               "Criticality": 7, "UserDefinedFields": {"cost_centre": "red"},
               "Note": {"Text": "quiet", "UpdatedBy": "terraform"},
               "RelatedFindings": [{"Id": "f", "ProductArn": "arn:p"}],
               "Severity": {"Label": "LOW", "Product": 0}, "Workflow": {"Status": "SUPPRESSED"}}}]}
            """);
    assertThat(terraform.rules()).singleElement().isEqualTo(securityHub.rules().getFirst());
  }

  @Test
  void hasAnAttributeForEachFieldOfTheFirstVersion() {
    for (AutomationField field : AutomationField.values()) {
      String attribute = field.member().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      String filter =
          switch (field.kind()) {
            case STRING -> "{\"comparison\": \"EQUALS\", \"value\": \"a\"}";
            case MAP -> "{\"comparison\": \"EQUALS\", \"key\": \"k\", \"value\": \"a\"}";
            case NUMBER -> "{\"gte\": 5}";
            case DATE -> "{\"start\": \"2026-01-01T00:00:00Z\"}";
          };
      assertThat(
              SourceFiles.automationRules(
                      state(
                          rule("x", "One", 1)
                              .replace(
                                  "\"title\": []",
                                  GIVEN.contains(attribute)
                                      ? "\"title\": []"
                                      : "\"%s\": [%s]".formatted(attribute, filter)),
                          ""))
                  .isComplete())
          .as(attribute)
          .isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "rule_status": "ENABLED"                   | "rule_status": "DISABLED"                | x 'One': left out: it is DISABLED
          "title": []                                | "titel": [{"comparison": "EQUALS", "value": "a"}] | Criteria.Titel is no member that is known here
          "rule_order": 1                            | "rule_order": null                       | RuleOrder is missing
          "comparison": "PREFIX"                     | "comparison": "LIKE"                     | Comparison is 'LIKE'
          "value": "111122223333"                    | "value": null                            | Criteria.AwsAccountId[1].Value is missing
          {"comparison": "EQUALS", "value": "111122223333"} | null                              | Criteria.AwsAccountId[1].Value is missing
          "workflow": [{"status": "SUPPRESSED"}]     | "workflow": [{"status": "A"}, {"status": "B"}] | Workflow is a list, but should be a mapping
          "values": {                                | "values": 7, "more": {                   | x: not imported: RuleOrder is missing
          """)
  void namesWhatIsWrongWithARule(String part, String replacement, String reason) {
    String rule = rule("x", "One", 1);
    assertThat(rule).contains(part);
    assertThat(
            SourceFiles.reported(
                SourceFiles.automationRules(state(rule.replace(part, replacement), ""))))
        .singleElement()
        .asString()
        .contains(reason);
  }

  @Test
  void findsNoRulesInAStateWithoutAny() {
    for (String state :
        List.of(
            "{\"format_version\": \"1.0\"}",
            state("", ""),
            "{\"format_version\": \"1.0\", \"values\": {\"root_module\": []}}",
            "{\"format_version\": \"1.0\", \"values\": {\"root_module\": {\"resources\": [7, null,"
                + " {}]}}}")) {
      assertThat(SourceFiles.automationRules(state).sourceRules()).as(state).isEmpty();
    }
  }
}
