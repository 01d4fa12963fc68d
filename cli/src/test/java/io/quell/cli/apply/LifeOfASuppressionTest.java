package io.quell.cli.apply;

import static io.quell.criteria.Criteria.control;
import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.finding.SeverityLabel.MEDIUM;
import static io.quell.finding.WorkflowStatus.NOTIFIED;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.HubFindings;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.run.mark.Trace;
import io.quell.testing.Findings.Sample;
import io.quell.testing.OcsfFindings.OcsfSample;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.FindingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What happens to the suppressions of a rule from its first day to after its last, in a hub whose
/// clock moves.
final class LifeOfASuppressionTest {
  private static final String LAST_DAY = "2026-11-30";
  private static final SampleRule QUIET =
      rule("quiet").when(control("S3.9")).decides(suppress().and(severity(LOW)));

  /// How a rule comes to its end.
  @SuppressWarnings("ImmutableEnumChecker") // a history and a sample rule never change
  enum Ending {
    /// Its last day is over.
    EXPIRED(RuleHistory.NONE, QUIET.expires(LAST_DAY)),
    /// The book says that it has left.
    REMOVED(new RuleHistory(Set.of("quiet"), Map.of(), Set.of()), rule("other")),
    /// The book stops it.
    SUSPENDED(new RuleHistory(Set.of(), Map.of(), Set.of("quiet")), QUIET),
    /// It has another name since, and the book stops it under that one.
    RENAMED_AND_SUSPENDED(
        new RuleHistory(Set.of(), Map.of("quiet", "silent"), Set.of("silent")), renamed()),
    /// It has another name since, and the book says that the rule of that name has left.
    RENAMED_AND_REMOVED(
        new RuleHistory(Set.of("silent"), Map.of("quiet", "silent"), Set.of()), rule("other"));

    private final RuleHistory history;
    private final Rule rule;

    Ending(RuleHistory history, Rule rule) {
      this.history = history;
      this.rule = rule;
    }
  }

  private final MovingClock clock = new MovingClock("2026-11-20");
  private final LocalHub hub = LocalHub.start(HubOptions.defaults().withClock(clock));
  private final HubFindings findings = new HubFindings(hub);

  @AfterEach
  void stop() {
    hub.close();
  }

  private static SampleRule renamed() {
    return rule("silent").when(QUIET.when()).decides(suppress().and(severity(LOW)));
  }

  static Stream<Arguments> lives() {
    return Stream.of(Format.values())
        .flatMap(
            format ->
                Stream.of(Ending.values())
                    .flatMap(
                        ending ->
                            Stream.of(Mending.values())
                                .map(mending -> Arguments.of(format, ending, mending))));
  }

  static Stream<Arguments> formatsAndMendings() {
    return Stream.of(Format.values())
        .flatMap(
            format -> Stream.of(Mending.values()).map(mending -> Arguments.of(format, mending)));
  }

  private static SampleFinding sample(Format format, String id) {
    return switch (format) {
      case ASFF -> finding().control("S3.9").with(id, "Id");
      case OCSF -> ocsfFinding().control("S3.9").with(id, "metadata", "uid");
    };
  }

  /// Findings that exist before the rule does: of several severities, and one that somebody has
  /// been told of.
  private List<SampleFinding> held(Format format) {
    List<SampleFinding> samples =
        List.of(
            sample(format, "a").severity(MEDIUM),
            sample(format, "b").severity(HIGH),
            sample(format, "c").severity(HIGH).workflow(NOTIFIED),
            sample(format, "edited").severity(MEDIUM));
    samples.forEach(findings::hold);
    findings.hold(sample(format, "foreign").control("EC2.1"));
    return samples;
  }

  private Shell book(RuleHistory history, Rule... rules) {
    return new Shell().clock(clock).rules(history, rules);
  }

  private FindingState state(SampleFinding sample) {
    return FindingState.of(findings.now(sample));
  }

