package io.quell.lint;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.FORMAT;
import static io.quell.criteria.Field.Named.REGION;
import static io.quell.criteria.Field.Named.RESOURCE_ID;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.finding.SeverityLabel.MEDIUM;
import static io.quell.lint.LintedRules.LABELS;
import static io.quell.lint.LintedRules.NOT_CRITICAL;
import static io.quell.lint.LintedRules.NOW;
import static io.quell.lint.LintedRules.data;
import static io.quell.lint.LintedRules.holds;
import static io.quell.lint.LintedRules.ids;
import static io.quell.lint.LintedRules.only;
import static io.quell.lint.LintedRules.problems;
import static io.quell.lint.LintedRules.suspending;
import static io.quell.update.Decision.capSeverity;
import static io.quell.update.Decision.confidence;
import static io.quell.update.Decision.note;
import static io.quell.update.Decision.raiseSeverity;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static io.quell.update.Decision.types;
import static io.quell.update.Decision.userDefinedField;
import static io.quell.update.Decision.verificationState;
import static io.quell.update.Decision.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.lint.LintedRules.Data;
import io.quell.lint.problem.Level;
import io.quell.lint.problem.LintProblem;
import io.quell.rule.Rule;
import io.quell.run.RuleEngine;
import io.quell.update.Decision;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Two rules that want different things of one finding.
final class ConflictsTest {
  private static void assertConflict(Decision.Apply first, Decision.Apply second, String values) {
    Criteria asff = control("S3.9").and(FORMAT.is("ASFF")).and(NOT_CRITICAL);
    Data earlier = data("first").when(asff.and(REGION.is("eu-west-1"))).then(first);
    Data later = data("second").when(asff.and(account("111122223333"))).then(second);
    LintProblem problem = only("conflict", problems(earlier, later));
    assertThat(problem.level()).isEqualTo(Level.WARNING);
    assertThat(problem.names()).containsExactly("second", "first");
    assertThat(problem.message())
        .isEqualTo(
            "On one finding, each alone, first and second set %s; second wins, for it is the later."
                .formatted(values));
    assertThat(holds(earlier.criteria().and(later.criteria()), problem)).isTrue();
    assertThat(problems(earlier, later.then(first)))
        .as("the same change")
        .allMatch(LintedRules::isAboutOneWay);
    assertThat(
            problems(earlier, later.when(control("S3.8").and(FORMAT.is("ASFF")).and(NOT_CRITICAL))))
        .allMatch(LintedRules::isAboutOneWay);
    assertThat(problems(earlier.expires("2026-12-31"), later.from("2027-01-01")))
        .as("never on one day")
        .allMatch(LintedRules::isAboutOneWay);
    assertThat(problems(earlier.terminal(), later.when(asff.or(account("111122223333")))))
        .as("meant to win")
        .noneMatch(each -> each.check().id().equals("conflict"));
  }

  @Test
  void findsTwoRulesThatSetOneFieldToDifferentValues() {
    assertConflict(severity(LOW), severity(HIGH), "severity to LOW and to HIGH");
    assertConflict(
        suppress(),
        workflow(WorkflowStatus.NOTIFIED),
        "workflow status to SUPPRESSED and to NOTIFIED");
    assertConflict(confidence(1), confidence(2), "confidence to 1 and to 2");
    assertConflict(types("TTPs/a"), types("TTPs/b"), "types to TTPs/a and to TTPs/b");
    assertConflict(
        userDefinedField("team", "a"),
        userDefinedField("team", "b"),
        "user-defined field team to a and to b");
    assertConflict(
        verificationState(VerificationState.TRUE_POSITIVE),
        verificationState(VerificationState.FALSE_POSITIVE),
        "verification state to TRUE_POSITIVE and to FALSE_POSITIVE");
    assertConflict(
        severity(LOW).and(suppress()),
        severity(MEDIUM).and(suppress()),
        "severity to LOW and to MEDIUM");
  }

