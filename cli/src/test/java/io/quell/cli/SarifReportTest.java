package io.quell.cli;

import static io.quell.engine.Criteria.control;
import static io.quell.engine.Decision.severity;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun.Shell;
import io.quell.engine.Criteria;
import io.quell.engine.Decision;
import io.quell.engine.Rule;
import io.quell.engine.RuleCard;
import io.quell.engine.Change;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.lint.Lint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log is SARIF 2.1.0: of each object the members that the standard requires, with the values that it allows.
final class SarifReportTest {
  private static final Set<String> LEVELS = Set.of("none", "note", "warning", "error");

  /// A rule that can never match.
  @RuleCard(
      id = "never",
      title = "A sample rule",
      reason = "A reason that says why.",
      owner = "team",
      changes = Change.SEVERITY)
  private static final class Never implements Rule {
    @Override
    public Criteria when() {
      return control("S3.9").and(control("S3.8"));
    }

    @Override
    public Decision decide(Finding finding) {
      return severity(SeverityLabel.LOW);
    }
  }

  private static Map<?, ?> object(Object json) {
    assertThat(json).isInstanceOf(Map.class);
    return (Map<?, ?>) json;
  }

  private static List<?> list(Object json) {
    assertThat(json).isInstanceOf(List.class);
    return (List<?>) json;
  }

  private static Map<?, ?> log(CommandLineRun run) {
    assertThat(run.lines()).hasSize(1);
    return run.json().getFirst();
  }

  private static Map<?, ?> onlyRun(Map<?, ?> log) {
    assertThat(log.get("version")).isEqualTo("2.1.0");
    assertThat(log.get("$schema").toString()).contains("sarif-2.1.0");
    List<?> runs = list(log.get("runs"));
    assertThat(runs).hasSize(1);
    return object(runs.getFirst());
  }

  private static void assertLocation(Object json) {
    Map<?, ?> physical = object(object(json).get("physicalLocation"));
    String uri = object(physical.get("artifactLocation")).get("uri").toString();
    assertThat(URI.create(uri)).hasToString(uri);
    if (physical.get("region") != null) {
      assertThat(object(physical.get("region")).get("startLine")).isInstanceOfSatisfying(Integer.class,
          line -> assertThat(line).isPositive());
    }
  }

  @Test
  void describesTheToolAndEveryCheck() {
    Map<?, ?> driver = object(object(onlyRun(log(CommandLineRun.of("lint", "--format", "sarif"))).get("tool")).get(
        "driver"));
    assertThat(driver.get("name")).isEqualTo("Quell");
    assertThat(list(driver.get("rules"))).hasSize(Lint.CHECKS.size() + 1).allSatisfy(json -> {
      Map<?, ?> rule = object(json);
      assertThat(rule.get("id").toString()).matches("[a-z-]+");
      assertThat(object(rule.get("shortDescription")).get("text").toString()).endsWith(".");
      assertThat(object(rule.get("help")).get("text").toString()).isNotBlank();
      assertThat(LEVELS).contains(object(rule.get("defaultConfiguration")).get("level").toString());
    });
    assertThat(list(driver.get("rules")).stream().map(rule -> object(rule).get("id"))).doesNotHaveDuplicates();
  }

  @Test
  void hasEveryResultInItsPlace() {
    CommandLineRun sarif = CommandLineRun.of("lint", "--format", "sarif");
    assertThat(sarif.exitCode()).isZero();
    Map<?, ?> run = onlyRun(log(sarif));
    List<?> rules = list(object(object(run.get("tool")).get("driver")).get("rules"));
    List<?> results = list(run.get("results"));
    assertThat(results).hasSize(CommandLineRun.of("lint", "--format", "json").json("problem").size()).isNotEmpty()
        .allSatisfy(json -> {
          Map<?, ?> result = object(json);
          int index = (int) result.get("ruleIndex");
          assertThat(object(rules.get(index)).get("id")).isEqualTo(result.get("ruleId"));
          assertThat(object(result.get("message")).get("text").toString()).isNotBlank();
          assertThat(LEVELS).contains(result.get("level").toString());
          assertThat(list(result.get("locations"))).hasSize(1).allSatisfy(SarifReportTest::assertLocation);
          if (result.get("relatedLocations") != null) {
            assertThat(list(result.get("relatedLocations"))).allSatisfy(SarifReportTest::assertLocation);
          }
          assertThat(object(result.get("partialFingerprints"))).isNotEmpty();
        });
    assertThat(results.stream().map(json -> object(object(json).get("partialFingerprints")).toString()))
        .doesNotHaveDuplicates();
  }

  @Test
  void namesTheSourceFileOfARuleClass() {
    Map<?, ?> run = onlyRun(log(new Shell().rules(new Never()).run("lint", "--format", "sarif")));
    Map<?, ?> result = object(list(run.get("results")).getFirst());
    assertThat(result.get("ruleId")).isEqualTo("never-matches");
    assertThat(result.get("level")).isEqualTo("error");
    assertThat(list(result.get("locations")).toString())
        .contains("function/src/main/java/io/quell/cli/SarifReportTest.java").doesNotContain("region");
  }

  @Test
  void namesTheLineInAFileOfRules(@TempDir Path folder) throws IOException {
    String file = Samples.file(folder, "my rules.yaml", """
        rules:
          - id: expired
            title: Expired
            reason: A reason that says why.
            owner: team
            expires: 2020-01-01
            when: {control: S3.9}
            then: {severity: LOW}
          - id: other
            title: Other
            reason: A reason that says why.
            owner: team
            expires: 2020-01-01
            when: {control: S3.8}
            then: {severity: LOW}
        """);
    Map<?, ?> run = onlyRun(log(CommandLineRun.of("lint", "--format", "sarif", "--rules", file)));
    assertThat(list(run.get("results")).stream().map(json -> list(object(json).get("locations")).toString()))
        .satisfiesExactly(first -> assertThat(first).contains("my%20rules.yaml").contains("startLine=2"),
            second -> assertThat(second).contains("startLine=9"));
    assertThat(list(run.get("results"))).allSatisfy(json -> list(object(json).get("locations")).forEach(
        SarifReportTest::assertLocation));
  }

  @Test
  void tellsWhatIsWrongWithAFileOfRules() {
    Map<?, ?> run = onlyRun(log(CommandLineRun.of("lint", "--format", "sarif", "--rules", Samples.event(
        "insight-results"))));
    assertThat(list(run.get("results"))).isNotEmpty().allSatisfy(json -> {
      assertThat(object(json).get("ruleId")).isEqualTo("rule-file");
      list(object(json).get("locations")).forEach(SarifReportTest::assertLocation);
    });
  }
}
