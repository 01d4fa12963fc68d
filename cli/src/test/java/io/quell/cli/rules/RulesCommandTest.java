package io.quell.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.Samples;
import io.quell.cli.TestBook;
import io.quell.cli.terminal.Terminal;
import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.SeverityLabel;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.RuleBook;
import io.quell.rule.RuleHistory;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RulesCommandTest {
  private static final FixedRule RULE =
      new FixedRule(
          Card.builder("a", "Title with | and *", "A reason.", "team")
              .ticket("OPS-1")
              .from(LocalDate.parse("2026-11-01"))
              .expires(LocalDate.parse("2026-12-31"))
              .terminal(true)
              .changes(Set.of(Change.SUPPRESSION))
              .build(),
          Criteria.control("S3.9"),
          Decision.suppress());

  private static String markdown(Shell shell, String... further) {
    CommandLineRun run =
        shell.run(
            Stream.concat(Stream.of("rules", "--markdown"), Stream.of(further))
                .toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  @Test
  void tellsAllThatIsWrongInAFile(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("r.yaml"),
            """
            rules:
              - {id: a, title: t, reason: r, owner: o, when: {contrl: S3.9}, then: {severity: low}}
            """);

    for (String command : List.of("rules", "explain", "run")) {
      CommandLineRun run =
          CommandLineRun.of(
              command,
              "--rules",
              file.toString(),
              command.equals("rules") ? "--json" : Samples.event("control-s3-9-log-bucket"));
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err().lines()).hasSize(3);
      assertThat(run.err())
          .contains(
              "r.yaml:2:51: error: rule 'a': there is no field 'contrl'",
              "r.yaml:2:83: error: rule 'a': severity is 'low'");
    }
  }

  @Test
  void takesTheClassesBeforeAFileWhereThatIsAskedFor(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("r.yaml"),
            """
            rules:
              - {id: a, title: t, reason: r, owner: o, when: {control: S3.9}, then: {severity: LOW}}
            """);

    assertThat(CommandLineRun.of("rules", "--rules", file.toString(), "--json").lines()).hasSize(1);
    assertThat(
            CommandLineRun.of("rules", "--rules", file.toString(), "--with-classes", "--json")
                .lines())
        .hasSize(RuleBook.find().classes().size() + 1)
        .last()
        .asString()
        .contains("\"a\"");
    assertThat(CommandLineRun.of("rules", "--with-classes").exitCode()).isEqualTo(2);
  }

  @Test
  void printsTheSchema() throws IOException {
    assertThat(CommandLineRun.of("rules", "--schema").out())
        .isEqualTo(Files.readString(Path.of("..", "docs/rules.schema.json")));
  }

  // --- The list

  @Test
  void listsTheRulesInTheirOrder() {
    List<String> lines = CommandLineRun.of("rules").lines();
    List<String> ids = Book.packaged().rules().stream().map(rule -> rule.card().id()).toList();
    assertThat(
            lines.stream()
                .skip(1)
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.replaceFirst(" .*", "")))
        .isEqualTo(ids);
    assertThat(lines.subList(0, 4))
        .containsExactly(
            "RULE                   MAY SET         OWNER    LAST DAY",
            "log-buckets            suppression     storage  2027-06-30",
            "  Log buckets keep no access log of their own",
            "  when control is S3.9 and resource tag purpose is access-logs, unless severity is"
                + " CRITICAL");
  }

  @Test
  void saysWhatARuleOfAFileDoes() {
    assertThat(new Shell().rules(RULE).run("rules").lines().subList(2, 5))
        .containsExactly(
            "  Title with | and * (terminal)", "  when control is S3.9", "  then suppress it");
  }

  @Test
  void staysWithinTheTerminal() {
    assertThat(new Shell().terminal(new Terminal(true, true, true, 72, false)).run("rules").lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(72));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-31, '2026-12-31, from 2026-11-01', not yet",
    "2026-11-01, 2026-12-31, in force",
    "2026-12-01, 2026-12-31, in force",
    "2026-12-02, '2026-12-31, soon', expires soon",
    "2026-12-31, '2026-12-31, soon', expires soon",
    "2027-01-01, '2026-12-31, expired', expired"
  })
  void marksALastDayThatIsOverOrNear(String today, String shown, String validity) {
    Shell shell = new Shell().rules(RULE).on(today);
    assertThat(shell.run("rules").lines().get(1)).endsWith(" " + shown);
    assertThat(shell.run("rules", "--json").json().getFirst().get("validity")).isEqualTo(validity);
  }

  @Test
  void printsJsonLines() {
    List<Map<?, ?>> lines = CommandLineRun.of("rules", "--json").json();
    assertThat(lines).hasSameSizeAs(Book.packaged().rules());
    assertThat(lines.getFirst().get("id")).isEqualTo("log-buckets");
    assertThat(lines.getFirst().get("class")).isEqualTo(TestBook.LogBuckets.class.getName());
    assertThat(lines.getFirst().get("criteria"))
        .isEqualTo(
            "control is S3.9 and resource tag purpose is access-logs, unless severity is CRITICAL");
    Map<?, ?> ofFile = new Shell().rules(RULE).run("rules", "--json").json().getFirst();
    assertThat(ofFile.get("decision")).isEqualTo("suppress it");
    assertThat(ofFile.get("from")).isEqualTo("2026-11-01");
    assertThat(ofFile.get("workflowStatuses")).isEqualTo(List.of("SUPPRESSED"));
    assertThat(ofFile.get("terminal")).isEqualTo(true);
  }

  @Test
  void listsTheRulesOfAFile(@TempDir Path folder) throws IOException {
    String file =
        Samples.file(
            folder,
            "rules.yaml",
            """
            rules:
              - id: only
                title: The only rule
                reason: A reason.
                owner: team
                when: {control: S3.9}
                then: {severity: {raise: 1}}
            """);
    assertThat(CommandLineRun.of("rules", "--rules", file).lines())
        .hasSize(5)
        .last()
        .isEqualTo("  then raise the severity by 1 label");
    CommandLineRun wrong =
        CommandLineRun.of(
            "rules", "--rules", Samples.file(folder, "wrong.yaml", "rules: [{id: A}]"));
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("wrong.yaml");
  }

  @Test
  void saysWhichRulesDoNotRunAndWhatTheyWereCalled() {
    var history = new RuleHistory(Set.of("gone"), Map.of("z", "a", "b", "z"), Set.of("a"));
    Shell shell = new Shell().rules(history, RULE);
    assertThat(shell.run("rules").lines().get(1)).endsWith(" 2026-12-31, suspended");
    Map<?, ?> line = shell.run("rules", "--json").json().getFirst();
    assertThat(line.get("validity")).isEqualTo("suspended");
    assertThat(line.get("formerIds")).isEqualTo(List.of("b", "z"));
    assertThat(markdown(shell, "--examples", Samples.EVENTS.toString()))
        .contains(
            "| [a](#a) | suppression | team | 2026-12-31, suspended |",
            "Rules that have left the book, whose changes are given back: gone.",
            "| in force | no, for it is suspended; else from 2026-11-01 until 2026-12-31 |",
            "| was called | b, z |");
    Shell running = new Shell().rules(RULE);
    assertThat(running.run("rules", "--json").json().getFirst().containsKey("formerIds")).isFalse();
    assertThat(markdown(running, "--examples", Samples.EVENTS.toString()))
        .doesNotContain("suspended", "was called", "have left");
  }

  @Test
  void listsASuspendedRuleClassOfAFile(@TempDir Path folder) throws IOException {
    String file = Samples.file(folder, "rules.yaml", "rules: []\nsuspended: [log-buckets]\n");
    List<Map<?, ?>> lines =
        CommandLineRun.of("rules", "--rules", file, "--with-classes", "--json").json();
    assertThat(lines.getFirst().get("id")).isEqualTo("log-buckets");
    assertThat(lines.stream().<Object>map(line -> line.get("validity")))
        .first()
        .isEqualTo("suspended");
    assertThat(lines.stream().skip(1).<Object>map(line -> line.get("validity")))
        .doesNotContain("suspended");
  }

  // --- The page

  @Test
  void thePageIsTheSameOnEveryDay() {
    String events = Samples.EVENTS.toString();
    String today = markdown(new Shell(), "--examples", events);
    assertThat(markdown(new Shell().on("2020-01-01"), "--examples", events)).isEqualTo(today);
    assertThat(markdown(new Shell().on("2099-12-31"), "--examples", events)).isEqualTo(today);
    assertThat(today).contains("until 2027-06-30");
  }

  @Test
  void thePageShowsAFindingAsTheRuleSeesItAndWhatItBecomes(@TempDir Path folder)
      throws IOException {
    FixedRule rule =
        new FixedRule(
            RULE.card(), RULE.when().and(Named.COMPLIANCE_STATUS.is("FAILED")), RULE.then());
    assertThat(
            markdown(
                new Shell().rules(rule),
                "--examples",
                Samples.file(folder, "a.json", Samples.logBucket("a"))))
        .endsWith(
            """
            For example:

            ```text
            title              No access log
            control            S3.9
            account            444455556666
            severity           MEDIUM
            resource           AwsS3Bucket arn:aws:s3:::logs-a, tags purpose=access-logs
            compliance status  FAILED
            becomes            workflow status SUPPRESSED
            ```
            """);
  }

  @Test
  void thePageShowsBothNamesOfAResourceWhereTheRuleAsksForOne(@TempDir Path folder)
      throws IOException {
    String event = Samples.file(folder, "a.json", Samples.ocsfLogBucket("a"));
    FixedRule byName = new FixedRule(RULE.card(), Named.RESOURCE_ID.is("logs-a"), RULE.then());
    assertThat(markdown(new Shell().rules(byName), "--examples", event))
        .contains("AwsS3Bucket arn:aws:s3:::logs-a or logs-a, tags purpose=access-logs\n");
    assertThat(markdown(new Shell().rules(RULE), "--examples", event))
        .contains("AwsS3Bucket arn:aws:s3:::logs-a, tags purpose=access-logs\n");
  }

  @Test
  void thePageEscapesWhatMarkdownWouldTakeForItsOwn() {
    assertThat(markdown(new Shell().rules(RULE), "--examples", Samples.EVENTS.toString()))
        .contains(
            "**Title with \\| and \\*.** A reason.",
            "| ticket | OPS-1 |",
            "| in force | from 2026-11-01 until 2026-12-31 |",
            "| does | suppress it |");
  }

  @Test
  void thePageMakesUpAFindingWhereNoneIsGivenThatWillDo(@TempDir Path folder) throws IOException {
    String changed =
        Samples.logBucket("a").replace("\"Status\": \"NEW\"", "\"Status\": \"SUPPRESSED\"");
    assertThat(
            markdown(
                new Shell().rules(RULE), "--examples", Samples.file(folder, "a.json", changed)))
        .contains("For example:", "control   S3.9", "becomes   workflow status SUPPRESSED");
    FixedRule cap =
        new FixedRule(
            Card.builder("a", "Title", "A reason.", "team")
                .changes(Set.of(Change.SEVERITY))
                .build(),
            Criteria.control("S3.9"),
            Decision.capSeverity(SeverityLabel.LOW));
    assertThat(
            markdown(new Shell().rules(cap), "--examples", Samples.file(folder, "a.json", changed)))
        .contains("severity LOW");
    CommandLineRun none = new Shell().rules(RULE).run("rules", "--markdown");
    assertThat(none.exitCode()).isZero();
    assertThat(none.out()).contains("For example:");
    assertThat(none.err())
        .contains("there is no folder 'events' here to take example findings from");
  }

  @Test
  void thePageSaysThatThereIsNoExample() {
    FixedRule never =
        new FixedRule(RULE.card(), RULE.when().and(Criteria.control("S3.8")), RULE.then());
    assertThat(markdown(new Shell().rules(never), "--examples", Samples.EVENTS.toString()))
        .endsWith("There is no example finding.%n".formatted());
  }

  // --- Wrong use

  @Test
  void failsWhereAnExampleCannotBeRead(@TempDir Path folder) throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "rules", "--markdown", "--examples", Samples.file(folder, "bad.json", "nonsense"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("bad.json: no valid JSON");
  }

  @Test
  void refusesFormsThatExcludeEachOther() {
    assertThat(CommandLineRun.of("rules", "--markdown", "--json").exitCode()).isEqualTo(2);
    CommandLineRun run = CommandLineRun.of("rules", "--examples", "events");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--examples goes with --markdown alone");
    assertThat(CommandLineRun.of("rules", "--markdown", "--examples", "nowhere").exitCode())
        .isEqualTo(2);
  }
}