  @Test
  void comparesWhatRelativeChangesComeTo() {
    Data cap = data("cap").when(control("S3.9")).then(capSeverity(MEDIUM));
    Data raise = data("raise").when(resourceTag("data", "restricted")).then(raiseSeverity(1));
    LintProblem problem = only("conflict", problems(cap, raise));
    assertThat(problem.level()).isEqualTo(Level.NOTE);
    assertThat(problem.message()).contains("together, in this order, they leave ");
    Finding example = problem.example().orElseThrow();
    var first =
        new RuleEngine(List.of(cap.rule()), Clock.fixed(NOW, ZoneOffset.UTC)).evaluate(example);
    var second =
        new RuleEngine(List.of(raise.rule()), Clock.fixed(NOW, ZoneOffset.UTC)).evaluate(example);
    assertThat(first.update().severity()).isPresent().isNotEqualTo(second.update().severity());
    assertThat(
            problems(
                cap,
                data("low")
                    .when(resourceTag("data", "public").and(SEVERITY.is(LOW)))
                    .then(raiseSeverity(1))))
        .as("where the cap does nothing")
        .isEmpty();
  }

  /// What comes later and is about less is an exception: only so it makes sense.
  @Test
  void notesAnException() {
    Data all = data("all").then(severity(LOW));
    Data some = data("some").when(all.criteria().and(account("111122223333"))).then(severity(HIGH));
    LintProblem problem = only("conflict", problems(all, some));
    assertThat(problem.level()).isEqualTo(Level.NOTE);
    assertThat(problem.message()).endsWith("and about some of the other's findings alone.");
    assertThat(problem.advice()).startsWith("Nothing, if this order is meant");
    assertThat(only("redundant", problems(some, all)).level()).isEqualTo(Level.WARNING);
  }

  @Test
  void notesTwoNotes() {
    Data first = data("first").then(suppress().and(note("One.")));
    Data second = data("second").when(account("111122223333").and(NOT_CRITICAL));
    LintProblem problem =
        only("conflict", problems(first, second.then(suppress().and(note("Two.")))));
    assertThat(problem.level()).isEqualTo(Level.NOTE);
    assertThat(problem.message()).contains("set note to 'One.' and to 'Two.'");
    assertThat(problems(first, second.then(suppress().and(note("One."))))).isEmpty();
    assertThat(
            only(
                    "conflict",
                    problems(
                        first.then(severity(LOW).and(note("One."))),
                        second.then(severity(HIGH).and(note("Two.")))))
                .level())
        .as("beside something else")
        .isEqualTo(Level.WARNING);
  }

  @Test
  void findsNoConflictBetweenRulesThatWantTheSame() {
    Data first = data("first").then(severity(LOW));
    Data second = data("second").when(account("111122223333"));
    assertThat(problems(first, second.then(severity(LOW)))).isEmpty();
    assertThat(problems(first.then(capSeverity(LOW)), second.then(capSeverity(LOW)))).isEmpty();
    assertThat(problems(first.then(raiseSeverity(1)), second.then(raiseSeverity(1)))).isEmpty();
  }

  @Test
  void notesWhatImportedRulesHaveBroughtAlong() {
    Data first = data("first").then(severity(LOW)).importedFrom("a tool");
    Data second =
        data("second").when(account("111122223333")).then(severity(HIGH)).importedFrom("a tool");
    LintProblem problem = only("conflict", problems(first, second));
    assertThat(problem.level()).isEqualTo(Level.NOTE);
    assertThat(problem.message()).endsWith("It was so in a tool, which they are imported from.");
    assertThat(only("conflict", problems(first, second.importedFrom("another"))).level())
        .as("nobody has decided on the order")
        .isEqualTo(Level.WARNING);
  }

  @Test
  void leavesRulesAloneThatDoNotRun() {
    Data first = data("first").then(severity(LOW));
    Data second = data("second").when(account("111122223333")).then(severity(HIGH));
    assertThat(ids(problems(first, second))).containsExactly("conflict");
    assertThat(problems(suspending("first", List.of(first.rule(), second.rule())))).isEmpty();
    assertThat(problems(suspending("second", List.of(first.rule(), second.rule())))).isEmpty();
    assertThat(ids(problems(first.expires("2026-11-19"), second))).containsExactly("expired");
    assertThat(ids(problems(first, second.expires("2026-11-19")))).containsExactly("expired");
  }

