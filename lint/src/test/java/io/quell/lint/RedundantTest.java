package io.quell.lint;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.anyOf;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.CONTROL;
import static io.quell.criteria.Field.Named.FORMAT;
import static io.quell.criteria.Field.Named.REGION;
import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.finding.SeverityLabel.MEDIUM;
import static io.quell.lint.LintedRules.NOT_CRITICAL;
import static io.quell.lint.LintedRules.data;
import static io.quell.lint.LintedRules.holds;
import static io.quell.lint.LintedRules.ids;
import static io.quell.lint.LintedRules.problems;
import static io.quell.lint.LintedRules.suspending;
import static io.quell.update.Decision.capSeverity;
import static io.quell.update.Decision.confidence;
import static io.quell.update.Decision.note;
import static io.quell.update.Decision.raiseSeverity;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static io.quell.update.Decision.userDefinedField;
import static io.quell.update.Decision.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.finding.WorkflowStatus;
import io.quell.lint.LintedRules.Data;
import io.quell.lint.problem.Level;
import io.quell.lint.problem.LintProblem;
import io.quell.rule.Rule;
import io.quell.update.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rules without which the book would do the same.
final class RedundantTest {
  private static final Criteria S3 = control("S3.9").and(NOT_CRITICAL);
  private static final Criteria SOME = S3.and(account("111122223333"));

  private static List<LintProblem> redundant(Data... rules) {
    return redundant(problems(rules));
  }

  private static List<LintProblem> redundant(List<LintProblem> problems) {
    return problems.stream().filter(problem -> problem.check().id().equals("redundant")).toList();
  }

  private static LintProblem only(Data... rules) {
    List<LintProblem> found = redundant(rules);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static Data rule(String id, Criteria when, Decision.Apply then) {
    return data(id).when(when).then(then);
  }

  // Twins

  @Test
  void findsTwins() {
    LintProblem problem = only(data("one"), data("two"));
    assertThat(problem.names()).containsExactly("one", "two");
    assertThat(problem.level()).isEqualTo(Level.WARNING);
    assertThat(problem.message())
        .isEqualTo(
            "It does nothing: it and two are twins, which match the same findings and set workflow"
                + " status to the same.");
    assertThat(holds(S3, problem)).isTrue();
    assertThat(ids(problems(data("one"), data("two")))).containsExactly("redundant");
  }

  @Test
  void findsTwinsThatAreWrittenInAnotherWay() {
    assertThat(
            redundant(
                rule("one", control("S3.9", "S3.1").and(NOT_CRITICAL), suppress()),
                rule(
                    "two",
                    not(not(NOT_CRITICAL).or(not(anyOf(control("S3.1"), CONTROL.is("S3.9"))))),
                    suppress())))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("twins"));
  }

  @Test
  void takesANoteForNoDifference() {
    assertThat(
            only(
                    rule("one", S3, suppress().and(note("One."))),
                    rule("two", S3, suppress().and(note("Two."))))
                .message())
        .contains("twins");
    assertThat(only(rule("one", S3, suppress().and(note("One."))), data("two")).names())
        .containsExactly("one", "two");
    assertThat(
            redundant(rule("one", S3, note("One.")), rule("two", S3, suppress().and(note("Two.")))))
        .as("a note that is all there is, and another takes its place")
        .hasSize(1);
    assertThat(redundant(rule("one", S3, note("One.")), rule("two", SOME, note("Two.")))).isEmpty();
    assertThat(redundant(rule("one", S3, note("One.")), rule("two", S3, suppress()))).isEmpty();
  }

  @Test
  void takesCardsForNoDifference() {
    assertThat(redundant(data("one"), data("two").because("Another reason.").agreedIn("X-2")))
        .hasSize(1);
  }

