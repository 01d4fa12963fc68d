package io.quell.cli.update;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.HubFindings;
import io.quell.cli.standin.StandInAws;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.fault.Fault;
import io.quell.rule.RuleHistory;
import io.quell.run.BookSettings;
import io.quell.run.RuleEngine;
import io.quell.run.mark.Trace;
import io.quell.testing.SampleFinding;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a person takes back from the command line, on a real hub.
final class ReleaseCommandTest {
  private static final RuleEngine PROD =
      new RuleEngine(
          List.of(rule("quiet").decides(suppress())),
          RuleHistory.NONE,
          "test",
          BookSettings.of("prod", Set.of()),
          Clock.systemUTC());

  private final LocalHub hub = LocalHub.start();
  private final HubFindings findings = new HubFindings(hub);

  @AfterEach
  void stop() {
    hub.close();
  }

  static Stream<SampleFinding> bothFormats() {
    return Stream.of(finding(), ocsfFinding());
  }

  private SampleFinding suppressed(SampleFinding fresh) {
    SampleFinding suppressed = fresh.after(PROD.evaluate(fresh.read()).update());
    findings.hold(suppressed);
    return suppressed;
  }

  private static List<String> naming(SampleFinding sample) {
    return switch (sample.read().identifier()) {
      case FindingIdentifier.Asff(var id, var productArn) ->
          List.of("--id", id, "--product-arn", productArn);
      case FindingIdentifier.MetadataUid(var uid) -> List.of("--metadata-uid", uid);
      case FindingIdentifier.OcsfParts parts ->
          throw new IllegalArgumentException("not used here: " + parts);
    };
  }

  private CommandLineRun release(List<String> naming, String... options) {
    return release(new Shell(), naming, options);
  }

