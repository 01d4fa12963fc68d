package io.quell.importers.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.finding.SeverityLabel;
import io.quell.importers.CardDefaults;
import io.quell.importers.ImportResult;
import io.quell.importers.SourceFiles;
import io.quell.importers.UnreadableSourceException;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AutomationRulesTest {
  private static final String SAMPLE = SourceFiles.sample("automation-rules.json");

  /// A rule that is right, but for what a test puts in the place of a part.
  private static String rule(String part, String replacement) {
    String rule =
        """
        {"RuleArn": "arn", "RuleStatus": "ENABLED", "RuleOrder": 1, "RuleName": "One", "Description": "Why.",
         "IsTerminal": false, "Criteria": {"Title": [{"Value": "a", "Comparison": "EQUALS"}]},
         "Actions": [{"Type": "FINDING_FIELDS_UPDATE", "FindingFieldsUpdate": {"Confidence": 5}}],
         "CreatedAt": "2026-01-01T00:00:00Z", "UpdatedAt": "2026-01-01T00:00:00Z", "CreatedBy": "anna"}
        """;
    assertThat(rule).contains(part);
    return rule.replace(part, replacement);
  }

  @Test
  void saysWhatBecameOfEachRuleInTheOrderTheyRun() {
    ImportResult imports = SourceFiles.automationRules(SAMPLE);
    assertThat(SourceFiles.reported(imports))
        .containsExactly(
            "rule 2 'Suppress sandbox accounts': imported as suppress-sandbox-accounts; note: the"
                + " note is signed by Quell, not by 'secops'; it suppresses CRITICAL findings too,"
                + " as the source does",
            "rule 4 'Resolve what passes': left out: it is DISABLED in Security Hub",
            "rule 3 'Lower what is old and of little confidence': imported as"
                + " lower-what-is-old-and-of-little-confidence",
            "rule 1 'Raise findings on payment systems': imported as"
                + " raise-findings-on-payment-systems; note: it sees SeverityLabel as it is without"
                + " Quell's own changes; it sees WorkflowStatus as it is without Quell's own"
                + " changes; the note is signed by Quell, not by 'secops'",
            "rule 5 'Resolve informational GuardDuty findings': imported as"
                + " resolve-informational-guardduty-findings; note: it sees NoteText as it is"
                + " without Quell's own changes; it sees NoteUpdatedBy as it is without Quell's own"
                + " changes",
            "rule 6 'Mark findings of the shop application': imported as"
                + " mark-findings-of-the-shop-application; note: it sees NoteUpdatedAt as it is"
                + " without Quell's own changes");
    assertThat(imports.summary()).isEqualTo("6 rules: 5 imported, 1 left out, 0 not imported");
  }

  @Test
  void allowsWhatTheRuleDoesAndNoMore() {
    Card card = SourceFiles.automationRules(SAMPLE).rules().get(2).card();
    assertThat(card.changes())
        .containsExactlyInAnyOrder(
            Change.SEVERITY, Change.NOTE, Change.CRITICALITY, Change.USER_DEFINED_FIELDS);
    assertThat(card.severities()).containsExactly(SeverityLabel.CRITICAL);
    assertThat(card.workflowStatuses()).isEmpty();
    assertThat(card.reason()).isEqualTo("Payment systems are under audit.");
  }

  @Test
  void takesTheOwnerFromTheCreatorWhereNoneIsGiven() throws UnreadableSourceException {
    ImportResult imports =
        AutomationRules.read("rules.json", SourceFiles.utf8(SAMPLE), new CardDefaults(null, null));
    assertThat(imports.rules())
        .map(rule -> rule.card().owner())
        .containsExactly("jan", "jan", "maria", "jan", "jan");
  }

  @Test
  void doesNotGuessAnOwner() throws UnreadableSourceException {
    ImportResult imports =
        AutomationRules.read(
            "rules.json",
            SourceFiles.utf8(
                rule("\"CreatedBy\": \"anna\"", "\"CreatedBy\": \"" + "x".repeat(41) + "\"")),
            new CardDefaults(null, null));
    assertThat(SourceFiles.reported(imports))
        .singleElement()
        .asString()
        .endsWith("add --owner NAME");
  }

  @Test
  void numbersRulesOfOneName() {
    String name = "Ünnamed rule that goes on and on and on and on to the end of it";
    String rule = rule("\"RuleName\": \"One\"", "\"RuleName\": \"" + name + "\"");
    ImportResult imports = SourceFiles.automationRules("[" + rule + "," + rule + "," + rule + "]");
    assertThat(imports.rules())
        .map(each -> each.card().id())
        .containsExactly(
            "unnamed-rule-that-goes-on-and-on-and-on-and-on-to",
            "unnamed-rule-that-goes-on-and-on-and-on-and-on-2",
            "unnamed-rule-that-goes-on-and-on-and-on-and-on-3");
  }

  @Test
  void namesRulesWithoutLatinLetters() {
    ImportResult imports =
        SourceFiles.automationRules(rule("\"RuleName\": \"One\"", "\"RuleName\": \"规则\""));
    assertThat(imports.rules()).map(rule -> rule.card().id()).containsExactly("imported-rule");
  }

  @Test
  void cutsLongTitlesAndSaysSo() {
    ImportResult imports =
        SourceFiles.automationRules(
            rule("\"RuleName\": \"One\"", "\"RuleName\": \"" + "word ".repeat(30).strip() + "\""));
    assertThat(imports.rules().getFirst().card().title())
        .hasSizeLessThanOrEqualTo(120)
        .endsWith("…");
    assertThat(SourceFiles.reported(imports))
        .singleElement()
        .asString()
        .contains("the title is cut to 120 characters");
  }

  @Test
  void runsOfTwoWithOneOrderTheEarlierUpdatedFirst() {
    String later =
        rule("\"RuleName\": \"One\"", "\"RuleName\": \"Later\"")
            .replace("\"UpdatedAt\": \"2026-01-01", "\"UpdatedAt\": \"2026-01-02");
    ImportResult imports =
        SourceFiles.automationRules(
            "["
                + later
                + ","
                + rule("\"UpdatedAt\": \"2026-01-01T00:00:00Z\"", "\"UpdatedAt\": 1767225600.5")
                + "]");
    assertThat(imports.rules()).map(rule -> rule.card().title()).containsExactly("One", "Later");
  }

  @Test
  void takesASeverityThatIsSaidTwiceWhereBothAgree() {
    FixedRule rule =
        SourceFiles.automationRules(
                rule(
                    "{\"Confidence\": 5}",
                    "{\"Severity\": {\"Label\": \"HIGH\", \"Normalized\": 75}}"))
            .rules()
            .getFirst();
    assertThat(rule.then()).isEqualTo(Decision.normalizedSeverity(75));
    assertThat(
            SourceFiles.automationRules(
                    rule(
                        "{\"Confidence\": 5}",
                        "{\"Severity\": {\"Label\": \"HIGH\", \"Normalized\": 70}}"))
                .rules()
                .getFirst()
                .then())
        .isEqualTo(Decision.severity(SeverityLabel.HIGH));
  }

  @Test
  void suppressesCriticalFindingsOnlyWhereTheSourceDoes() {
    String suppressing =
        rule("{\"Confidence\": 5}", "{\"Workflow\": {\"Status\": \"SUPPRESSED\"}}");
    assertThat(
            SourceFiles.automationRules(suppressing).rules().getFirst().card().suppressesCritical())
        .isTrue();
    for (String filter :
        List.of(
            "{\"Value\": \"CRITICAL\", \"Comparison\": \"NOT_EQUALS\"}",
            "{\"Value\": \"LOW\", \"Comparison\": \"EQUALS\"}")) {
      String without =
          suppressing.replace("\"Title\":", "\"SeverityLabel\": [" + filter + "], \"Title\":");
      assertThat(
              SourceFiles.automationRules(without).rules().getFirst().card().suppressesCritical())
          .isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "Criteria": {"Title"                            | "Criteria": {"Titel"                      | Criteria.Titel is no member that is known here
          {"Title": [{"Value": "a", "Comparison": "EQUALS"}]} | {}                                    | its Criteria are empty
          "EQUALS"                                        | "LIKE"                                    | Criteria.Title[1].Comparison is 'LIKE'; known are CONTAINS, EQUALS
          "EQUALS"                                        | "CONTAINS_WORD"                           | Comparison is 'CONTAINS_WORD'; known are
          {"Value": "a", "Comparison": "EQUALS"}          | {"Comparison": "EQUALS"}                  | Criteria.Title[1].Value is missing
          {"Value": "a", "Comparison": "EQUALS"}          |                                           | its Criteria are empty
          {"Value": "a", "Comparison": "EQUALS"}          | 7                                         | Criteria.Title[1] is the number 7, but should be a mapping
          "Value": "a"                                    | "Value": 7                                | Value is the number 7, but should be a text
          "RuleOrder": 1                                  | "RuleOrder": "first"                      | RuleOrder is the text 'first', but should be a number
          "RuleOrder": 1,                                 |                                           | RuleOrder is missing
          "RuleStatus": "ENABLED"                         | "RuleStatus": "ON"                        | RuleStatus is 'ON'; known are DISABLED, ENABLED
          "RuleName": "One",                              |                                           | RuleName is missing
          "IsTerminal": false                             | "IsTerminal": "no"                        | IsTerminal is the text 'no', but should be true or false
          "IsTerminal": false                             | "Terminal": false                         | Terminal is no member that is known here
          "UpdatedAt": "2026-01-01T00:00:00Z"             | "UpdatedAt": "lately"                     | UpdatedAt is 'lately', which is no time
          {"Confidence": 5}                               | {}                                        | its FindingFieldsUpdate sets nothing
          {"Confidence": 5}                               | {"Confidence": 101}                       | the confidence is 101; allowed is a number from 0 to 100
          {"Confidence": 5}                               | {"Confidence": 5.5}                       | should be a whole number
          {"Confidence": 5}                               | {"Confident": 5}                          | FindingFieldsUpdate.Confident is no member that is known here
          {"Confidence": 5}                               | {"Workflow": {"Status": "DONE"}}          | Status is 'DONE'; known are NEW, NOTIFIED, RESOLVED, SUPPRESSED
          {"Confidence": 5}                               | {"Severity": {"Label": "LOW", "Normalized": 90}} | it sets the severity label LOW and the normalized severity 90, which is CRITICAL
          {"Confidence": 5}                               | {"Types": ["Anything"]}                   | the type is Anything; allowed is namespace/category/classifier
          {"Confidence": 5}                               | {"UserDefinedFields": {"quell.rules": "a"}} | the user-defined field quell.rules is Quell's own
          {"Confidence": 5}                               | {"UserDefinedFields": {"a": ""}}          | UserDefinedFields.a is blank
          "Actions": [                                    | "Actions": [{"Type": "FINDING_FIELDS_UPDATE"}, | it has 2 actions
          "FINDING_FIELDS_UPDATE"                         | "CALL_SOMEBODY"                           | Type is 'CALL_SOMEBODY'; known are FINDING_FIELDS_UPDATE
          {"Title": [{"Value": "a", "Comparison": "EQUALS"}]} | {"CreatedAt": [{"Start": "now"}]}     | Criteria.CreatedAt[1].Start is 'now', which is no time such as
          {"Title": [{"Value": "a", "Comparison": "EQUALS"}]} | {"CreatedAt": [{}]}                   | a range of times has a beginning or an end
          {"Title": [{"Value": "a", "Comparison": "EQUALS"}]} | {"CreatedAt": [{"DateRange": {"Value": 0, "Unit": "DAYS"}}]} | is 0 days; it can be 1 to 100000
          {"Title": [{"Value": "a", "Comparison": "EQUALS"}]} | {"CreatedAt": [{"DateRange": {"Value": 1, "Unit": "WEEKS"}}]} | Unit is 'WEEKS'; known are DAYS
          {"Title": [{"Value": "a", "Comparison": "EQUALS"}]} | {"Confidence": [{"Gt": 5, "Lt": 5}]}  | Criteria.Confidence[1] can never hold
          {"Title": [{"Value": "a", "Comparison": "EQUALS"}]} | {"ResourceTags": [{"Key": "a", "Value": "b", "Comparison": "PREFIX"}]} | Comparison is 'PREFIX'; known are CONTAINS, EQUALS, NOT_CONTAINS, NOT_EQUALS
          """)
  void namesWhatIsWrongWithARule(String part, @Nullable String replacement, String reason) {
    ImportResult imports =
        SourceFiles.automationRules(rule(part, replacement == null ? "" : replacement));
    assertThat(SourceFiles.reported(imports))
        .singleElement()
        .asString()
        .startsWith("rule 1")
        .contains(": not imported: ")
        .contains(reason);
    assertThat(imports.isComplete()).isFalse();
  }

  @Test
  void refusesNotesThatAreTooLongRatherThanCutThem() {
    ImportResult imports =
        SourceFiles.automationRules(
            rule(
                "{\"Confidence\": 5}",
                "{\"Note\": {\"Text\": \"%s\", \"UpdatedBy\": \"a\"}}".formatted("n".repeat(301))));
    assertThat(SourceFiles.reported(imports))
        .singleElement()
        .asString()
        .contains("Note.Text has 301 characters; a rule's note has at most 300");
  }

  @Test
  void saysWhatTheLossOfATerminalRuleMeans() {
    ImportResult imports =
        SourceFiles.automationRules(
            rule("\"IsTerminal\": false", "\"IsTerminal\": true")
                .replace("\"EQUALS\"", "\"LIKE\""));
    assertThat(SourceFiles.reported(imports))
        .singleElement()
        .asString()
        .endsWith(
            "it is terminal, so without it later rules get the findings that it keeps from them");
  }

  @Test
  void reportsWhatSecurityHubDidNotPrint() {
    ImportResult imports =
        SourceFiles.automationRules(
            """
            {"Rules": [], "UnprocessedAutomationRules": [{"RuleArn": "arn:x", "ErrorCode": 404, "ErrorMessage": "gone"}]}
            """);
    assertThat(SourceFiles.reported(imports))
        .containsExactly("rule arn:x: not imported: Security Hub did not print it: gone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Rules": [                        | no valid JSON at line 1
          {"Rules": [], "Rules": []}         | no valid JSON at line 1
          {"Rules": {}}                      | Rules is no list
          {"Rules": [], "More": 1}           | More is no member that is known beside Rules
          {"AutomationRulesMetadata": []}    | neither an automation rule nor a list of them
          7                                  | neither an automation rule nor a list of them
          ' '                                | the file is empty
          'Rules: [a'                        | no valid YAML at line 1
          'just text'                        | neither an automation rule nor a list of them
          {"format_version": "1.0", "planned_values": {}} | it is a plan, of which not all values are known
          {"version": 4, "terraform_version": "1.9.0", "resources": []} | it is no output of 'terraform show -json'
          'Resources: {A: 1, A: 2}'          | the key 'A' on line 1 stands again further down
          """)
  void namesWhatIsWrongWithTheFile(String text, String reason) {
    assertThatThrownBy(
            () -> AutomationRules.read("rules.json", SourceFiles.utf8(text), SourceFiles.OWNED))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageStartingWith("rules.json: ")
        .hasMessageContaining(reason);
  }

  @Test
  void importsNothingFromAListWithoutRules() {
    assertThat(SourceFiles.automationRules("{\"Rules\": []}").summary())
        .isEqualTo("0 rules: 0 imported, 0 left out, 0 not imported");
  }

  @Test
  void readsARuleAsItIsCreated() {
    ImportResult imports =
        SourceFiles.automationRules(
            """
            {"RuleOrder": 1, "RuleName": "Quiet sandboxes", "Description": "Nobody works there.",
             "ClientToken": "abc", "Tags": {"team": "red"},
             "Criteria": {"AwsAccountId": [{"Value": "111122223333", "Comparison": "EQUALS"}], "Title": [], "ResourceTags": []},
             "Actions": [{"FindingFieldsUpdate": {"Note": {"Text": "quiet"}, "Workflow": {"Status": "NOTIFIED"}}}]}
            """);
    assertThat(SourceFiles.reported(imports))
        .containsExactly(
            "rule 1 'Quiet sandboxes': imported as quiet-sandboxes; note: the action's Type is"
                + " missing and taken as FINDING_FIELDS_UPDATE; the note is signed by Quell; its"
                + " RuleStatus is missing and taken as ENABLED; Tags and ClientToken are not taken"
                + " over, for nothing the rule does hangs on that");
    assertThat(imports.rules().getFirst().when().toString())
        .isEqualTo("format is ASFF and account is 111122223333");
  }

  @Test
  void saysWhereTheFileLeavesTheOrderOpen() {
    String rule = rule(", \"UpdatedAt\": \"2026-01-01T00:00:00Z\"", "");
    assertThat(SourceFiles.reported(SourceFiles.automationRules("[" + rule + "," + rule + "]")))
        .allSatisfy(line -> assertThat(line).contains("another rule has the same RuleOrder"));
    assertThat(SourceFiles.reported(SourceFiles.automationRules(rule)))
        .noneSatisfy(line -> assertThat(line).contains("another rule has the same RuleOrder"));
  }

  @Test
  void readsWhatTheCommandLineOfAwsPrintsAsYaml() {
    ImportResult imports =
        SourceFiles.automationRules(
            """
            Rules:
            - RuleName: One
              RuleOrder: 7
              RuleStatus: ENABLED
              IsTerminal: true
              Description: Nobody works there.
              UpdatedAt: '2026-01-01T00:00:00Z'
              Criteria:
                AwsAccountId:
                - {Comparison: EQUALS, Value: '012345678901'}
                Confidence:
                - {Gte: 5, Lt: 7.5}
                CreatedAt:
                - DateRange: {Unit: DAYS, Value: 30}
              Actions:
              - Type: FINDING_FIELDS_UPDATE
                FindingFieldsUpdate:
                  Confidence: 42
                  UserDefinedFields: {Gte: '7'}
            UnprocessedAutomationRules: []
            """);
    assertThat(imports.isComplete()).as("%s", imports.sourceRules()).isTrue();
    assertThat(imports.rules().getFirst().card().terminal()).isTrue();
    assertThat(imports.rules().getFirst().when().toString())
        .isEqualTo(
            "format is ASFF and account is 012345678901 and confidence is at least 5 and less than"
                + " 7.5 and created at is less than 30 days");
  }

  @Test
  void givesAReasonWhereTheSourceGivesNone() {
    for (String said : List.of("One", "TODO", " ")) {
      assertThat(
              SourceFiles.automationRules(rule("\"Why.\"", "\"" + said + "\""))
                  .rules()
                  .getFirst()
                  .card()
                  .reason())
          .as(said)
          .startsWith("Imported from");
    }
    assertThat(
            SourceFiles.automationRules(rule("Why.", "Agreed.")).rules().getFirst().card().reason())
        .isEqualTo("Imported from Security Hub's automation rules, where the reason is: Agreed.");
  }

  @Test
  void refusesListsWithoutCriteria() {
    assertThat(
            SourceFiles.reported(
                SourceFiles.automationRules(
                    """
                    {"Rules": [{"RuleArn": "a", "RuleName": "One", "RuleOrder": 1.0, "RuleStatus": "ENABLED"}]}
                    """)))
        .singleElement()
        .asString()
        .contains("it has no Criteria: print whole rules");
  }
}
