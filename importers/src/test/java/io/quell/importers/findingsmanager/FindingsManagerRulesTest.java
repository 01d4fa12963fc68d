package io.quell.importers.findingsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.finding.WorkflowStatus;
import io.quell.importers.ImportResult;
import io.quell.importers.SourceFiles;
import io.quell.importers.UnreadableSourceException;
import io.quell.run.RuleEngine;
import io.quell.testing.Findings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FindingsManagerRulesTest {
  private static final String SAMPLE = SourceFiles.sample("findings-manager.yaml");

  @Test
  void importsTheSampleFile() {
    ImportResult imports = SourceFiles.findingsManager(SAMPLE);
    assertThat(imports.summary()).isEqualTo("7 rules: 7 imported, 0 left out, 0 not imported");
    assertThat(SourceFiles.reported(imports))
        .first()
        .isEqualTo(
            "rule 1 'Access logs of access logs': imported as access-logs-of-access-logs; note: it"
                + " suppresses CRITICAL findings too, as the source does");
    assertThat(imports.rules())
        .map(rule -> rule.when().toString())
        .contains(
            "format is ASFF and (workflow status is NEW or workflow status is NOTIFIED) and raw"
                + " Compliance.SecurityControlId is S3.1 and (resource id fits arn:aws:s3:::*-test"
                + " or resource id fits arn:aws:s3:::*-qa)");
  }

  @Test
  void suppressesWithTheNoteOfTheRule() {
    RuleEngine engine = SourceFiles.engine(SourceFiles.findingsManager(SAMPLE).rules());
    var update = engine.evaluate(Findings.finding().control("S3.9").read()).update();
    assertThat(update.workflowStatus()).contains(WorkflowStatus.SUPPRESSED);
    assertThat(update.note().orElseThrow().text()).startsWith("Access logs of access logs\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {note: a, action: SUPPRESSED, match_on: {}}                                  | its match_on is empty, so it would suppress every finding
          {note: a, action: SUPPRESSED, match_on: {title: ''}}                         | its match_on names nothing, so it would suppress every finding
          {note: a, action: SUPPRESSED}                                                | match_on is missing, but should be a mapping
          {note: a, action: RESOLVED, match_on: {title: b}}                            | action is 'RESOLVED'; known are SUPPRESSED
          {action: SUPPRESSED, match_on: {title: b}}                                   | note is missing
          {note: a, action: SUPPRESSED, match_on: {titel: b}}                          | match_on.titel is no member that is known here
          {note: a, action: SUPPRESSED, match_on: {title: 7}}                          | match_on.title is the number 7, but should be a text
          {note: a, action: SUPPRESSED, match_on: {regions: eu-west-1}}                | match_on.regions is the text 'eu-west-1', but should be a list
          {note: a, action: SUPPRESSED, match_on: {tags: [{key: b}]}}                  | match_on.tags[1].value is missing
          {note: a, action: SUPPRESSED, match_on: {resource_id_regexps: ['*-dev$']}}   | '*-dev$' is no regular expression
          {note: a, action: SUPPRESSED, match_on: {security_control_id: b, rule_or_control_id: c}} | one excludes the other
          {note: a, action: SUPPRESSED, match_on: {title: b}, dry_run: true}           | dry_run is no member that is known here
          just a text                                                                  | it is the text 'just a text', but should be a mapping
          """)
  void namesWhatIsWrongWithARule(String rule, String reason) {
    ImportResult imports = SourceFiles.findingsManager("Rules:\n  - " + rule + "\n");
    assertThat(SourceFiles.reported(imports))
        .singleElement()
        .asString()
        .startsWith("rule 1")
        .contains(reason);
    assertThat(imports.isComplete()).isFalse();
  }

  @Test
  void importsNothingFromAFileWithoutRules() {
    assertThat(SourceFiles.findingsManager("Rules: []").summary())
        .isEqualTo("0 rules: 0 imported, 0 left out, 0 not imported");
  }

  @Test
  void asksForATagWithoutAValue() {
    RuleEngine engine =
        SourceFiles.written(
            SourceFiles.findingsManager(
                "Rules: [{note: a, action: SUPPRESSED, match_on: {tags: [{key: team, value:"
                    + " ''}]}}]"));
    assertThat(engine.evaluate(Findings.finding().tag("team", "").read()).matched()).hasSize(1);
    assertThat(engine.evaluate(Findings.finding().tag("team", "red").read()).matched()).isEmpty();
    assertThat(engine.evaluate(Findings.finding().read()).matched()).isEmpty();
  }

  @Test
  void takesOneRuleOfANote() {
    ImportResult imports =
        SourceFiles.findingsManager(
            """
            Rules:
              - {note: same, action: SUPPRESSED, match_on: {title: a}}
              - {note: same, action: SUPPRESSED, match_on: {title: b}}
            """);
    assertThat(SourceFiles.reported(imports))
        .last()
        .asString()
        .contains("rule 1 has the same note");
  }

  @Test
  void refusesNotesThatAreTooLong() {
    ImportResult imports =
        SourceFiles.findingsManager(
            """
            Rules:
              - {note: %s, action: SUPPRESSED, match_on: {title: a}}
            """
                .formatted("n".repeat(301)));
    assertThat(SourceFiles.reported(imports))
        .singleElement()
        .asString()
        .contains("note has 301 characters")
        .contains("at most 300");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'Rules: [a'                         | no valid YAML at line 1
          'Rules:'                            | Rules is missing; a file without rules says []
          '{}'                                | Rules is missing; a file without rules says []
          'Regeln: []'                        | Regeln is no member that is known here
          'just text'                         | it is the text 'just text', but should be a mapping
          'Suppressions: {S3.9: []}'          | before its version 3
          '{Rules: [{note: a, note: b}]}'     | the key 'note' on line 1 stands again further down
          '# nothing'                         | the file is empty
          """)
  void namesWhatIsWrongWithTheFile(String text, String reason) {
    assertThatThrownBy(
            () ->
                FindingsManagerRules.read(
                    "manager.yaml", SourceFiles.utf8(text), SourceFiles.OWNED))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageStartingWith("manager.yaml: ")
        .hasMessageContaining(reason);
  }
}
