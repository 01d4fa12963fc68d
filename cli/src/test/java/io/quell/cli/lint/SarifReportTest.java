package io.quell.cli.lint;

import static io.quell.criteria.Criteria.control;
import static io.quell.update.Decision.severity;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.Samples;
import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.lint.problem.Check;
import io.quell.rule.Rule;
import io.quell.rule.RuleCard;
import io.quell.update.Change;
import io.quell.update.Decision;
import io.quell.value.QuellBuild;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log is SARIF 2.1.0, by OASIS's own schema.
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

  /// What stands at a path of the log; a required member that is not there fails the test.
  private static Object at(@Nullable Object json, String... path) {
    Object value = json;
    for (String name : path) {
      assertThat(value).as("the parent of " + name).isInstanceOf(Map.class);
      value = ((Map<?, ?>) Objects.requireNonNull(value)).get(name);
    }
    assertThat(value).as(String.join(".", path)).isNotNull();
    return Objects.requireNonNull(value);
  }

  private static String text(@Nullable Object json, String... path) {
    assertThat(at(json, path)).as(String.join(".", path)).isInstanceOf(String.class);
    return at(json, path).toString();
  }

  private static List<?> list(@Nullable Object json, String... path) {
    assertThat(at(json, path)).as(String.join(".", path)).isInstanceOf(List.class);
    return (List<?>) at(json, path);
  }

  private static boolean has(@Nullable Object json, String name) {
    return json instanceof Map<?, ?> members && members.containsKey(name);
  }

  /// The only run of the log that the command has written.
  private static Object run(Shell shell, String... arguments) {
    CommandLineRun run = shell.run(arguments);
    assertThat(run.lines()).hasSize(1);
    assertThat(SarifSchema.mistakes(run.out())).isEmpty();
    Object log = run.json().getFirst();
    assertThat(text(log, "version")).isEqualTo("2.1.0");
    assertThat(URI.create(text(log, "$schema")).getPath()).contains("sarif-2.1.0");
    assertThat(list(log, "runs")).hasSize(1);
    return at(list(log, "runs").getFirst());
  }

  @Test
  void isHeldByASchemaThatRefusesOtherLogs() {
    String log =
        """
        {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Quell", "rules": [
          {"id": "a", "helpUri": "%s"}]}}, "results": [{"message": {"text": "m"}, "level": "%s"}]}]}
        """;
    assertThat(SarifSchema.mistakes(log.formatted("https://a.example/b", "error"))).isEmpty();
    assertThat(SarifSchema.mistakes(log.formatted("docs/lint.md", "bad"))).hasSize(2);
  }

  @Test
  void saysWhereTheChecksAreExplained(@TempDir Path folder) throws IOException {
    assertThat(run(new Shell().in(folder), "lint", "--format", "sarif").toString())
        .as("there is no page")
        .doesNotContain("helpUri", "informationUri");
    Path page = Files.createDirectories(folder.resolve("docs")).resolve("lint.md");
    Files.copy(Path.of("../docs/lint.md"), page);
    String text = Files.readString(page);

    assertThat(helps(new Shell().in(folder)))
        .allSatisfy((id, help) -> assertThat(help).isEqualTo(page.toUri() + "#" + id))
        .allSatisfy((id, _) -> assertThat(text).contains("<a id=\"%s\"></a>".formatted(id)));
    assertThat(
            helps(
                new Shell()
                    .in(folder)
                    .environment(
                        Map.of(
                            "GITHUB_SERVER_URL",
                            "https://github.com",
                            "GITHUB_REPOSITORY",
                            "octo/rules"))))
        .containsEntry(
            "never-matches", "https://github.com/octo/rules/blob/HEAD/docs/lint.md#never-matches");
    assertThat(
            helps(
                new Shell()
                    .in(folder)
                    .environment(Map.of("CI_PROJECT_URL", "https://gitlab.example/octo/rules"))))
        .containsEntry(
            "conflict", "https://gitlab.example/octo/rules/-/blob/HEAD/docs/lint.md#conflict");
    assertThat(helps(new Shell().in(folder).environment(Map.of("CI_PROJECT_URL", "no address"))))
        .containsEntry("conflict", page.toUri() + "#conflict");
  }

  private static Map<String, String> helps(Shell shell) {
    Object run = run(shell, "lint", "--format", "sarif");
    assertThat(text(run, "tool", "driver", "informationUri")).endsWith("docs/lint.md");
    return list(run, "tool", "driver", "rules").stream()
        .collect(Collectors.toMap(rule -> text(rule, "id"), rule -> text(rule, "helpUri")));
  }

  private static void assertLocation(@Nullable Object location) {
    String uri = text(location, "physicalLocation", "artifactLocation", "uri");
    assertThat(URI.create(uri)).hasToString(uri);
    if (has(at(location, "physicalLocation"), "region")) {
      assertThat(at(location, "physicalLocation", "region", "startLine"))
          .isInstanceOfSatisfying(Integer.class, line -> assertThat(line).isPositive());
    }
  }

  @Test
  void describesTheToolAndEveryCheck() {
    Object run = run(new Shell(), "lint", "--format", "sarif");
    assertThat(text(run, "tool", "driver", "name")).isEqualTo("Quell");
    assertThat(text(run, "tool", "driver", "version")).isEqualTo(QuellBuild.version());
    List<?> rules = list(run, "tool", "driver", "rules");
    assertThat(rules)
        .hasSize(Check.values().length + 1)
        .allSatisfy(
            rule -> {
              assertThat(text(rule, "id")).matches("[a-z-]+");
              assertThat(text(rule, "shortDescription", "text")).endsWith(".");
              assertThat(text(rule, "help", "text")).isNotBlank();
              assertThat(LEVELS).contains(text(rule, "defaultConfiguration", "level"));
            });
    assertThat(rules.stream().map(rule -> text(rule, "id"))).doesNotHaveDuplicates();
  }

  @Test
  void hasEveryResultInItsPlace() {
    Object run = run(new Shell(), "lint", "--format", "sarif");
    List<?> rules = list(run, "tool", "driver", "rules");
    List<?> results = list(run, "results");
    assertThat(results)
        .hasSize(CommandLineRun.of("lint", "--format", "json").json("problem").size())
        .isNotEmpty()
        .allSatisfy(
            result -> {
              int index = (Integer) at(result, "ruleIndex");
              assertThat(text(rules.get(index), "id")).isEqualTo(text(result, "ruleId"));
              assertThat(text(result, "message", "text")).isNotBlank();
              assertThat(LEVELS).contains(text(result, "level"));
              assertThat(list(result, "locations"))
                  .hasSize(1)
                  .allSatisfy(SarifReportTest::assertLocation);
              if (has(result, "relatedLocations")) {
                assertThat(list(result, "relatedLocations"))
                    .allSatisfy(SarifReportTest::assertLocation);
              }
              assertThat(text(result, "partialFingerprints", "quellRules/v1")).isNotBlank();
            });
    assertThat(results.stream().map(result -> text(result, "partialFingerprints", "quellRules/v1")))
        .doesNotHaveDuplicates();
  }

  @Test
  void namesTheSourceFileOfARuleClass() {
    Object result =
        at(
            list(run(new Shell().rules(new Never()), "lint", "--format", "sarif"), "results")
                .getFirst());
    assertThat(text(result, "ruleId")).isEqualTo("never-matches");
    assertThat(text(result, "level")).isEqualTo("error");
    assertThat(list(result, "locations").toString())
        .contains("function/src/main/java/io/quell/cli/lint/SarifReportTest.java")
        .doesNotContain("region");
  }

  @Test
  void namesTheLineInAFileOfRules(@TempDir Path folder) throws IOException {
    String file =
        Samples.file(
            folder,
            "my rules.yaml",
            """
            rules:
              - id: expired
                title: Expired
                reason: A reason that says why.
                owner: team
                expires: 2020-01-01
                when: {control: S3.9}
                then: {severity: LOW}
                examples: {matches: {control: S3.9}}
              - id: other
                title: Other
                reason: A reason that says why.
                owner: team
                expires: 2020-01-01
                when: {control: S3.8}
                then: {severity: LOW}
                examples: {matches: {control: S3.8}}
            """);
    List<?> results =
        list(run(new Shell(), "lint", "--format", "sarif", "--rules", file), "results");
    assertThat(results.stream().map(result -> list(result, "locations").toString()))
        .satisfiesExactly(
            first -> assertThat(first).contains("my%20rules.yaml", "startLine=2", "startColumn=5"),
            second -> assertThat(second).contains("startLine=10"));
    assertThat(results)
        .allSatisfy(result -> list(result, "locations").forEach(SarifReportTest::assertLocation));
  }

  @Test
  void relatesTheOtherRuleOfAConflict(@TempDir Path folder) throws IOException {
    String file =
        Samples.file(
            folder,
            "rules.yaml",
            """
            rules:
              - {id: low, title: t, reason: A reason that says why., owner: o, when: {control: [S3.9, S3.1]}, then: {severity: LOW}}
              - {id: high, title: t, reason: A reason that says why., owner: o, when: {control: [S3.9, S3.2]}, then: {severity: HIGH}}
            """);
    Object conflict =
        list(run(new Shell(), "lint", "--format", "sarif", "--rules", file), "results").stream()
            .filter(result -> text(result, "ruleId").equals("conflict"))
            .findFirst()
            .orElseThrow();
    assertThat(list(conflict, "locations").toString()).contains("startLine=3");
    Object other = at(list(conflict, "relatedLocations").getFirst());
    assertThat(at(other, "physicalLocation", "region", "startLine")).isEqualTo(2);
    assertThat(text(other, "message", "text")).isEqualTo("The rule low.");
  }

  @Test
  void tellsWhatIsWrongWithAFileOfRules(@TempDir Path folder) throws IOException {
    String file = Samples.file(folder, "rules.yaml", "rules:\n  - {id: wrong}\n");
    Object run = run(new Shell(), "lint", "--format", "sarif", "--rules", file);
    assertThat(list(run, "results"))
        .isNotEmpty()
        .allSatisfy(
            result -> {
              assertThat(text(result, "ruleId")).isEqualTo("rule-file");
              list(result, "locations").forEach(SarifReportTest::assertLocation);
            });
  }
}
