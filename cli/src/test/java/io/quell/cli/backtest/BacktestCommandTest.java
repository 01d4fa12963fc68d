package io.quell.cli.backtest;

import static io.quell.cli.backtest.Backtests.answer;
import static io.quell.cli.backtest.Backtests.finding;
import static io.quell.cli.backtest.Backtests.rule;
import static io.quell.cli.backtest.Backtests.suppressing;
import static io.quell.criteria.Criteria.control;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.PagedHub;
import io.quell.cli.Samples;
import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `quell backtest` on files and on hubs.
final class BacktestCommandTest {
  @TempDir private Path folder;

  private static Map<?, ?> only(CommandLineRun run, String message, String key, String name) {
    List<Map<?, ?>> rows =
        run.json(message).stream().filter(row -> name.equals(row.get(key))).toList();
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  private static Map<?, ?> summary(CommandLineRun run) {
    assertThat(run.json("summary")).hasSize(1);
    return run.json().getLast();
  }

  private static CommandLineRun backtest(Shell shell, String findings, String... more) {
    String[] arguments =
        Stream.concat(Stream.of("backtest", "--json", "-"), Stream.of(more)).toArray(String[]::new);
    return shell.input(findings).run(arguments);
  }

  private static void assertNumbers(Map<?, ?> row, Object... pairs) {
    for (int at = 0; at < pairs.length; at += 2) {
      assertThat(row.get(pairs[at])).as("%s of %s", pairs[at], row).isEqualTo(pairs[at + 1]);
    }
  }

  @Test
  void countsWhatEachRuleWouldChange() {
    Rule lower =
        rule("lower", control("S3.9"), Change.SEVERITY, Decision.severity(SeverityLabel.LOW));
    Rule raise = rule("raise", control("S3.5"), Change.SEVERITY, Decision.raiseSeverity(1));
    CommandLineRun run =
        backtest(
            new Shell()
                .rules(suppressing("hide", "S3.9"), lower, raise, suppressing("idle", "X.1")),
            answer(
                finding("a", "A", "S3.9", "HIGH"),
                finding("b", "B", "S3.9", "LOW"),
                finding("c", "C", "S3.5", "LOW"),
                finding("d", "D", "EC2.1", "LOW")));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertNumbers(only(run, "rule", "rule", "hide"), "findings", 2, "suppressed", 2, "lowered", 0);
    assertNumbers(only(run, "rule", "rule", "lower"), "findings", 2, "lowered", 1, "inForce", 1);
    assertNumbers(only(run, "rule", "rule", "raise"), "findings", 1, "raised", 1, "changed", 1);
    assertNumbers(only(run, "rule", "rule", "idle"), "findings", 0, "changed", 0);
    assertNumbers(only(run, "control", "control", "S3.9"), "findings", 2, "suppressed", 2);
    assertNumbers(only(run, "control", "control", "EC2.1"), "findings", 1, "changed", 0);
    assertNumbers(only(run, "account", "account", Samples.ACCOUNT), "findings", 4, "changed", 3);
    assertNumbers(
        only(run, "severity", "severity", "LOW"),
        "openBefore",
        3,
        "openAfter",
        1,
        "suppressedAfter",
        2);
    assertNumbers(only(run, "severity", "severity", "MEDIUM"), "openBefore", 0, "openAfter", 1);
    assertNumbers(
        summary(run),
        "findings",
        4,
        "changed",
        3,
        "suppressed",
        2,
        "lowered",
        1,
        "raised",
        1,
        "interrupted",
        false);
  }

  @Test
  void givesTheSeverityToTheRuleThatHasIt() {
    Rule lower =
        rule("lower", control("S3.9"), Change.SEVERITY, Decision.severity(SeverityLabel.LOW));
    Rule raise = rule("raise", control("S3.9"), Change.SEVERITY, Decision.raiseSeverity(1));
    CommandLineRun run =
        backtest(new Shell().rules(lower, raise), finding("a", "A", "S3.9", "CRITICAL"));

    assertNumbers(only(run, "rule", "rule", "lower"), "findings", 1, "lowered", 0, "changed", 0);
    assertNumbers(only(run, "rule", "rule", "raise"), "findings", 1, "raised", 1, "lowered", 0);
    assertNumbers(summary(run), "lowered", 1, "raised", 0); // CRITICAL → LOW → MEDIUM
  }

  /// A finding as it is after the rules have run.
  private String after(Shell shell, String finding) throws IOException {
    CommandLineRun run = shell.input(finding).run("run", "--json", "-");
    Object held = run.json("decision").getFirst().get("held");
    assertThat(held).as(run.out()).isNotNull();
    return Json.write(held);
  }

  @Test
  void countsWhatIsDoneAlreadyAsInForce() throws IOException {
    Shell shell = new Shell().rules(suppressing("hide", "S3.9"));
    String done = after(shell, finding("a", "A", "S3.9", "HIGH"));

    CommandLineRun run = backtest(shell, done);

    assertNumbers(only(run, "rule", "rule", "hide"), "findings", 1, "suppressed", 0, "inForce", 1);
    assertNumbers(summary(run), "changed", 0, "inForce", 1);
  }

  @Test
  void countsWhatARemovedRuleGivesBack() throws IOException {
    String done =
        after(new Shell().rules(suppressing("hide", "S3.9")), finding("a", "A", "S3.9", "HIGH"));

    CommandLineRun run =
        backtest(
            new Shell()
                .rules(
                    new RuleHistory(Set.of("hide"), Map.of(), Set.of()), suppressing("b", "X.1")),
            done);

    assertNumbers(only(run, "former rule", "rule", "hide"), "findings", 1, "givenBack", 1);
    assertNumbers(summary(run), "changed", 1, "givenBack", 1);
  }

  @Test
  void namesRulesThatAreGoneWithoutAWord() throws IOException {
    String done =
        after(new Shell().rules(suppressing("hide", "S3.9")), finding("a", "A", "S3.9", "HIGH"));

    Shell without = new Shell().rules(suppressing("b", "X.1"));
    CommandLineRun run = backtest(without, done);

    assertNumbers(only(run, "unknown rule", "rule", "hide"), "findings", 1);
    assertNumbers(summary(run), "changed", 0, "givenBack", 0, "left", 1);
    assertThat(without.input(done).run("backtest", "-").out())
        .contains("name them under removed or moved", "hide: 1 finding");
  }

  @Test
  void leavesAloneWhatAPersonHasClosed() {
    Shell shell = new Shell().rules(suppressing("hide", "S3.9"));
    String resolved = finding("a", "A", "S3.9", "HIGH").replace("\"NEW\"", "\"RESOLVED\"");

    assertNumbers(summary(backtest(shell, resolved)), "changed", 0, "left", 1);
  }

  @Test
  void takesArchivedFindingsWhereAllAreWanted() {
    Shell shell = new Shell().rules(suppressing("hide", "S3.9"));
    String archived = finding("a", "A", "S3.9", "HIGH").replace("\"ACTIVE\"", "\"ARCHIVED\"");

    assertNumbers(summary(backtest(shell, archived)), "changed", 0, "left", 1);
    assertNumbers(summary(backtest(shell, archived, "--all")), "changed", 1, "suppressed", 1);
  }

  @Test
  void leavesAloneWhatAnotherBookHasMarked() throws IOException {
    Shell shell = new Shell().rules(suppressing("hide", "S3.9"));
    String done = after(shell, finding("a", "A", "S3.9", "HIGH")); // by the book adhoc
    Shell lower =
        new Shell()
            .rules(rule("lower", control("S3.9"), Change.SEVERITY, Decision.lowerSeverity(1)));

    assertNumbers(summary(backtest(lower, done, "--book", "prod")), "changed", 0, "left", 1);
    assertThat(shell.run("backtest", "--book", "no name", "-").exitCode()).isEqualTo(2);
  }

  @Test
  void showsATable() {
    CommandLineRun run =
        new Shell()
            .rules(suppressing("hide", "S3.9"), suppressing("idle", "X.1"))
            .input(answer(finding("a", "A", "S3.9", "HIGH"), finding("b", "B", "S3.5", "LOW")))
            .run("backtest", "-");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.lines())
        .contains(
            "RULE  FINDINGS  SUPPRESSES",
            "hide         1           1",
            "1 rule of the book matches no finding: idle",
            "HIGH             1          -                1",
            "2 findings in standard input: 1 would change; 1 suppressed");
  }