  private CommandLineRun release(Shell shell, List<String> naming, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("release", "--endpoint-url", hub.endpoint().toString()));
    arguments.addAll(naming);
    arguments.addAll(Arrays.asList(options));
    return shell.run(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void givesBackAndKeepsTheRulesAwayUntilThatIsUndone(SampleFinding fresh) {
    SampleFinding sample = suppressed(fresh);

    CommandLineRun run = release(naming(sample));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("SUPPRESSED → NEW", "1 finding read: 1 changed");
    assertThat(findings.now(sample).workflowStatus()).hasValue(WorkflowStatus.NEW);
    assertThat(PROD.evaluate(findings.now(sample)).update().isEmpty()).isTrue();
    assertThat(release(naming(sample)).out()).contains("it is released already");

    assertThat(release(naming(sample), "--undo").exitCode()).isZero();
    assertThat(PROD.evaluate(findings.now(sample)).update().workflowStatus())
        .hasValue(WorkflowStatus.SUPPRESSED);
    assertThat(release(naming(sample), "--undo").out()).contains("there is no release to undo");
  }

  /// A file says which findings are meant; how they are the hub knows.
  @ParameterizedTest
  @MethodSource("bothFormats")
  void readsFindingsOfAFileAnew(SampleFinding fresh) {
    SampleFinding sample = suppressed(fresh);
    CommandLineRun run =
        release(new Shell().input(Json.write(fresh.read().json())), List.of("--findings", "-"));
    assertThat(run.out()).contains("SUPPRESSED → NEW");
    assertThat(findings.now(sample).workflowStatus()).hasValue(WorkflowStatus.NEW);
  }

  @Test
  void releasesWhatAFilterShows() {
    SampleFinding sample = suppressed(finding());
    List<String> filter =
        List.of(
            "--filter",
            "{\"UserDefinedFields\": [{\"Key\": \"QuellBook\", \"Value\": \"prod\","
                + " \"Comparison\": \"EQUALS\"}]}");
    assertThat(release(filter, "--dry-run").out()).contains("Would be sent", "SUPPRESSED → NEW");
    assertThat(findings.now(sample).workflowStatus()).hasValue(WorkflowStatus.SUPPRESSED);
    assertThat(release(filter).exitCode()).isZero();
    assertThat(findings.now(sample).workflowStatus()).hasValue(WorkflowStatus.NEW);
  }

  @Test
  void saysWhatItCannotRelease() {
    CommandLineRun gone = release(List.of("--id", "gone", "--product-arn", "arn:p"));
    assertThat(gone.exitCode()).isEqualTo(1);
    assertThat(gone.out()).contains("finding gone: the hub does not show it");
    SampleFinding noted = ocsfFinding().comment("Ask Ann first.");
    findings.hold(noted);
    CommandLineRun foreign = release(naming(noted));
    assertThat(foreign.exitCode()).isEqualTo(1);
    assertThat(foreign.out())
        .contains("a comment that somebody else wrote", "can be changed with 'quell update'");
    assertThat(release(List.of()).exitCode()).isEqualTo(2);
  }

  @Test
  void asksBeforeItReleasesMany() {
    for (int at = 0; at <= 100; at++) {
      suppressed(finding().with("f-" + at, "Id"));
    }
    List<String> all =
        List.of(
            "--filter",
            "{\"WorkflowStatus\": [{\"Value\": \"SUPPRESSED\", \"Comparison\":" + " \"EQUALS\"}]}");
    CommandLineRun run = release(all);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("101 findings would change", "--yes");
    assertThat(release(all, "--yes").out()).contains("101 findings read: 101 changed");
  }

  private static Shell suspending() {
    return new Shell()
        .rules(
            new RuleHistory(Set.of(), Map.of(), Set.of("quiet")),
            rule("quiet").decides(suppress()));
  }

  /// No rule is kept away: once the rule runs again, it suppresses again.
  @ParameterizedTest
  @MethodSource("bothFormats")
  void givesBackWhatASuspendedRuleHadSet(SampleFinding fresh) {
    SampleFinding sample = suppressed(fresh);
    CommandLineRun run =
        release(suspending(), List.of("--rule", "quiet", "--book", "prod"), "--yes");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).containsPattern("quiet +1\n").contains("SUPPRESSED → NEW");
    assertThat(findings.now(sample).workflowStatus()).hasValue(WorkflowStatus.NEW);
    assertThat(PROD.evaluate(findings.now(sample)).update().workflowStatus())
        .hasValue(WorkflowStatus.SUPPRESSED);
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void givesBackWhatTheLeversOfAStackSuspend(SampleFinding fresh) {
    SampleFinding sample = suppressed(fresh);
    try (StandInAws aws = StandInAws.start()) {
      Shell shell = aws.shell().rules(rule("quiet").decides(suppress()));
      List<String> naming = List.of("--rule", "quiet", "--book", "prod", "--stack", "Quell");

      CommandLineRun before = release(shell, naming, "--yes");
      assertThat(before.exitCode()).isEqualTo(2);
      assertThat(before.err())
          .contains("rule 'quiet' is in force", "quell levers --suspend quiet", "--stack NAME");
      assertThat(findings.now(sample).workflowStatus()).hasValue(WorkflowStatus.SUPPRESSED);

      aws.appConfig().deploy("envLevers", "profileLevers", "suspended: [quiet]", "COMPLETE");
      CommandLineRun after = release(shell, naming, "--yes");
      assertThat(after.exitCode()).as(after.err()).isZero();
      assertThat(findings.now(sample).workflowStatus()).hasValue(WorkflowStatus.NEW);
    }
  }

  @Test
  void asksForNoLeversWhereNoRuleIsNamed() {
    CommandLineRun run = release(List.of("--all", "--book", "prod"), "--stack", "Quell", "--yes");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--stack goes with --rule");
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void refusesToGiveBackWhatARuleInForceWouldSetAgain(SampleFinding fresh) {
    SampleFinding sample = suppressed(fresh);
    List<String> naming = List.of("--rule", "quiet", "--book", "prod");
    CommandLineRun inForce =
        release(new Shell().rules(rule("quiet").decides(suppress())), naming, "--yes");
    assertThat(inForce.exitCode()).isEqualTo(2);
    assertThat(inForce.err()).contains("rule 'quiet' is in force", "suspended:");
    CommandLineRun unknown = release(new Shell().rules(rule("other")), naming, "--yes");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("the book has no rule 'quiet'", "removed:");
    CommandLineRun expired =
        release(
            new Shell().rules(rule("quiet").expires("2026-11-19").decides(suppress())),
            naming,
            "--yes");
    assertThat(expired.exitCode()).as(expired.err()).isZero();
    assertThat(findings.now(sample).workflowStatus()).hasValue(WorkflowStatus.NEW);
  }

  /// Marks may still name the rule by a former id.
  @ParameterizedTest
  @MethodSource("bothFormats")
  void givesBackWhatARuleHadSetUnderAFormerId(SampleFinding fresh) {
    SampleFinding sample = suppressed(fresh);
    var moved = new RuleHistory(Set.of(), Map.of("quiet", "silent"), Set.of("silent"));
    CommandLineRun run =
        release(
            new Shell().rules(moved, rule("silent").decides(suppress())),
            List.of("--rule", "quiet", "--book", "prod"),
            "--yes");
    assertThat(run.out()).containsPattern("silent +1\n");
    assertThat(findings.now(sample).workflowStatus()).hasValue(WorkflowStatus.NEW);
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void givesBackAllThatABookHasSetAndNothingOfAnother(SampleFinding fresh) {
    SampleFinding sample = suppressed(fresh);
    List<String> pilot = List.of("--all", "--book", "pilot");
    assertThat(release(pilot, "--yes").out()).contains(": 0 changed");
    CommandLineRun run = release(List.of("--all", "--book", "prod"), "--yes");
    assertThat(run.out()).containsPattern("quiet +(MEDIUM|NEW|SUPPRESSED)");
    assertThat(run.exitCode()).isZero();
    assertThat(findings.now(sample).workflowStatus()).hasValue(WorkflowStatus.NEW);
    assertThat(Trace.of(findings.now(sample))).isEmpty();
    assertThat(PROD.evaluate(findings.now(sample)).update().workflowStatus())
        .hasValue(WorkflowStatus.SUPPRESSED);
    assertThat(release(List.of("--all", "--book", "prod"), "--yes").out()).contains("0 changed");
  }

  @Test
  void saysThatNoFindingCarriesAMarkOfTheBook() {
    String none = "quell release: no finding carries a mark of the book ";
    CommandLineRun nothing = release(List.of("--all", "--book", "prdo"), "--observe");
    assertThat(nothing.exitCode()).isZero();
    assertThat(nothing.err().lines()).contains(none + "prdo");

    suppressed(finding());
    assertThat(release(List.of("--all", "--book", "prdo"), "--observe").err().lines())
        .contains(none + "prdo; did you mean 'prod'? Others carry marks of prod");
    assertThat(release(List.of("--all", "--book", "other"), "--observe").err().lines())
        .contains(none + "other; others carry marks of prod");
    assertThat(release(List.of("--all", "--book", "prod"), "--observe").err())
        .doesNotContain("no finding carries");
  }

  static Stream<Arguments> peoplesAnswers() {
    return Stream.of(
        Arguments.of(finding(), WorkflowStatus.NEW),
        Arguments.of(finding(), WorkflowStatus.NOTIFIED),
        Arguments.of(ocsfFinding(), WorkflowStatus.NOTIFIED));
  }

  /// A person's "no" outlives the book's giving back of what is left.
  @ParameterizedTest
  @MethodSource("peoplesAnswers")
  void keepsWhatAPersonHasRefusedWhereItGivesBackAllOfABook(
      SampleFinding fresh, WorkflowStatus answer) {
    var engine =
        new RuleEngine(
            List.of(rule("quiet").decides(suppress().and(severity(SeverityLabel.LOW)))),
            RuleHistory.NONE,
            "test",
            BookSettings.of("prod", Set.of()),
            Clock.systemUTC());
    SampleFinding sample =
        fresh
            .severity(SeverityLabel.HIGH)
            .after(engine.evaluate(fresh.severity(SeverityLabel.HIGH).read()).update())
            .workflow(answer);
    findings.hold(sample);
    assertThat(engine.evaluate(findings.now(sample)).update().workflowStatus()).isEmpty();

    CommandLineRun run = release(List.of("--all", "--book", "prod"), "--yes");
    assertThat(run.out()).contains(": 1 changed");
    assertThat(findings.now(sample).severity()).hasValue(SeverityLabel.HIGH);
    assertThat(findings.now(sample).workflowStatus()).hasValue(answer);
    assertThat(engine.evaluate(findings.now(sample)).update().workflowStatus()).isEmpty();

    release(naming(sample), "--undo");
    assertThat(engine.evaluate(findings.now(sample)).update().workflowStatus())
        .hasValue(WorkflowStatus.SUPPRESSED);
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void saysWhichBooksItTakesAndTakesFormerOnesWhereTheyAreNamed(SampleFinding fresh) {
    SampleFinding sample = suppressed(fresh);
    CommandLineRun without = release(List.of("--all", "--book", "renamed"), "--yes");
    assertThat(without.err()).contains("takes what the marks of renamed and unnamed hold");
    assertThat(findings.now(sample).workflowStatus()).hasValue(WorkflowStatus.SUPPRESSED);
    CommandLineRun with =
        release(List.of("--all", "--book", "renamed", "--former-book", "prod"), "--yes");
    assertThat(with.err()).contains("takes what the marks of prod and renamed hold");
    assertThat(findings.now(sample).workflowStatus()).hasValue(WorkflowStatus.NEW);
  }

  /// Whoever is called to a finding that is over and opens again would not be, were it left.
  @Test
  void givesBackAllOfABookAlsoWhereTheControlHasPassed() {
    SampleFinding fresh = finding();
    suppressed(fresh);
    findings.hold(
        fresh.after(PROD.evaluate(fresh.read()).update()).with("PASSED", "Compliance", "Status"));
    release(List.of("--all", "--book", "prod"), "--yes");
    assertThat(findings.now(fresh).workflowStatus()).hasValue(WorkflowStatus.NEW);
  }

  @Test
  void stopsAtExactlySoMany() {
    for (int at = 0; at < 12; at++) {
      suppressed(finding().with("f-" + at, "Id"));
    }
    CommandLineRun run =
        release(List.of("--all", "--book", "prod"), "--yes", "--at-most", "5", "--json");
    assertThat(run.json("summary").getFirst().get("changed")).isEqualTo(5);
    assertThat(findings.all())
        .filteredOn(one -> one.workflowStatus().equals(Optional.of(WorkflowStatus.NEW)))
        .hasSize(5);
  }

  /// Nobody knows whether the service filters by comments.
  @Test
  void readsAllWhereTheHubDoesNotFilterByComments() {
    SampleFinding sample = suppressed(ocsfFinding());
    hub.faults()
        .inject(Fault.refuse(ServiceError.INVALID).on(HubOperation.GET_FINDINGS_V2).times(1));
    assertThat(release(List.of("--all", "--book", "prod"), "--yes").exitCode()).isZero();
    assertThat(findings.now(sample).workflowStatus()).hasValue(WorkflowStatus.NEW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--all|which book?",
        "--rule quiet|which book?",
        "--all --rule quiet --book prod|--all and --rule",
        "--rule quiet --book prod --undo|--undo undoes a person's release",
        "--id a --product-arn b --book prod|--book goes with --rule or --all",
        "--all --book prod|nobody can be asked here",
        "--book prod|--book goes with",
      })
  void refusesWhatMakesNoSense(String options, String said) {
    SampleFinding sample = suppressed(finding());
    CommandLineRun run = release(suspending(), List.of(options.split(" ")));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(said);
    assertThat(findings.now(sample).workflowStatus()).hasValue(WorkflowStatus.SUPPRESSED);
  }
}
