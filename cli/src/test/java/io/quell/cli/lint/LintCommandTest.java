package io.quell.cli.lint;

import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.Samples;
import io.quell.cli.terminal.Terminal;
import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LintCommandTest {
  private static final Criteria CALM = control("S3.9").unless(SEVERITY.is(SeverityLabel.CRITICAL));
  private static final Rule FINE = rule("fine", CALM, suppress(), "2027-12-31");
  private static final Rule NOTED = rule("noted", CALM, suppress(), null);
  private static final Rule EXPIRED =
      rule("expired", CALM, severity(SeverityLabel.LOW), "2026-01-31");
  private static final Rule CRITICAL = rule("critical", control("S3.9"), suppress(), "2027-12-31");

  private static Rule rule(
      String id, Criteria when, Decision.Apply then, @Nullable String expires) {
    Change change = then.actions().getFirst().change();
    return new FixedRule(
        Card.builder(id, "Sample rule " + id, "A reason that says why.", "team")
            .ticket("SEC-1")
            .expires(expires == null ? null : LocalDate.parse(expires))
            .changes(Set.of(change))
            .build(),
        when,
        then);
  }

  private static CommandLineRun lint(List<Rule> rules, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "lint";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new Shell().rules(rules.toArray(Rule[]::new)).run(all);
  }

  @Test
  void findsNoErrorInTheRuleBook() {
    CommandLineRun run = CommandLineRun.of("lint");
    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.lines())
        .last()
        .asString()
        .startsWith(Book.packaged().rules().size() + " rules: ")
        .doesNotContain("error");
    assertThat(run.out()).contains("function/src/main/java/io/quell/cli/TestBook.java");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void saysWhereNothingIsWrong() {
    CommandLineRun run = lint(List.of(FINE));
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).containsExactly("1 rule: nothing is wrong");
  }

  @Test
  void tellsPeopleRuleByRule() {
    CommandLineRun run = lint(List.of(NOTED, EXPIRED, CRITICAL));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .contains(
            "function/src/main/resources/rules.yaml: error: critical: It suppresses findings of"
                + " severity CRITICAL, and its card does not say that this is meant."
                + " [suppresses-critical]",
            "    Example: S3.9 amzn-s3-demo-bucket (ASFF, CRITICAL, 111122223333, eu-west-1)")
        .endsWith("3 rules: 1 error, 1 warning, 1 note");
    assertThat(run.lines().stream().filter(line -> !line.startsWith(" "))).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({"error,0,0,1", "warning,0,1,1", "note,1,1,1", "never,0,0,0", "NOTE,1,1,1"})
  void failsFromTheLevelThatIsAskedFor(String level, int note, int warning, int error) {
    assertThat(lint(List.of(FINE), "--fail-on", level).exitCode()).isZero();
    assertThat(lint(List.of(NOTED), "--fail-on", level).exitCode()).isEqualTo(note);
    assertThat(lint(List.of(EXPIRED), "--fail-on", level).exitCode()).isEqualTo(warning);
    assertThat(lint(List.of(CRITICAL), "--fail-on", level).exitCode()).isEqualTo(error);
  }

  @Test
  void onlyNotesThatARuleHasNoExample(@TempDir Path folder) throws IOException {
    String rule =
        """
        rules:
          - {id: low, title: Low, reason: A reason that says why., owner: team, imported-from: a tool, when: {control: S3.9}, then: {severity: LOW}%s}
        """;
    String file = Samples.file(folder, "rules.yaml", rule.formatted(""));
    CommandLineRun without = CommandLineRun.of("lint", "--fail-on", "warning", file);
    assertThat(without.exitCode()).isZero();
    assertThat(without.lines())
        .first()
        .asString()
        .startsWith(file + ":2:5: note: low: It has no example")
        .endsWith("[no-example]");
    Samples.file(folder, "rules.yaml", rule.formatted(", examples: {matches: {control: S3.9}}"));
    assertThat(CommandLineRun.of("lint", "--fail-on", "note", file).exitCode()).isZero();
  }

  @Test
  void printsJsonLines() {
    CommandLineRun run = lint(List.of(CRITICAL), "--format", "json");
    assertThat(run.exitCode()).isEqualTo(1);
    Map<?, ?> line = run.json("problem").getFirst();
    assertThat(line.get("level")).isEqualTo("ERROR");
    assertThat(line.get("check")).isEqualTo("suppresses-critical");
    assertThat(line.get("rules")).isEqualTo(List.of("critical"));
    assertThat(line.get("file")).isEqualTo("function/src/main/resources/rules.yaml");
    assertThat(line.get("example")).isInstanceOf(Map.class);
    assertThat(run.json().getLast()).isEqualTo(run.json("summary").getFirst());
    assertThat(run.json("summary").getFirst().get("errors")).hasToString("1");
  }

  private static final String TWO_RULES =
      """
      rules:
        - {id: low, title: Low, reason: A reason that says why., owner: team, when: {control: [S3.9, S3.1]}, then: {severity: LOW}}
        - {id: high, title: High, reason: A reason that says why., owner: team, when: {control: [S3.9, S3.2]}, then: {severity: HIGH}}
      """;

  @Test
  void saysWhereTheOtherRuleIs(@TempDir Path folder) throws IOException {
    String file = Samples.file(folder, "rules.yaml", TWO_RULES);

    CommandLineRun text = CommandLineRun.of("lint", "--rules", file);
    assertThat(text.lines())
        .anyMatch(line -> line.startsWith(file + ":3:5: warning: high: "))
        .contains("    low is at %s:2:5".formatted(file));
    CommandLineRun json = CommandLineRun.of("lint", "--rules", file, "--format", "json");
    assertThat(
            json.json("problem").stream()
                .filter(line -> "conflict".equals(line.get("check")))
                .<Object>map(line -> line.get("related")))
        .containsExactly(List.of(Map.of("rule", "low", "file", file, "line", 2, "column", 5)));
  }

  /// Editors and terminals follow what stands before the message; a line that is broken they do
  /// not.
  @Test
  void beginsEachProblemWithALineThatEditorsFollow(@TempDir Path folder) throws IOException {
    String file = Samples.file(folder, "rules.yaml", TWO_RULES);
    CommandLineRun run =
        new Shell()
            .terminal(new Terminal(true, true, true, 60, false))
            .run("lint", "--rules", file);

    assertThat(run.lines().stream().filter(line -> !line.startsWith("    ")))
        .hasSizeGreaterThan(1)
        .allMatch(
            line ->
                line.matches(
                        "\\Q%s\\E:\\d+:\\d+: (error|warning|note): .* \\[[a-z-]+]".formatted(file))
                    || line.startsWith("2 rules: "));
    assertThat(run.lines().stream().filter(line -> line.startsWith("    ")))
        .isNotEmpty()
        .allMatch(line -> line.length() <= 60);
  }

  @Test
  void givesAdviceOnce() {
    CommandLineRun run = lint(List.of(EXPIRED, rule("too", CALM, suppress(), "2026-02-28")));
    assertThat(run.out().split("Agree on a new last day", -1)).hasSize(2);
    assertThat(run.lines()).filteredOn(line -> line.contains("[expired]")).hasSize(2);
  }

  @Test
  void annotatesTheFilesOfAWorkflow(@TempDir Path folder) throws IOException {
    String file = Samples.file(folder, "rules.yaml", TWO_RULES);
    CommandLineRun run = CommandLineRun.of("lint", "--rules", file, "--format", "github");

    assertThat(run.exitCode()).isZero();
    assertThat(run.lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "::warning file=%s,line=3,col=5,title=conflict::high: On one"
                            .formatted(file))
                    .contains("%0AIf the later rule is not meant to win"))
        .allMatch(line -> line.startsWith("::") || line.startsWith("2 rules: "));
    assertThat(lint(List.of(FINE), "--format", "github").lines())
        .containsExactly("1 rule: nothing is wrong");
    assertThat(lint(List.of(NOTED), "--format", "github").lines())
        .first()
        .asString()
        .startsWith("::notice file=function/src/main/resources/rules.yaml,title=open-ended::");
  }

  @Test
  void findsARuleClassInItsSource(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("function/src/main/java/io/quell/cli/lint/LintCommandTest.java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        """
        package io.quell.cli.lint;
        /// The class Broken is told of here.
        final class LintCommandTest {
          // class Broken
          private static final class Broken implements Rule {}
        }
        """);
    CommandLineRun run = new Shell().in(folder).rules(new Broken()).run("lint");
    assertThat(run.lines())
        .first()
        .asString()
        .startsWith("function/src/main/java/io/quell/cli/lint/LintCommandTest.java:5:30: error: ");
  }

  /// A rule without a card.
  private static final class Broken implements Rule {
    @Override
    public Criteria when() {
      return CALM;
    }

    @Override
    public Decision decide(Finding finding) {
      return suppress();
    }
  }

  @Test
  void mindsTheDaysThatAreSoon() {
    Rule soon = rule("soon", CALM, suppress(), "2027-01-15");
    assertThat(lint(List.of(soon)).out()).contains("nothing is wrong");
    assertThat(lint(List.of(soon), "--soon", "60").out())
        .contains("note: soon: Its last day is 2027-01-15, in 56");
  }

  @Test
  void asksTheRulesAboutACorpus() {
    Rule other =
        rule("other", control("S3.7").unless(SEVERITY.is("CRITICAL")), suppress(), "2027-12-31");
    String logBucket = Samples.event("control-s3-9-log-bucket");
    CommandLineRun run = lint(List.of(FINE, other), "--corpus", logBucket);
    assertThat(run.out())
        .contains("warning: fine: It matches 1 of the 1 findings of the corpus, 100.0 %")
        .contains("warning: other: It matches none of the 1 findings of the corpus.");
    assertThat(lint(List.of(FINE), "--corpus", logBucket, "--most-share", "100%").out())
        .contains("nothing is wrong");
    assertThat(
            lint(
                    List.of(FINE),
                    "--corpus",
                    logBucket,
                    Samples.event("control-ec2-13-sandbox-account"),
                    "--most-share",
                    "50")
                .out())
        .contains("nothing is wrong");
  }

  @Test
  void failsWhereTheCorpusCannotBeRead() {
    CommandLineRun run = new Shell().rules(FINE).input("nonsense").run("lint", "--corpus", "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("standard input: unreadable: no valid JSON");
  }

  @Test
  void refusesACorpusWithoutFindings() {
    CommandLineRun run = CommandLineRun.of("lint", "--corpus", Samples.event("insight-results"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("there is no finding in the corpus");
  }

  @Test
  void checksARuleFileTogetherWithTheClasses(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("r.yaml"),
            """
            rules:
              - {id: log-buckets, title: t, reason: r, owner: o, when: {control: S3.9}, then: {severity: LOW}}
            """);

    CommandLineRun run = CommandLineRun.of("lint", "--rules", file.toString(), "--with-classes");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("id-reused");
  }

  @Test
  void checksARuleFileAlone(@TempDir Path folder) throws IOException {
    String file =
        Samples.file(
            folder,
            "rules.yaml",
            """
            rules:
              - id: never
                title: Never
                reason: There is no such severity.
                owner: team
                when:
                  control: S3.9
                  product: aws/guardduty
                then:
                  severity: LOW
                examples: {passes: {control: S3.9}}
            """);
    CommandLineRun run = CommandLineRun.of("lint", "--format", "json", "--rules", file);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.json("problem"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.get("check")).isEqualTo("never-matches");
              assertThat(line.get("file")).isEqualTo(file);
              assertThat(line.get("line")).hasToString("2");
              assertThat(line.get("column")).hasToString("5");
            });
  }

  @Test
  void tellsWhatIsWrongWithTheFileItself(@TempDir Path folder) throws IOException {
    String file =
        Samples.file(
            folder,
            "rules.yaml",
            """
            rules:
              - id: wrong
                title: Wrong
                reason: It has neither criteria nor an owner.
                then:
                  severity: LOW
            """);
    CommandLineRun run = CommandLineRun.of("lint", "--rules", file);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.lines())
        .first()
        .asString()
        .startsWith(file + ":2:5: error: rule 'wrong': when is missing")
        .endsWith(" [rule-file]");
    assertThat(run.out()).contains("0 rules: 2 errors");
    CommandLineRun missing =
        CommandLineRun.of("lint", "--rules", folder.resolve("none.yaml").toString());
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("there is no such file");
  }

  @Test
  void tellsOfTwoRulesAtOdds() {
    Rule low = rule("low", control("S3.9", "S3.1"), severity(SeverityLabel.LOW), null);
    Rule high = rule("high", control("S3.9", "S3.2"), severity(SeverityLabel.HIGH), null);
    assertThat(lint(List.of(low, high)).out())
        .contains("warning: high: On one finding, each alone, low and high set severity to")
        .contains("high wins")
        .contains("Example: S3.9");
  }
}