  @Test
  void failsWhereARuleDoes() {
    Rule broken =
        new Rule() {
          @Override
          public Card card() {
            return suppressing("broken", "S3.9").card();
          }

          @Override
          public Criteria when() {
            return control("S3.9");
          }

          @Override
          public Decision decide(Finding finding) {
            throw new IllegalStateException("out of order");
          }
        };
    Shell shell = new Shell().rules(broken, suppressing("hide", "S3.9"));

    CommandLineRun run = backtest(shell, finding("a", "A", "S3.9", "HIGH"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertNumbers(summary(run), "failedRules", 1, "suppressed", 1);
    assertThat(String.valueOf(run.json("rule failed").getFirst().get("reason")))
        .contains("rule broken failed on finding a", "out of order");
  }

  @Test
  void countsWhatItCanReadAndSaysWhatItCannot() throws IOException {
    String good = Samples.file(folder, "good.json", finding("a", "A", "S3.9", "HIGH"));
    String bad = Samples.file(folder, "bad.json", answer(finding("b", "B", "S3.9", "LOW")) + "}");
    Samples.file(folder, "none.json", "{\"hello\": 1}");

    CommandLineRun run =
        new Shell().rules(suppressing("hide", "S3.9")).run("backtest", "--json", folder.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertNumbers(summary(run), "findings", 2, "suppressed", 2, "unreadable", 2);
    assertThat(run.json("unreadable"))
        .extracting(row -> String.valueOf(row.get("reason")))
        .satisfiesExactlyInAnyOrder(
            reason -> assertThat(reason).startsWith(bad + ": no valid JSON"),
            reason -> assertThat(reason).contains("none.json").doesNotContain(good));
  }

  /// Security Hub gives every finding a record state.
  private static String active(String id) {
    return Samples.logBucket(id).replace("\"Title\"", "\"RecordState\": \"ACTIVE\", \"Title\"");
  }

  @Test
  void readsBothFormatsOfAHub() {
    try (LocalHub hub = LocalHub.start()) {
      hub.seed(active("one"));
      hub.seed(Samples.ocsfLogBucket("two"));
      String url = hub.endpoint().toString();

      assertNumbers(
          summary(CommandLineRun.of("backtest", "--json", "--endpoint-url", url)),
          "findings",
          2,
          "suppressed",
          2,
          "source",
          url,
          "formats",
          Map.of("ASFF", 1, "OCSF", 1));
      assertNumbers(
          summary(CommandLineRun.of("backtest", "--json", "--endpoint-url", url, "--only", "ocsf")),
          "findings",
          1);
      assertNumbers(
          summary(
              CommandLineRun.of(
                  "backtest",
                  "--json",
                  "--endpoint-url",
                  url,
                  "--filter",
                  "{\"Id\": [{\"Value\": \"one\", \"Comparison\": \"EQUALS\"}]}")),
          "findings",
          1);
      assertThat(hub.calls(HubOperation.BATCH_UPDATE_FINDINGS)).isZero();
      assertThat(hub.finding("one", Samples.PRODUCT).orElseThrow()).contains("\"NEW\"");
    }
  }

  @Test
  void readsAllPagesWithinTheQuota() {
    try (LocalHub hub = LocalHub.start(HubOptions.defaults().withAwsQuotas())) {
      IntStream.range(0, 250).forEach(at -> hub.seed(active("finding-" + at)));

      CommandLineRun run =
          CommandLineRun.of("backtest", "--json", "--endpoint-url", hub.endpoint().toString());

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertNumbers(summary(run), "findings", 250, "suppressed", 250);
      assertThat(hub.refusedByQuota(HubOperation.GET_FINDINGS)).isZero();
    }
  }

  private static String page(int number) {
    return IntStream.range(0, 100)
        .mapToObj(at -> finding("f-%d-%d".formatted(number, at), "A", "S3.9", "HIGH"))
        .collect(Collectors.joining(","));
  }

  /// Part of the numbers looks like all of them unless that is said.
  @ParameterizedTest
  @ValueSource(strings = {"{}", ""})
  void saysThatTheNumbersArePartialWhereTheHubBreaksOff(String filter) throws IOException {
    Path html = folder.resolve("page.html");
    List<String> filtered = filter.isEmpty() ? List.of() : List.of("--filter", filter);
    try (PagedHub hub = PagedHub.start(true, page(0), page(1))) {
      Shell shell = new Shell().rules(suppressing("hide", "S3.9"));
      for (List<String> form :
          List.of(List.<String>of(), List.of("--markdown"), List.of("--html", html.toString()))) {
        CommandLineRun run =
            shell.run(
                Stream.of(List.of("backtest", "--endpoint-url", hub.url()), filtered, form)
                    .flatMap(List::stream)
                    .toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
            .contains("Interrupted after 200 findings: all numbers are of these alone");
        assertThat(run.err())
            .contains("the findings in ASFF cannot be read to their end: not any more");
      }
      assertThat(Files.readString(html)).contains("Interrupted after 200 findings");
      CommandLineRun machine =
          shell.run("backtest", "--json", "--endpoint-url", hub.url(), "--only", "asff");
      assertNumbers(summary(machine), "findings", 200, "interrupted", true, "unreadable", 1);
    }
  }

  @Test
  void failsWithoutNumbersWhereTheHubShowsNothing() throws IOException {
    try (PagedHub hub = PagedHub.start(true)) {
      CommandLineRun run =
          CommandLineRun.of("backtest", "--endpoint-url", hub.url(), "--only", "asff");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("the findings in ASFF cannot be read: not any more");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--book=prod", "--filter={}"})
  void goesOnWhereTheHubShowsWhatIsNoFinding(String option) throws IOException {
    try (PagedHub hub = PagedHub.start(false, page(0) + ",{\"Id\": \"no arn\"}", page(1))) {
      CommandLineRun run =
          new Shell()
              .rules(suppressing("hide", "S3.9"))
              .run("backtest", "--json", "--endpoint-url", hub.url(), option);
      assertThat(run.exitCode()).isEqualTo(1);
      assertNumbers(
          summary(run), "findings", 200, "suppressed", 200, "unreadable", 1, "interrupted", false);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "backtest | no findings: name files",
        "backtest events --aws | either files or a hub",
        "backtest - --only asff | --filter and --only go with",
        "backtest nowhere.json | no such file or folder: nowhere.json",
        "backtest - --json --markdown | mutually exclusive",
        "backtest --aws --book adhoc | 'adhoc' is no book",
        "backtest - --html /nowhere/page.html | is no file that can be written",
        "backtest --aws --filter {} --only asff | leave --only out",
        "backtest - --against -x | neither a file",
      })
  void refusesWrongUse(String arguments, String message) {
    CommandLineRun run = CommandLineRun.of(arguments.split(" "));
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void writesAPage() throws IOException {
    Path page = folder.resolve("page.html");
    CommandLineRun run =
        new Shell()
            .rules(suppressing("hide", "S3.9"))
            .input(finding("a", "A", "S3.9", "HIGH"))
            .run("backtest", "--html", page.toString(), "-");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Files.readString(page)).startsWith("<!doctype html>").contains("\"hide\"");
    assertThat(run.err()).isEmpty();
    CommandLineRun again = new Shell().input("[]").run("backtest", "--html", page.toString(), "-");
    assertThat(again.err()).contains("wrote over the file that was there: " + page);
  }
}