  @Test
  void seesTwinsThatAddUp() {
    assertThat(redundant(rule("one", S3, raiseSeverity(1)), rule("two", S3, raiseSeverity(1))))
        .isEmpty();
    assertThat(redundant(rule("one", S3, capSeverity(LOW)), rule("two", S3, capSeverity(LOW))))
        .hasSize(1);
    assertThat(
            redundant(
                rule("one", S3, capSeverity(LOW)),
                rule("between", S3, raiseSeverity(1)),
                rule("two", S3, capSeverity(LOW))))
        .isEmpty();
  }

  // Overwritten

  @Test
  void findsARuleThatALaterOneOverwrites() {
    LintProblem problem = only(rule("some", SOME, severity(LOW)), rule("all", S3, severity(HIGH)));
    assertThat(problem.names()).containsExactly("some", "all");
    assertThat(problem.message())
        .isEqualTo("It does nothing: wherever it matches, all, a later rule, sets severity anew.");
    assertThat(redundant(rule("all", S3, severity(HIGH)), rule("some", SOME, severity(LOW))))
        .isEmpty();
    assertThat(redundant(rule("some", SOME, severity(LOW)), rule("all", S3, suppress()))).isEmpty();
    assertThat(redundant(rule("some", SOME, severity(LOW)), rule("all", S3, capSeverity(HIGH))))
        .isEmpty();
    assertThat(redundant(rule("some", SOME, raiseSeverity(1)), rule("all", S3, severity(HIGH))))
        .hasSize(1);
    assertThat(redundant(rule("some", SOME, capSeverity(HIGH)), rule("all", S3, capSeverity(LOW))))
        .hasSize(1);
    assertThat(redundant(rule("some", SOME, capSeverity(LOW)), rule("all", S3, capSeverity(HIGH))))
        .isEmpty();
  }

  @Test
  void wantsEachFieldOverwritten() {
    Data both = rule("both", SOME, severity(LOW).and(workflow(WorkflowStatus.NOTIFIED)));
    Data severity = rule("severity", S3, severity(HIGH));
    Data status = rule("status", S3, suppress());
    assertThat(redundant(both, severity)).isEmpty();
    assertThat(redundant(both, status)).isEmpty();
    LintProblem problem = only(both, severity, status);
    assertThat(problem.names()).containsExactly("both", "severity", "status");
    assertThat(problem.message())
        .isEqualTo(
            "It does nothing: wherever it matches, the later rules severity, status set severity"
                + " and workflow status anew.");
    Data last = rule("last", S3, severity(HIGH).and(suppress()));
    assertThat(redundant(both, severity, last).getFirst().names())
        .as("better one than several")
        .containsExactly("both", "last");
  }

  @Test
  void findsRulesThatOverwriteByTurns() {
    Data some = rule("some", SOME, severity(LOW));
    Data west = rule("west", REGION.is("eu-west-1"), severity(HIGH));
    Data other = rule("other", not(REGION.is("eu-west-1")), severity(MEDIUM));
    Data north = rule("north", REGION.is("eu-north-1"), severity(MEDIUM));
    assertThat(redundant(some, west, north, other).getFirst().names())
        .containsExactly("some", "west", "other");
    assertThat(redundant(some, west, north)).isEmpty();
  }

  @Test
  void countsTheFieldsThatAFormatHas() {
    Criteria asff = S3.and(FORMAT.is("ASFF"));
    Decision.Apply two = severity(LOW).and(confidence(5));
    assertThat(redundant(rule("one", asff, two), rule("two", S3, severity(HIGH)))).isEmpty();
    assertThat(
            redundant(rule("one", S3.and(FORMAT.is("OCSF")), two), rule("two", S3, severity(HIGH))))
        .as("OCSF has no confidence")
        .hasSize(1);
    assertThat(
            redundant(
                rule("one", asff, userDefinedField("a", "1")),
                rule("two", asff, userDefinedField("b", "1"))))
        .isEmpty();
    assertThat(
            redundant(
                rule("one", asff, userDefinedField("a", "1")),
                rule("two", asff, userDefinedField("a", "2"))))
        .hasSize(1);
  }

