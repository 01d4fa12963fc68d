package io.quell.cli.run;

import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.Samples;
import io.quell.cli.terminal.Terminal;
import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.testing.SampleRule;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunCommandTest {
  private static final String LOG_BUCKET = Samples.event("control-s3-9-log-bucket");

  /// A rule that fails on every finding.
  private static final class BrokenRule implements Rule {
    @Override
    public Card card() {
      return Card.builder("broken", "Fails", "to be seen failing", "test")
          .changes(Set.of(Change.SUPPRESSION))
          .build();
    }

    @Override
    public Criteria when() {
      return Criteria.allOf();
    }

    @Override
    public Decision decide(Finding finding) {
      throw new IllegalStateException("the rule is broken");
    }
  }

  @Test
  void showsADecision() {
    CommandLineRun run = CommandLineRun.of("run", LOG_BUCKET);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lines())
        .element(1)
        .asString()
        .matches(
            "S3\\.9 acme-payments-access-logs-eu-west-1 +log-buckets +NEW → SUPPRESSED +processed");
  }

  @Test
  void showsTheNumbersByRuleAndEachNoteOnce() throws IOException {
    CommandLineRun run = CommandLineRun.of("run", Samples.EVENTS.toString());
    assertThat(run.lines())
        .contains("RULE             MATCHED  SUPPRESSED  SEVERITY")
        .contains("log-buckets            4           3         -")
        .contains("1 rule matched nothing: partners-in-sandboxes")
        .contains("Notes on what was changed");
    assertThat(run.lines().stream().filter(line -> line.contains("Quell rule log-buckets")))
        .hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "explain"})
  void staysShortWhereManyRulesMatchAFinding(String command, @TempDir Path folder)
      throws IOException {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(
        rules,
        IntStream.range(0, 40)
            .mapToObj(
                number ->
                    """
                      - {id: rule-%d, title: t, reason: They all match, owner: o,
                         when: {control: S3.9}, then: {severity: %s}}
                    """
                        .formatted(number, number == 39 ? "HIGH" : "LOW"))
            .collect(Collectors.joining("", "rules:\n", "")));
    CommandLineRun run = CommandLineRun.of(command, "--rules", rules.toString(), LOG_BUCKET);
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(250));
    assertThat(run.out())
        .contains(
            command.equals("run")
                ? List.of("rule-0, rule-1, rule-2, rule-3 and 36 more", "rule-39 ")
                : List.of("34 others wanted something too, rule-39 wanted HIGH"));
  }

  @Test
  void writesANoteBesideAPersons() {
    String finding =
        Samples.logBucket("a")
            .replace(
                "\"Title\"",
                "\"Note\": {\"Text\": \"Asked the owner\", \"UpdatedBy\": \"ana\"}, \"Title\"");
    assertThat(new Shell().input(finding).run("run", "-").out())
        .contains(
            "1 finding: in the field QuellNote, beside the note that is there: Quell rule"
                + " log-buckets:");
  }

  /// The mark is for Quell; it is no part of what people read.
  @Test
  void showsAnOcsfCommentWithoutItsMark() {
    assertThat(new Shell().input(Samples.ocsfLogBucket("a")).run("run", "-").out())
        .contains("1 finding: Quell rule log-buckets: suppressed")
        .doesNotContain("[quell:");
  }

  @Test
  void countsWhatStaysAsItIs() {
    String other = Samples.event("control-s3-9-other-bucket");
    CommandLineRun run = CommandLineRun.of("run", other);
    assertThat(run.lines())
        .containsExactly(
            "1 file, 1 finding: 1 no match; 0 update calls; --all lists the findings, and 'quell"
                + " explain' says why");
    assertThat(CommandLineRun.of("run", "--all", other).lines())
        .contains(
            "FINDING                      CHANGE       RESULT",
            "S3.9 acme-checkout-invoices  MEDIUM, NEW  no match");
  }

  /// Of the columns that say where a finding is, only those are shown that tell findings apart.
  @Test
  void tellsAccountsAndRegionsWhereTheyDiffer() {
    String here = Samples.logBucket("a");
    String there = Samples.logBucket("b").replace(Samples.ACCOUNT, "111122223333");
    assertThat(new Shell().input(here).run("run", "-").out()).doesNotContain("ACCOUNT", "REGION");
    assertThat(new Shell().input(here + there).run("run", "-").lines())
        .contains(
            "FINDING      ACCOUNT       RULES        CHANGE",
            "S3.9 logs-b  111122223333  log-buckets  NEW → SUPPRESSED");
  }

  @Test
  void saysWhatItLeftAsItWas() {
    String finding = Samples.logBucket("a").replace("\"NEW\"", "\"RESOLVED\"");
    assertThat(new Shell().input(finding).run("run", "-").out())
        .contains(
            "unchanged",
            "Left as it was",
            "S3.9 logs-a: the workflow status RESOLVED that Quell did not set");
  }

  /// The function would never be given such a finding.
  @Test
  void changesAFindingThatIsNotOpenWhereItIsAskedTo() {
    String archived =
        Samples.logBucket("a").replace("\"Title\"", "\"RecordState\": \"ARCHIVED\", \"Title\"");
    assertThat(new Shell().input(archived).run("run", "-").out())
        .contains(
            "unchanged", "everything: the finding is not open, for its record state is ARCHIVED");
    assertThat(new Shell().input(archived).run("run", "--all", "-").out())
        .contains("NEW → SUPPRESSED")
        .doesNotContain("not open");
  }

  @Test
  void namesABookOnlyToAHub() {
    CommandLineRun run = CommandLineRun.of("run", "--book", "prod", LOG_BUCKET);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--book goes with --aws or --endpoint-url");
  }

  @Test
  void sumsUp() {
    assertThat(
            CommandLineRun.of(
                    "run",
                    LOG_BUCKET,
                    Samples.event("control-s3-9-other-bucket"),
                    Samples.event("control-s3-9-suppressed-by-a-person"))
                .lines())
        .contains("3 files, 3 findings: 1 processed, 1 unchanged, 1 no match; 1 update call");
  }

  @Test
  void namesSkippedEventsWithoutFailing() {
    CommandLineRun run = CommandLineRun.of("run", Samples.event("insight-results"));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("insight-results.json: insight results hold no findings");
  }

  @Test
  void runsEverySampleEvent() throws IOException {
    CommandLineRun run = CommandLineRun.of("run", Samples.EVENTS.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("%d files, ".formatted(Samples.count()), "1 skipped")
        .doesNotContain("Failed");
  }

  @Test
  void printsTheLogLinesOfTheFunctionAsJson() {
    CommandLineRun run = CommandLineRun.of("run", "--json", LOG_BUCKET);
    Map<?, ?> decision = run.json("decision").getFirst();
    assertThat(decision.get("rules")).isEqualTo(List.of("log-buckets"));
    assertThat(decision.get("before"))
        .isEqualTo(Map.of("severity", "MEDIUM", "workflowStatus", "NEW"));
    assertThat(decision.get("after"))
        .isEqualTo(Map.of("severity", "MEDIUM", "workflowStatus", "SUPPRESSED"));
    assertThat(decision.get("result")).isEqualTo("processed");
    assertThat(decision.get("file")).isEqualTo(LOG_BUCKET);
    assertThat(decision.get("held"))
        .isInstanceOfSatisfying(
            Map.class,
            held -> assertThat(held.get("Workflow")).isEqualTo(Map.of("Status", "SUPPRESSED")));
  }

  @Test
  void endsJsonWithASummary() throws IOException {
    CommandLineRun run = CommandLineRun.of("run", "--json", Samples.EVENTS.toString());
    Map<?, ?> summary = run.json().getLast();
    assertThat(summary.get("message")).isEqualTo("summary");
    assertThat(summary.get("files")).isEqualTo(Samples.count());
    assertThat(summary.get("findings")).isEqualTo(run.json("decision").size());
    assertThat(run.json("event skipped")).hasSize(1);
  }

  @Test
  void failsWhereARuleFails() {
    CommandLineRun run = new Shell().rules(new BrokenRule()).run("run", LOG_BUCKET);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "no match, rule failed",
            "1 rule failed",
            ": finding arn:",
            "rule broken failed: java.lang.IllegalStateException: the rule is broken");
  }

  @Test
  void fillsCallsAcrossFiles(@TempDir Path folder) throws IOException {
    for (int at = 0; at < 150; at++) {
      Samples.file(folder, at + ".json", Samples.eventOf(Samples.logBucket("f" + at)));
    }
    assertThat(CommandLineRun.of("run", folder.toString()).out())
        .contains("150 files, 150 findings: 150 processed; 2 update calls");
  }

  @Test
  void takesMoreFindingsThanItHoldsInMemory(@TempDir Path folder) throws IOException {
    String findings =
        IntStream.range(0, 2_345)
            .mapToObj(at -> Samples.logBucket("f" + at))
            .collect(Collectors.joining(",", "{\"Findings\": [", "]}"));
    CommandLineRun run = CommandLineRun.of("run", Samples.file(folder, "findings.json", findings));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "1 file, 2,345 findings: 2,345 processed; 24 update calls",
            "… and 2,340 more that were changed; --all shows them",
            "log-buckets    2,345       2,345",
            "2,345 findings: Quell rule log-buckets: suppressed");
  }

  @Test
  void showsAllWhereAsked(@TempDir Path folder) throws IOException {
    String findings =
        IntStream.range(0, 300)
            .mapToObj(at -> Samples.logBucket("f" + at))
            .collect(Collectors.joining(",", "[", "]"));
    String file = Samples.file(folder, "findings.json", findings);
    assertThat(CommandLineRun.of("run", "--all", file).lines())
        .filteredOn(line -> line.endsWith("NEW → SUPPRESSED"))
        .hasSize(300);
  }

  @Test
  void coloursOnlyATerminal() {
    var terminal = new Terminal(true, false, false, 100, true);
    assertThat(new Shell().terminal(terminal).run("run", LOG_BUCKET).out())
        .contains("\u001b[32mprocessed\u001b[0m");
    assertThat(CommandLineRun.of("run", LOG_BUCKET).out()).doesNotContain("\u001b");
  }

  /// Whatever there is to say, and however much of it: many rules with long names, accounts and
  /// Regions, failures and reasons.
  @ParameterizedTest
  @ValueSource(ints = {80, 140})
  void isOneScreen(int width) {
    Rule[] rules =
        IntStream.range(0, 40)
            .mapToObj(
                at ->
                    SampleRule.rule("quiet-buckets-of-a-team-with-a-very-long-name-" + at)
                        .when(Named.TITLE.is("title " + at))
                        .asData(at % 2 == 0 ? suppress() : severity(SeverityLabel.LOW)))
            .toArray(Rule[]::new);
    String findings =
        IntStream.range(0, 4_000)
            .mapToObj(
                at ->
                    (at % 7 == 0
                            ? "{\"Id\": \"no product " + at + "\"}"
                            : Samples.logBucket(at + "-有名な長い名前のバケット".repeat(4)))
                        .replace("No access log", "title " + at % 35)
                        .replace(Samples.ACCOUNT, "%012d".formatted(at % 9))
                        .replace("NEW", at % 5 == 0 ? "RESOLVED" : "NEW"))
            .collect(Collectors.joining("\n"));
    CommandLineRun run =
        new Shell()
            .terminal(new Terminal(true, false, false, width, 40, false))
            .rules(rules)
            .input(findings)
            .run("run", "--observe", "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .hasSizeLessThanOrEqualTo(45)
        .allSatisfy(line -> assertThat(columns(line)).isLessThanOrEqualTo(width));
  }

  /// As many as the characters of these findings take: a letter one, a character of Japanese two.
  private static long columns(String line) {
    return line.codePoints().map(character -> character > 0x3000 ? 2 : 1).sum();
  }

  @Test
  void keepsControlCharactersOfFindingsFromTheTerminal(@TempDir Path folder) throws IOException {
    String finding =
        """
        {"Id": "id", "ProductArn": "%s", "Title": "\\u001b[31mred\\u0007\\nline"}\
        """
            .formatted(Samples.PRODUCT);
    assertThat(
            CommandLineRun.of("run", "--all", Samples.file(folder, "finding.json", finding))
                .lines())
        .element(1)
        .asString()
        .startsWith(" [31mred  line");
  }

  /// What cannot be read is counted by reason, not kept.
  @Test
  void countsWhatCannotBeReadByReason() {
    String events = "{\"Id\": \"a\"}\n".repeat(2_500);
    CommandLineRun run = new Shell().input(events).run("run", "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines()).hasSizeLessThan(10).contains("Failed");
    assertThat(run.out()).contains("2,500 times, such as standard input", "2,500 unreadable");
  }
}
