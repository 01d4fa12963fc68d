package io.quell.importers.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Json;
import io.quell.finding.OcsfStatus;
import io.quell.importers.ImportResult;
import io.quell.importers.SourceFiles;
import io.quell.run.RuleEngine;
import io.quell.testing.OcsfFindings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Imported automation rules of the second version decide as Security Hub does.
final class OcsfAutomationTest {
  private static final Map<String, List<String>> TEXTS =
      Map.of(
          "cloud.account.uid",
          List.of("111122223333", "444455556666"),
          "finding_info.title",
          List.of("a bucket is open", "openly so", "open"),
          "resources.type",
          List.of("AWS::S3::Bucket", "AWS::IAM::User"),
          "resources.uid",
          List.of("logs", "anna"),
          "severity",
          List.of("Low", "High"),
          "status",
          List.of("New", "Suppressed"),
          "compliance.control",
          List.of("S3.9", "IAM.1"),
          "comment",
          List.of("look at it", "keep"),
          "vulnerabilities.cve.uid",
          List.of("CVE-2023-1", "CVE-2024-2"),
          "finding_info.types",
          List.of("TTPs/A", "Posture"));
  private static final List<String> COMPARISONS =
      AutomationFilters.OCSF_STRING.stream().sorted().toList();
  private static final List<String> OF_MAPS =
      List.of("EQUALS", "CONTAINS", "NOT_EQUALS", "NOT_CONTAINS");
  private static final List<String> TIMES =
      List.of("2026-05-31T00:00:00Z", "2026-03-01T10:00:00Z", "2025-06-01T00:00:00Z");

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static Map<String, @Nullable Object> finding(Random random) {
    OcsfFindings.OcsfSample sample =
        OcsfFindings.ocsfFinding()
            .with(random.nextInt(6), "severity_id")
            .with(any(random, TEXTS.getOrDefault("severity", List.of())), "severity")
            .with(any(random, TEXTS.getOrDefault("status", List.of())), "status")
            .with(
                any(random, TEXTS.getOrDefault("cloud.account.uid", List.of())),
                "cloud",
                "account",
                "uid")
            .with(
                any(random, TEXTS.getOrDefault("finding_info.title", List.of())),
                "finding_info",
                "title")
            .with(
                List.of(any(random, TEXTS.getOrDefault("finding_info.types", List.of()))),
                "finding_info",
                "types");
    Instant created = Instant.parse(any(random, TIMES));
    sample =
        sample
            .with(created.toString(), "finding_info", "created_time_dt")
            .with(created.toEpochMilli(), "finding_info", "created_time");
    sample =
        random.nextBoolean()
            ? sample.without("compliance")
            : sample.with(
                any(random, TEXTS.getOrDefault("compliance.control", List.of())),
                "compliance",
                "control");
    if (random.nextBoolean()) {
      sample = sample.with(any(random, TEXTS.getOrDefault("comment", List.of())), "comment");
    }
    if (random.nextBoolean()) {
      sample =
          sample.with(
              List.of(
                  Map.of(
                      "cve",
                      Map.of("uid", any(random, List.of("CVE-2023-1", "CVE-2024-2"))),
                      "is_exploit_available",
                      random.nextBoolean())),
              "vulnerabilities");
    }
    if (random.nextBoolean()) {
      sample =
          sample.with(
              List.of(
                  Map.of(
                      "src_endpoint",
                      Map.of(
                          "ip",
                          any(random, List.of("10.1.2.3", "192.168.0.1")),
                          "port",
                          random.nextInt(3)))),
              "evidences");
    }
    List<Object> resources = new ArrayList<>();
    for (int more = random.nextInt(3); more >= 0; more--) {
      resources.add(
          Map.of(
              "type",
              any(random, TEXTS.getOrDefault("resources.type", List.of())),
              "uid",
              any(random, TEXTS.getOrDefault("resources.uid", List.of())),
              "tags",
              List.of(
                  Map.of(
                      "name",
                      any(random, List.of("team", "stage")),
                      "value",
                      any(random, List.of("red", "dark red"))))));
    }
    return sample.with(resources, "resources").json();
  }