  private void edit(SampleFinding sample) {
    Finding now = findings.now(sample);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "update",
                "--endpoint-url",
                hub.endpoint().toString(),
                "--workflow",
                "RESOLVED",
                "--severity",
                "HIGH"));
    arguments.addAll(
        switch (now.format()) {
          case ASFF ->
              List.of(
                  "--id",
                  now.identifier().toString(),
                  "--product-arn",
                  now.productArn().orElseThrow());
          case OCSF -> List.of("--metadata-uid", now.identifier().toString());
        });
    CommandLineRun run = new Shell().clock(clock).run(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  private int updates() {
    return hub.calls(HubOperation.BATCH_UPDATE_FINDINGS)
        + hub.calls(HubOperation.BATCH_UPDATE_FINDINGS_V2);
  }

  private void addRuleAndApply(Rule... rules) {
    CommandLineRun run = Mending.APPLY.mend(hub, book(RuleHistory.NONE, rules), "none");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  private void mend(Mending mending, Shell book, String endedRule, int changed) {
    CommandLineRun run = mending.mend(hub, book, endedRule);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains(": %d changed".formatted(changed));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void givesAllBackAtTheEndButForWhatAPersonHasEdited(
      Format format, Ending ending, Mending mending) {
    List<SampleFinding> samples = held(format);
    List<FindingState> before = samples.stream().map(this::state).toList();
    SampleFinding edited = samples.getLast();

    addRuleAndApply(QUIET.expires(LAST_DAY));
    assertThat(samples)
        .extracting(this::state)
        .containsOnly(new FindingState(Optional.of("LOW"), Optional.of("SUPPRESSED")));
    edit(edited);
    Map<String, ?> asEdited = findings.now(edited).json();

    clock.set(LAST_DAY);
    int sent = updates();
    Mending.APPLY.mend(hub, book(RuleHistory.NONE, QUIET.expires(LAST_DAY)), "none");
    assertThat(updates()).as("on its last day a rule is in force").isEqualTo(sent);

    clock.set("2026-12-01");
    Shell afterwards = book(ending.history, ending.rule);
    mend(mending, afterwards, "quiet", 3);
    assertThat(samples.subList(0, 3)).extracting(this::state).isEqualTo(before.subList(0, 3));
    assertThat(findings.now(edited).json()).isEqualTo(asEdited);

    sent = updates();
    mend(mending, afterwards, "quiet", 0);
    assertThat(updates()).isEqualTo(sent);
  }

  @ParameterizedTest
  @EnumSource
  void keepsAllOfARuleThatHasAnotherNameNow(Format format) {
    List<SampleFinding> samples = held(format);
    addRuleAndApply(QUIET);
    int sent = updates();
    var moved = new RuleHistory(Set.of(), Map.of("quiet", "silent"), Set.of());
    mend(Mending.APPLY, book(moved, renamed()), "none", 0);
    assertThat(updates()).isEqualTo(sent);
    assertThat(samples)
        .extracting(sample -> state(sample).workflowStatus().orElseThrow())
        .containsOnly("SUPPRESSED");
  }

  /// A rule that is merely gone is no instruction.
  @ParameterizedTest
  @EnumSource
  void keepsAllOfARuleThatIsGoneWithoutAWord(Format format) {
    List<SampleFinding> samples = held(format);
    addRuleAndApply(QUIET);
    mend(Mending.APPLY, book(RuleHistory.NONE, rule("other")), "none", 0);
    assertThat(samples)
        .extracting(sample -> state(sample).workflowStatus().orElseThrow())
        .containsOnly("SUPPRESSED");
  }

  @ParameterizedTest
  @MethodSource("formatsAndMendings")
  void leavesWhatTheOtherOfTwoRulesWants(Format format, Mending mending) {
    List<SampleFinding> samples = held(format);
    List<FindingState> before = samples.stream().map(this::state).toList();
    Rule calm = rule("calm").when(control("S3.9")).decides(suppress());
    addRuleAndApply(QUIET.expires(LAST_DAY), calm);

    clock.set("2026-12-01");
    Shell afterwards = book(RuleHistory.NONE, QUIET.expires(LAST_DAY), calm);
    mend(mending, afterwards, "quiet", 4);
    for (int at = 0; at < samples.size(); at++) {
      assertThat(state(samples.get(at)).workflowStatus()).hasValue("SUPPRESSED");
      assertThat(state(samples.get(at)).severity()).isEqualTo(before.get(at).severity());
    }
    mend(mending, afterwards, "quiet", 0);
    var stopped = new RuleHistory(Set.of(), Map.of(), Set.of("calm"));
    mend(mending, book(stopped, QUIET.expires(LAST_DAY), calm), "calm", 4);
    assertThat(samples).extracting(this::state).isEqualTo(before);
    assertThat(samples)
        .allSatisfy(
            sample ->
                assertThat(Trace.of(findings.now(sample)).map(Trace::held).orElse(Map.of()))
                    .doesNotContainKey(io.quell.update.UpdateField.WORKFLOW_STATUS));
  }

  /// A control that comes and goes would call people each time.
  @ParameterizedTest
  @MethodSource("formatsAndMendings")
  void waitsWhileTheControlPassesAndGivesBackOnceItFailsAgain(Format format, Mending mending) {
    List<SampleFinding> samples = held(format);
    List<FindingState> before = samples.stream().map(this::state).toList();
    addRuleAndApply(QUIET.expires(LAST_DAY));
    SampleFinding passing = samples.getFirst();
    pass(passing, true);

    clock.set("2026-12-01");
    Shell afterwards = book(RuleHistory.NONE, QUIET.expires(LAST_DAY));
    mend(mending, afterwards, "quiet", 3);
    assertThat(state(passing).workflowStatus()).hasValue("SUPPRESSED");
    pass(passing, false);
    mend(mending, afterwards, "quiet", 1);
    assertThat(samples).extracting(this::state).isEqualTo(before);
  }

  private void pass(SampleFinding sample, boolean passes) {
    Map<String, ?> now = findings.now(sample).json();
    findings.hold(
        switch (sample) {
          case OcsfSample _ ->
              new OcsfSample(Map.copyOf(now))
                  .with(passes ? "Pass" : "Fail", "compliance", "status")
                  .with(passes ? 1 : 3, "compliance", "status_id");
          default ->
              new Sample(Map.copyOf(now))
                  .with(passes ? "PASSED" : "FAILED", "Compliance", "Status");
        });
  }
}
