package io.quell.importers.findingsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.finding.Json;
import io.quell.finding.WorkflowStatus;
import io.quell.importers.ImportResult;
import io.quell.importers.SourceFiles;
import io.quell.importers.UnreadableSourceException;
import io.quell.rule.Card;
import io.quell.run.RuleEngine;
import io.quell.testing.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
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

  private static final List<String> CONTROLS = List.of("S3.9", "S3.1", "S3.14", "EC2.8", "1.14");
  private static final List<String> PRODUCTS = List.of("Inspector", "Security Hub");
  private static final List<String> TITLES = List.of("CVE-2023-44487 - nghttp2", "Another");
  private static final List<String> REGIONS = List.of("eu-west-1", "eu-central-1", "us-east-1");
  private static final List<String> VALUES = List.of("Pipeline", "CDK", "training");
  private static final List<String> KEYS = List.of("ManagedBy", "purpose");
  private static final List<String> IDS =
      List.of(
          "arn:aws:s3:::logs-test",
          "arn:aws:s3:::logs-qa-2",
          "arn:aws:ec2:eu-west-1:111122223333:instance/i-0123abcd",
          "course-12",
          "arn:aws:s3:::course-x");
  private static final List<String> REGEXPS =
      List.of(
          "^arn:aws:s3:::.*-test$",
          "-qa",
          "instance/i-[0-9a-f]{8}$",
          "course-\\d+",
          "(test|qa)",
          "i-0123ABCD",
          "^course");

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static Map<String, Object> rule(Random random, int number) {
    Map<String, Object> on = new LinkedHashMap<>();
    while (on.isEmpty()) {
      if (random.nextInt(2) == 0) {
        on.put(
            random.nextInt(4) == 0 ? "rule_or_control_id" : "security_control_id",
            any(random, CONTROLS));
      }
      if (random.nextInt(5) == 0) {
        on.put("product_name", any(random, PRODUCTS));
      }
      if (random.nextInt(5) == 0) {
        on.put("title", any(random, TITLES));
      }
      if (random.nextInt(4) == 0) {
        on.put("regions", List.of(any(random, REGIONS), any(random, REGIONS)));
      }
      if (random.nextInt(3) == 0) {
        on.put(
            "tags",
            List.of(
                Map.of("key", any(random, KEYS), "value", any(random, VALUES)),
                Map.of("key", any(random, KEYS), "value", any(random, VALUES))));
      }
      if (random.nextInt(3) == 0) {
        on.put("resource_id_regexps", List.of(any(random, REGEXPS), any(random, REGEXPS)));
      }
    }
    return Map.of("note", "Note " + number, "action", "SUPPRESSED", "match_on", on);
  }

  private static Map<String, @Nullable Object> finding(Random random) {
    Map<String, @Nullable Object> finding = new LinkedHashMap<>(Findings.finding().json());
    finding.put("Region", any(random, REGIONS));
    finding.put("Title", any(random, TITLES));
    finding.put("ProductName", any(random, PRODUCTS));
    if (random.nextBoolean()) {
      finding.put("Compliance", Map.of("SecurityControlId", any(random, CONTROLS)));
    } else {
      finding.remove("Compliance");
    }
    if (random.nextBoolean()) {
      finding.put(
          "ProductFields",
          Map.of(any(random, List.of("ControlId", "RuleId")), any(random, CONTROLS)));
    }
    finding.put(
        "Workflow",
        Map.of("Status", any(random, List.of("NEW", "NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED"))));
    List<Object> resources = new ArrayList<>();
    for (int more = random.nextInt(3); more >= 0; more--) {
      resources.add(
          random.nextBoolean()
              ? Map.of("Type", "Other", "Id", any(random, IDS))
              : Map.of(
                  "Type",
                  "Other",
                  "Id",
                  any(random, IDS),
                  "Tags",
                  Map.of(any(random, KEYS), any(random, VALUES))));
    }
    finding.put("Resources", resources);
    return finding;
  }

  @Test
  void decidesAsTheFindingsManagerDoes() {
    int matches = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      List<Map<?, ?>> rules = new ArrayList<>();
      for (int number = random.nextInt(4); number >= 0; number--) {
        rules.add(rule(random, number));
      }
      ImportResult imports =
          SourceFiles.findingsManager(Json.write(Map.of("Rules", rules))); // JSON is YAML
      assertThat(imports.isComplete()).as("%s", imports.sourceRules()).isTrue();
      RuleEngine engine = SourceFiles.engine(imports.rules());
      var manager = new FindingsManager(rules);
      for (int each = 0; each < 5; each++) {
        Map<String, @Nullable Object> finding = finding(random);
        List<String> expected = manager.matching(finding);
        assertThat(engine.evaluate(SourceFiles.finding(finding)).matched())
            .as("%s%n%s", rules, finding)
            .map(Card::title)
            .isEqualTo(expected);
        matches += expected.size();
      }
    }
    assertThat(matches).as("findings and rules that met").isGreaterThan(500);
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
          'Rules: []'                         | Rules is empty or missing
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