  private static Map<String, Object> composite(Random random, boolean mayNest) {
    Map<String, Object> composite = new LinkedHashMap<>();
    for (int more = random.nextInt(2); more >= 0; more--) {
      switch (random.nextInt(mayNest ? 7 : 6)) {
        case 0, 1 -> {
          String field = any(random, TEXTS.keySet().stream().sorted().toList());
          String word = any(random, TEXTS.getOrDefault(field, List.of()));
          String comparison = any(random, COMPARISONS);
          composite.put(
              "StringFilters",
              List.of(
                  filter(
                      field,
                      Map.of(
                          "Value",
                          comparison.equals("CONTAINS_WORD")
                              ? "open"
                              : word.substring(0, 1 + random.nextInt(word.length())),
                          "Comparison",
                          comparison))));
        }
        case 2 ->
            composite.put(
                "NumberFilters",
                List.of(
                    filter(
                        any(random, List.of("severity_id", "evidences.src_endpoint.port")),
                        Map.of(
                            any(random, List.of("Gte", "Gt", "Lte", "Lt", "Eq")),
                            random.nextInt(6)))));
        case 3 ->
            composite.put(
                "DateFilters",
                List.of(
                    filter(
                        "finding_info.created_time_dt",
                        random.nextBoolean()
                            ? Map.of("Start", any(random, TIMES))
                            : Map.of(
                                "DateRange",
                                Map.of(
                                    "Value",
                                    50,
                                    "Unit",
                                    "DAYS",
                                    "Comparison",
                                    any(random, List.of("WITHIN", "OLDER_THAN")))))));
        case 4 ->
            composite.put(
                "BooleanFilters",
                List.of(
                    filter(
                        "vulnerabilities.is_exploit_available",
                        Map.of("Value", random.nextBoolean()))));
        case 5 -> {
          composite.put(
              "MapFilters",
              List.of(
                  filter(
                      "resources.tags",
                      Map.of("Key", "team", "Value", "red", "Comparison", any(random, OF_MAPS)))));
          composite.put(
              "IpFilters",
              List.of(filter("evidences.src_endpoint.ip", Map.of("Cidr", "10.0.0.0/8"))));
        }
        default ->
            composite.put(
                "NestedCompositeFilters",
                List.of(composite(random, false), composite(random, false)));
      }
    }
    if (random.nextBoolean()) {
      composite.put("Operator", any(random, List.of("AND", "OR")));
    }
    return composite;
  }

  private static Map<String, Object> filter(String field, Map<String, ?> filter) {
    return Map.of("FieldName", field, "Filter", filter);
  }

  @Test
  void decidesAsSecurityHubDoes() {
    var hub = new OcsfAutomation(SourceFiles.NOW);
    int matches = 0;
    for (int seed = 0; seed < 3_000; seed++) {
      var random = new Random(seed);
      Map<String, Object> criteria =
          Map.of(
              "CompositeFilters",
              random.nextBoolean()
                  ? List.of(composite(random, true))
                  : List.of(composite(random, true), composite(random, true)),
              "CompositeOperator",
              any(random, List.of("AND", "OR")));
      ImportResult imports =
          SourceFiles.automationRules(Json.write(rule(criteria, Map.of("StatusId", 3))));
      assertThat(imports.isComplete()).as("%s", imports.sourceRules()).isTrue();
      RuleEngine engine = SourceFiles.engine(imports.rules());
      for (int each = 0; each < 5; each++) {
        Map<String, @Nullable Object> finding = finding(random);
        boolean expected = hub.holds(criteria, finding);
        assertThat(!engine.evaluate(SourceFiles.finding(finding)).matched().isEmpty())
            .as("seed %d%n%s%n%s", seed, criteria, finding)
            .isEqualTo(expected);
        matches += expected ? 1 : 0;
      }
    }
    assertThat(matches).isBetween(2_000, 13_000);
  }

  private static Map<String, Object> rule(Object criteria, Map<String, ?> update) {
    return Map.of(
        "RuleArn",
        "arn:rule",
        "RuleId",
        "rule",
        "RuleOrder",
        1.5,
        "RuleName",
        "Made up",
        "RuleStatus",
        "ENABLED",
        "Description",
        "Made up.",
        "Criteria",
        Map.of("OcsfFindingCriteria", criteria),
        "Actions",
        List.of(Map.of("Type", "FINDING_FIELDS_UPDATE", "FindingFieldsUpdate", update)));
  }

  @Test
  void runsInTheOrderOfFractions() {
    ImportResult imports =
        SourceFiles.automationRules(SourceFiles.sample("automation-rules-v2.json"));
    assertThat(SourceFiles.reported(imports))
        .containsExactly(
            "rule 2 'Lower compliance findings of small buckets': imported as"
                + " lower-compliance-findings-of-small-buckets; note: it sees status as it is"
                + " without Quell's own changes; status NOT_EQUALS holds for a finding without any"
                + " value there too, which AWS's documents leave open;"
                + " Criteria.OcsfFindingCriteria.CompositeFilters[1].Operator is missing and taken"
                + " as AND, which AWS's documents leave open",
            "rule 1 'Suppress exposure findings of test systems': imported as"
                + " suppress-exposure-findings-of-test-systems; note: a word of CONTAINS_WORD is"
                + " taken to be what no letter and no digit goes on before or after, which AWS's"
                + " documents leave open; resources.tags NOT_EQUALS holds for a finding without any"
                + " value there too, which AWS's documents leave open; it sees severity_id as it is"
                + " without Quell's own changes; it suppresses CRITICAL findings too, as the source"
                + " does");
  }

