package io.quell.cli.apply;

import static io.quell.criteria.Criteria.control;
import static io.quell.finding.SeverityLabel.INFORMATIONAL;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.HubFindings;
import io.quell.cli.PagedHub;
import io.quell.cli.terminal.Terminal;
import io.quell.finding.Finding;
import io.quell.finding.WorkflowStatus;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.UnprocessedCode;
import io.quell.localhub.fault.Fault;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.testing.SampleFinding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules of a book over the findings that a local hub has already.
final class ApplyCommandTest {
  private static final Terminal SEEN = new Terminal(true, true, true, 120, false);
  private static final Rule QUIET = rule("quiet").when(control("S3.9")).decides(suppress());
  private static final Rule LOWER = rule("lower").when(control("S3.9")).decides(severity(LOW));

  private final LocalHub hub = LocalHub.start();
  private final HubFindings findings = new HubFindings(hub);

  @AfterEach
  void stop() {
    hub.close();
  }

  private void hold(int asff, int ocsf) {
    for (int at = 0; at < asff; at++) {
      findings.hold(finding().control("S3.9").with("asff-" + at, "Id"));
    }
    for (int at = 0; at < ocsf; at++) {
      findings.hold(ocsfFinding().control("S3.9").with("ocsf-" + at, "metadata", "uid"));
    }
  }