  @Test
  void knowsWhatOverwritesCode() {
    Data all = rule("all", S3, severity(HIGH));
    Rule code = rule("code", SOME, severity(LOW)).code(_ -> severity(LOW));
    assertThat(redundant(problems(code, all.rule()))).hasSize(1);
    assertThat(
            redundant(
                problems(rule("some", SOME, severity(LOW)).rule(), all.code(_ -> severity(HIGH)))))
        .as("code may decline")
        .isEmpty();
  }

  // Set already

  @Test
  void findsARuleThatSetsWhatIsSetAlready() {
    LintProblem problem = only(rule("all", S3, suppress()), rule("some", SOME, suppress()));
    assertThat(problem.names()).containsExactly("some", "all");
    assertThat(problem.message())
        .isEqualTo(
            "It does nothing: wherever it matches, all, an earlier rule, has set workflow status to"
                + " the same already.");
    Data low = rule("all", S3, severity(LOW));
    assertThat(redundant(low, rule("some", SOME, capSeverity(MEDIUM)))).hasSize(1);
    assertThat(redundant(low, rule("some", SOME, severity(LOW).and(suppress())))).isEmpty();
    assertThat(
            redundant(
                low,
                rule("between", account("111122223333"), severity(HIGH)),
                rule("some", SOME, severity(LOW))))
        .as("set to something else in between")
        .isEmpty();
    assertThat(
            redundant(
                low,
                rule("between", control("S3.1"), severity(HIGH)),
                rule("some", SOME, severity(LOW))))
        .as("something else in between, on other findings")
        .hasSize(1);
  }

  // Order, terminal rules, and when they run

  @Test
  void seesWhatTerminalRulesDo() {
    Data some = rule("some", SOME, severity(LOW));
    Data all = rule("all", S3, severity(HIGH));
    assertThat(redundant(some.terminal(), all)).as("it keeps the other away").isEmpty();
    assertThat(redundant(some, all.terminal())).hasSize(1);
    Data end = rule("end", REGION.is("eu-west-1").and(NOT_CRITICAL), suppress()).terminal();
    assertThat(redundant(some, end, all)).as("where it ends, the first stands").isEmpty();
    assertThat(redundant(end, some, all)).hasSize(1);
    assertThat(redundant(some, all, end)).hasSize(1);
    assertThat(redundant(some, end.when(product("aws/macie").and(NOT_CRITICAL)), all)).hasSize(1);
    assertThat(redundant(some, end.expires("2026-11-01"), all)).hasSize(1);
    assertThat(ids(problems(all.terminal(), rule("some", SOME, severity(HIGH)))))
        .containsExactly("always-hidden");
  }

  @Test
  void seesWhenRulesAreInForce() {
    Data one = data("one");
    Data two = data("two");
    assertThat(redundant(one, two.expires("2027-06-30"), data("x").when(resourceTag("a", "b"))))
        .as("the shorter is the one without need")
        .singleElement()
        .satisfies(problem -> assertThat(problem.names()).containsExactly("two", "one"));
    assertThat(redundant(one.expires("2027-06-30"), two.from("2027-01-01"))).isEmpty();
    assertThat(redundant(one.expires("2026-11-01"), two)).as("past").isEmpty();
    assertThat(redundant(one, two.expires("2026-11-01"))).as("past").isEmpty();
    for (String id : List.of("one", "two")) {
      assertThat(problems(suspending(id, List.of(one.rule(), two.rule())))).isEmpty();
    }
  }

  @Test
  void saysOfSeveralTwinsEachOnce() {
    assertThat(redundant(data("one"), data("two"), data("three")))
        .extracting(problem -> problem.names().getFirst())
        .containsExactly("one", "two");
  }

  @Test
  void notesWhatWasImported() {
    LintProblem problem =
        only(data("one").importedFrom("a tool"), data("two").importedFrom("a tool"));
    assertThat(problem.level()).isEqualTo(Level.NOTE);
    assertThat(only(data("one").importedFrom("a tool"), data("two")).level())
        .isEqualTo(Level.WARNING);
  }
}