  /// Notes, of which there may be many, do not take the place of warnings.
  @Test
  void tellsWarningsAfterManyNotes() {
    List<Rule> rules = new ArrayList<>();
    rules.add(data("first").then(severity(LOW)).importedFrom("a tool").rule());
    for (int at = 0; at < 15; at++) {
      rules.add(
          data("r" + at)
              .when(resourceTag("t" + at, "x"))
              .then(severity(HIGH))
              .importedFrom("a tool")
              .rule());
    }
    rules.add(data("own").when(account("111122223333")).then(severity(MEDIUM)).rule());
    assertThat(problems(rules.toArray(Rule[]::new)))
        .filteredOn(each -> each.level() == Level.WARNING)
        .anySatisfy(each -> assertThat(each.names()).containsExactly("own", "first"));
  }

  @Test
  void notesRulesThatMeetOnFindingsOfSeveralResourcesOnly() {
    Data dev =
        data("dev").then(severity(LOW)).when(control("S3.9").and(resourceTag("stage", "dev")));
    Data prod =
        data("prod").then(severity(HIGH)).when(control("S3.9").and(resourceTag("stage", "prod")));
    LintProblem problem = only("conflict-across-resources", problems(dev, prod));
    assertThat(problem.level()).isEqualTo(Level.NOTE);
    assertThat(problem.example().orElseThrow().resources()).hasSize(2);
    assertThat(
            problems(
                dev, prod.when(control("S3.9").and(onEveryResource(resourceTag("stage", "prod"))))))
        .isEmpty();
  }

  @Test
  void takesTwoIdsForTwoResourcesAndNotForTheNamesOfOne() {
    Criteria ocsf = FORMAT.is("OCSF");
    Data first = data("first").then(severity(LOW)).when(ocsf.and(RESOURCE_ID.is("i-1")));
    Data second = data("second").then(severity(HIGH)).when(ocsf.and(RESOURCE_ID.is("i-2")));
    LintProblem problem = only("conflict-across-resources", problems(first, second));
    assertThat(problem.example().orElseThrow().resources()).hasSize(2);
    LintProblem ofOne =
        only(
            "conflict",
            problems(
                first.when(ocsf.and(RESOURCE_ID.startsWith("i-"))),
                second.when(ocsf.and(RESOURCE_ID.endsWith("-1")))));
    assertThat(ofOne.example().orElseThrow().resources()).hasSize(1);
  }

  @Test
  void runsRulesThatAreCode() {
    Data first = data("first").then(severity(LOW));
    Data second = data("second").then(severity(HIGH));
    assertThat(ids(problems(first.rule(), second.code(_ -> severity(HIGH)))))
        .containsExactly("conflict");
    assertThat(problems(first.rule(), second.code(_ -> severity(LOW)))).isEmpty();
    assertThat(problems(first.rule(), second.code(_ -> Decision.noMatch()))).isEmpty();
  }

  @Test
  void findsNoConflictInDifferentFields() {
    assertThat(problems(data("first"), data("second").then(severity(LOW)))).isEmpty();
    Data tagged = data("first").when(FORMAT.is("ASFF"));
    assertThat(
            problems(
                    tagged.then(userDefinedField("a", "1")),
                    tagged
                        .then(userDefinedField("b", "2"))
                        .when(FORMAT.is("ASFF").and(control("S3.1"))))
                .stream()
                .filter(each -> each.check().id().equals("conflict")))
        .isEmpty();
  }

  @Test
  void saysHowManyPairsItDidNotLookAt() {
    Rule[] rules =
        IntStream.range(0, 30)
            .mapToObj(
                at ->
                    data("r" + at)
                        .when(resourceTag("t" + at, "x"))
                        .then(severity(LABELS.get(at % LABELS.size())))
                        .rule())
            .toArray(Rule[]::new);
    List<LintProblem> problems = problems(rules);
    assertThat(problems)
        .filteredOn(each -> each.check().id().equals("not-decided"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.message())
                    .contains("of one rule the first 10 conflicts of a level are told"));
    assertThat(problems)
        .filteredOn(each -> each.check().id().equals("conflict"))
        .hasSizeGreaterThan(100);
  }
}