  private CommandLineRun apply(Shell shell, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("apply", "--endpoint-url", hub.endpoint().toString()));
    arguments.addAll(Arrays.asList(options));
    for (String fast : List.of("--reads=3", "--updates=10")) {
      if (!arguments.contains(fast.substring(0, fast.indexOf('=')))) {
        arguments.add(fast);
      }
    }
    return shell.run(arguments.toArray(String[]::new));
  }

  private CommandLineRun apply(List<Rule> rules, String... options) {
    return apply(new Shell().rules(rules.toArray(Rule[]::new)), options);
  }

  private long suppressed() {
    return findings.all().stream()
        .filter(one -> one.workflowStatus().equals(Optional.of(WorkflowStatus.SUPPRESSED)))
        .count();
  }

  @Test
  void showsTheNumbersByRuleThenAsksAndThenSends() {
    hold(150, 30);
    findings.hold(finding().control("EC2.1").with("other", "Id"));
    CommandLineRun run =
        apply(new Shell().rules(QUIET, LOWER).terminal(SEEN).input("y\n"), "--book", "prod");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("180 findings would change in http://", "Go on? [y/N]");
    assertThat(run.out())
        .containsSubsequence(
            "Would be sent to",
            "181 findings read: 180 would change",
            "181 findings read: 180 changed")
        .containsOnlyOnce("SUPPRESSED  SEVERITY")
        .containsOnlyOnce("FINDING ")
        .containsPattern("RULE +MATCHED +SUPPRESSED +SEVERITY\n")
        .containsPattern("quiet +180 +180 +-\n")
        .containsPattern("lower +180 +- +180\n");
    assertThat(suppressed()).isEqualTo(180);
    assertThat(hub.calls(HubOperation.BATCH_UPDATE_FINDINGS)).isEqualTo(2);
    assertThat(hub.calls(HubOperation.BATCH_UPDATE_FINDINGS_V2)).isEqualTo(1);
  }

  @Test
  void sendsNothingWhereTheAnswerIsNo() {
    hold(3, 0);
    CommandLineRun run =
        apply(new Shell().rules(QUIET).terminal(SEEN).input("n\n"), "--book", "prod");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("nothing was sent");
    assertThat(suppressed()).isZero();
  }

  @Test
  void asksNothingWhereNothingIsAtOdds() {
    hold(3, 3);
    assertThat(apply(List.of(QUIET), "--book", "prod", "--yes").exitCode()).isZero();
    CommandLineRun again = apply(new Shell().rules(QUIET).terminal(SEEN), "--book", "prod");
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains("6 findings read: 0 would change");
  }

  @Test
  void stopsWithTheNumbersWhereItObserves() {
    hold(3, 3);
    CommandLineRun run = apply(List.of(QUIET), "--book", "prod", "--observe", "--json");
    assertThat(run.json("decision"))
        .hasSize(6)
        .allSatisfy(line -> assertThat(line.get("result")).isEqualTo("observed"));
    assertThat(run.json("rule"))
        .singleElement()
        .satisfies(line -> assertThat(line.get("statusSet")).isEqualTo(6));
    assertThat(run.json("summary").getFirst().get("wouldChange")).isEqualTo(6);
    assertThat(suppressed()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1,1,true", "100,100,true", "149,149,true", "150,150,false", "151,150,false"})
  void stopsAtExactlySoMany(int atMost, int changed, boolean stopped) {
    hold(120, 30);
    CommandLineRun run =
        apply(List.of(QUIET), "--book", "prod", "--yes", "--json", "--at-most", "" + atMost);
    assertThat(run.exitCode()).isZero();
    Map<?, ?> summary = run.json("summary").getFirst();
    assertThat(summary.get("changed")).isEqualTo(changed);
    assertThat(summary.get("stopped")).isEqualTo(stopped);
    assertThat(suppressed()).isEqualTo(changed);
  }

  /// An update that does not go through does not count: another finding takes its place.
  @Test
  void countsOnlyWhatWentThrough() {
    hold(20, 0);
    hub.faults().inject(Fault.unprocessed(UnprocessedCode.FINDING_NOT_FOUND).of("asff-3"));
    CommandLineRun run = apply(List.of(QUIET), "--book", "prod", "--yes", "--at-most", "10");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("10 changed, 1 unprocessed; stopped there");
    assertThat(suppressed()).isEqualTo(10);
  }

  /// A rule that another one overrides has no part, and gets none by being named.
  @Test
  void changesOnlyWhatANamedRuleHasAPartInAndLetsTheBookDecide() {
    hold(2, 2);
    findings.hold(finding().control("EC2.1").with("both", "Id"));
    Rule early = rule("early").decides(severity(INFORMATIONAL));
    List<Rule> rules = List.of(early, LOWER);
    CommandLineRun run = apply(rules, "--book", "prod", "--yes", "--rule", "early");
    assertThat(run.out()).contains("5 findings read: 1 changed");
    assertThat(findings.all())
        .filteredOn(one -> one.severity().equals(Optional.of(INFORMATIONAL)))
        .singleElement()
        .extracting(one -> one.control().orElseThrow())
        .isEqualTo("EC2.1");
    assertThat(apply(rules, "--book", "prod", "--yes", "--rule", "lower").out())
        .contains("5 findings read: 4 changed");
    assertThat(apply(rules, "--book", "prod", "--observe").out()).contains("0 would change");
  }

  @Test
  void givesBackWhatOneRuleLosesWhereThatIsNamed() {
    hold(2, 2);
    apply(List.of(QUIET, LOWER), "--book", "prod", "--yes");
    var suspended = new RuleHistory(Set.of("lower"), Map.of(), Set.of("quiet"));
    CommandLineRun run =
        apply(new Shell().rules(suspended, QUIET), "--book", "prod", "--yes", "--rule", "quiet");
    assertThat(run.out()).containsPattern("quiet +4\n").contains("4 changed");
    assertThat(suppressed()).isZero();
  }

  @Test
  void leavesOtherBooksFindingsAndSaysSo() {
    hold(2, 2);
    apply(List.of(QUIET), "--book", "prod", "--yes");
    CommandLineRun other = apply(List.of(LOWER), "--book", "pilot", "--yes");
    assertThat(other.exitCode()).isZero();
    assertThat(other.out())
        .contains(
            "0 changed", "Left as it was", "4 findings: everything: the book prod has marked it");
    assertThat(findings.all()).extracting(Finding::severity).doesNotContain(Optional.of(LOW));
  }

  @Test
  void looksAtWhatAFilterShowsAlone() {
    hold(3, 3);
    String filter = "{\"Id\": [{\"Value\": \"asff-1\", \"Comparison\": \"EQUALS\"}]}";
    assertThat(apply(List.of(QUIET), "--book", "prod", "--yes", "--filter", filter).out())
        .contains("1 finding read: 1 changed");
    assertThat(apply(List.of(QUIET), "--book", "prod", "--yes", "--only", "ocsf").out())
        .contains("3 findings read: 3 changed");
  }

  /// As where Security Hub is enabled for one format alone.
  @Test
  void doesWhatItCanWhereTheHubRefusesAFormat() {
    hold(2, 2);
    hub.faults().inject(Fault.refuse(ServiceError.DENIED).on(HubOperation.GET_FINDINGS_V2));
    CommandLineRun run = apply(List.of(QUIET), "--book", "prod", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("2 changed", "the findings in OCSF cannot be read; --only reads");
    assertThat(apply(List.of(QUIET), "--book", "prod", "--yes", "--only", "asff").exitCode())
        .isZero();
  }

  private static String page(int number) {
    return IntStream.range(0, 100)
        .mapToObj(at -> finding().control("S3.9").with("f-%d-%d".formatted(number, at), "Id"))
        .map(SampleFinding::text)
        .collect(Collectors.joining(","));
  }

  @Test
  void tellsTheNumbersAlsoWhereTheHubBreaksOff() throws IOException {
    try (PagedHub broken = PagedHub.start(true, page(0), page(1))) {
      CommandLineRun run =
          new Shell()
              .rules(QUIET)
              .run("apply", "--endpoint-url", broken.url(), "--book", "prod", "--observe");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out())
          .containsPattern("quiet +200 +200\n")
          .contains("200 findings read: 200 would change; broken off there");
      assertThat(run.err()).contains("the findings cannot be read: not any more");
    }
  }

  @Test
  void goesOnWhereAFilterShowsWhatIsNoFinding() throws IOException {
    try (PagedHub odd = PagedHub.start(false, page(0) + ",{\"Id\": \"no arn\"}", page(1))) {
      CommandLineRun run =
          new Shell()
              .rules(QUIET)
              .run(
                  "apply",
                  "--endpoint-url",
                  odd.url(),
                  "--book",
                  "prod",
                  "--observe",
                  "--filter",
                  "{}");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out())
          .contains("200 findings read: 200 would change", ": what the hub shows is no finding");
    }
  }

  @Test
  void failsWhereARuleFails() {
    hold(2, 0);
    Rule broken =
        rule("broken")
            .decides(
                _ -> {
                  throw new IllegalStateException("no such table");
                });
    CommandLineRun run = apply(List.of(broken, QUIET), "--book", "prod", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("rule broken failed", "no such table", "2 changed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--yes|which book?",
        "--book none --yes|a book's name",
        "--book prod|nobody can be asked here",
        "--yes=false|which book?",
        "--book adhoc --yes|'adhoc' is no book",
        "--book unnamed --observe|'unnamed' is no book",
        "--book prod --yes events/|'events/': apply takes no files",
        "--book prod --yes --at-most x|'x' is not a whole number",
        "--book prod --yes --format asff|is not known",
        "--book prod --yes --observe|--observe sends nothing",
        "--book prod --json|--json goes with --yes or --observe",
        "--book prod --yes --at-most 0|--at-most: at least 1",
        "--book prod --yes --reads 4|of reads there can be 1 to 3 a second, not 4",
        "--book prod --yes --updates 0|of updates there can be 1 to 10 a second, not 0",
        "--book prod --yes --rule gone|the book has no rule 'gone'",
        "--book prod --yes --filter {\"Nonsense\":[]}|--filter: ",
        "--book prod --yes --only ocsf --filter {}|are of one format already",
        "--book prod --yes --aws|mutually exclusive",
      })
  void refusesWhatMakesNoSense(String options, String said) {
    hold(1, 0);
    CommandLineRun run = apply(List.of(QUIET), options.split(" "));
    assertThat(run.err()).contains(said);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(suppressed()).isZero();
  }
}