  @ParameterizedTest
  @CsvSource({
    "0,UNKNOWN",
    "1,NEW",
    "2,IN_PROGRESS",
    "3,SUPPRESSED",
    "4,RESOLVED",
    "5,ARCHIVED",
    "6,DELETED",
    "99,OTHER"
  })
  void setsEveryStatus(int id, OcsfStatus status) {
    Map<String, Object> criteria =
        Map.of(
            "CompositeFilters",
            List.of(
                Map.of(
                    "StringFilters",
                    List.of(
                        filter(
                            "compliance.control",
                            Map.of("Value", "S3.", "Comparison", "PREFIX"))))));
    RuleEngine engine =
        SourceFiles.engine(
            SourceFiles.automationRules(Json.write(rule(criteria, Map.of("StatusId", id))))
                .rules());
    OcsfStatus before = status == OcsfStatus.NEW ? OcsfStatus.IN_PROGRESS : OcsfStatus.NEW;
    assertThat(
            engine.evaluate(OcsfFindings.ocsfFinding().status(before).read()).update().statusId())
        .contains(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"CompositeFilters": []} | its criteria are empty
          {"CompositeFilters": [{"Operator": "AND"}]} | CompositeFilters[1] has no filters
          {"CompositeFilters": [{"StringFilters": [{"FieldName": "region", "Filter": {"Value": "a", "Comparison": "EQUALS"}}]}]} | FieldName is 'region'; known are
          {"CompositeFilters": [{"StringFilters": [{"FieldName": "status", "Filter": {"Value": "a", "Comparison": "LIKE"}}]}]} | Comparison is 'LIKE'; known are
          {"CompositeFilters": [{"MapFilters": [{"FieldName": "finding_info.tags", "Filter": {"Key": "a", "Value": "a", "Comparison": "EQUALS"}}]}]} | it tests finding_info.tags, a list of names and values
          {"CompositeFilters": [{"IpFilters": [{"FieldName": "evidences.src_endpoint.ip", "Filter": {"Cidr": "ten"}}]}]} | is no network
          {"CompositeFilters": [{"NumberFilters": [{"FieldName": "status_id", "Filter": {"Gte": 5, "Lt": 3}}]}]} | can never hold
          {"CompositeFilters": [{"NumberFilters": [{"FieldName": "status_id", "Filter": {}}]}]} | has none of Gte, Lte, Eq, Gt, Lt
          {"CompositeFilters": [{"NestedCompositeFilters": [{"NestedCompositeFilters": []}]}]} | NestedCompositeFilters is no member that is known here
          {"CompositeFilter": []} | CompositeFilter is no member that is known here
          """)
  void namesWhatIsWrong(String criteria, String reason) {
    ImportResult imports =
        SourceFiles.automationRules(
            Json.write(rule(SourceFiles.object(criteria), Map.of("StatusId", 3))));
    assertThat(SourceFiles.reported(imports))
        .singleElement()
        .asString()
        .startsWith("rule 1 'Made up': not imported: ")
        .contains(reason);
  }

  @Test
  void takesNothingSaidForNoFalse() {
    Map<String, Object> criteria =
        Map.of(
            "CompositeFilters",
            List.of(
                Map.of(
                    "BooleanFilters",
                    List.of(
                        filter("vulnerabilities.is_exploit_available", Map.of("Value", false))))));
    ImportResult imports =
        SourceFiles.automationRules(Json.write(rule(criteria, Map.of("StatusId", 3))));
    assertThat(SourceFiles.reported(imports))
        .singleElement()
        .asString()
        .contains("is_exploit_available false asks for a finding that says false somewhere");
    RuleEngine engine = SourceFiles.written(imports);
    assertThat(matches(engine, "[]")).isFalse();
    assertThat(matches(engine, "[{}]")).isFalse();
    assertThat(matches(engine, "[{\"is_exploit_available\": null}]")).isFalse();
    assertThat(matches(engine, "[{\"is_exploit_available\": true}]")).isFalse();
    assertThat(matches(engine, "[{\"is_exploit_available\": false}]")).isTrue();
  }

  private static boolean matches(RuleEngine engine, String vulnerabilities) {
    Map<String, @Nullable Object> finding = new LinkedHashMap<>(OcsfFindings.ocsfFinding().json());
    finding.putAll(SourceFiles.object("{\"vulnerabilities\": %s}".formatted(vulnerabilities)));
    return !engine.evaluate(SourceFiles.finding(finding)).matched().isEmpty();
  }

  @Test
  void refusesIntegrations() {
    Map<String, Object> rule = new LinkedHashMap<>(rule(Map.of(), Map.of()));
    rule.put(
        "Actions",
        List.of(
            Map.of(
                "Type",
                "EXTERNAL_INTEGRATION",
                "ExternalIntegrationConfiguration",
                Map.of("ConnectorArn", "arn:connector"))));
    rule.put(
        "Criteria",
        Map.of(
            "OcsfFindingCriteria",
            Map.of(
                "CompositeFilters",
                List.of(
                    Map.of(
                        "StringFilters",
                        List.of(
                            filter("status", Map.of("Value", "New", "Comparison", "EQUALS"))))))));
    assertThat(SourceFiles.reported(SourceFiles.automationRules(Json.write(rule))))
        .singleElement()
        .asString()
        .endsWith(
            "it hands findings to an external integration, and Quell changes findings and calls"
                + " nobody else");
  }
}
