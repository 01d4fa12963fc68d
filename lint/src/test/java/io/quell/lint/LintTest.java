package io.quell.lint;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.allOf;
import static io.quell.criteria.Criteria.anyOf;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Criteria.userDefinedField;
import static io.quell.criteria.Field.Named.CONFIDENCE;
import static io.quell.criteria.Field.Named.FORMAT;
import static io.quell.criteria.Field.Named.RESOURCE_ID;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.STANDARD;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.finding.SeverityLabel.HIGH;
import static io.quell.finding.SeverityLabel.LOW;
import static io.quell.finding.SeverityLabel.MEDIUM;
import static io.quell.testing.Findings.finding;
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

import io.quell.book.Book;
import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.lint.book.Corpus;
import io.quell.lint.book.LintOptions;
import io.quell.lint.detectors.Detector;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.Level;
import io.quell.lint.problem.LintProblem;
import io.quell.rule.Card;
import io.quell.rule.CardBuilder;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.run.RuleEngine;
import io.quell.testing.SampleRule;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// For each check the smallest book with the problem, and the same book without.
final class LintTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final List<SeverityLabel> LABELS = List.of(SeverityLabel.values());
  private static final LintOptions OPTIONS = LintOptions.at(Clock.fixed(NOW, ZoneOffset.UTC));
  private static final Criteria NOT_CRITICAL = not(SEVERITY.is(CRITICAL));

  /// A rule that is data: by itself there is nothing wrong with it.
  private record Data(Card card, Criteria criteria, Decision.Apply then) {
    static Data data(String id) {
      CardBuilder card =
          SampleRule.rule(id).because("A reason that says why.").card().toBuilder().ticket("SEC-1");
      return new Data(card.build(), control("S3.9").and(NOT_CRITICAL), suppress())
          .expires("2027-12-31");
    }

    Data when(Criteria other) {
      return new Data(card, other, then);
    }

    Data then(Decision.Apply other) {
      return new Data(card, criteria, other);
    }

    private Data with(CardBuilder other) {
      return new Data(other.build(), criteria, then);
    }

    Data because(String reason) {
      return with(card.toBuilder().reason(reason));
    }

    Data agreedIn(@Nullable String ticket) {
      return with(card.toBuilder().ticket(ticket));
    }

    Data from(String day) {
      return with(card.toBuilder().from(LocalDate.parse(day)));
    }

    Data expires(@Nullable String day) {
      return with(card.toBuilder().expires(day == null ? null : LocalDate.parse(day)));
    }

    Data terminal() {
      return with(card.toBuilder().terminal(true));
    }

    Data evenCritical() {
      return with(card.toBuilder().suppressesCritical(true));
    }

    Rule rule() {
      return new FixedRule(sample().card(), criteria, then);
    }

    /// The same rule with code of its own for its decision.
    Rule code(Function<Finding, Decision> code) {
      return sample().decides(code);
    }

    private SampleRule sample() {
      Set<Change> changes = EnumSet.noneOf(Change.class);
      then.actions().forEach(action -> changes.add(action.change()));
      return SampleRule.rule(card.id())
          .with(card.toBuilder().changes(changes).build())
          .when(criteria);
    }
  }

  private static Data data(String id) {
    return Data.data(id);
  }

  private static List<LintProblem> problems(Rule... rules) {
    return Lint.problems(List.of(rules), OPTIONS);
  }

  private static List<LintProblem> problems(Data... rules) {
    return problems(Arrays.stream(rules).map(Data::rule).toArray(Rule[]::new));
  }

  private static List<String> ids(List<LintProblem> problems) {
    return problems.stream().map(problem -> problem.check().id()).toList();
  }

  /// Beside what is only said of changes that stay.
  private static LintProblem only(String check, List<LintProblem> problems) {
    List<LintProblem> others =
        problems.stream()
            .filter(problem -> check.equals("one-way") || !isAboutOneWay(problem))
            .toList();
    assertThat(ids(others)).containsExactly(check);
    return others.getFirst();
  }

  private static boolean isAboutOneWay(LintProblem problem) {
    return problem.check().id().equals("one-way");
  }

  private static boolean holds(Criteria criteria, LintProblem problem) {
    return criteria.holds(EvaluationContext.of(problem.example().orElseThrow(), NOW));
  }

  @Test
  void hasNothingToSayOfARuleThatIsAsItShouldBe() {
    assertThat(problems(data("a"))).isEmpty();
    assertThat(problems(new Rule[0])).isEmpty();
  }

  // A rule that cannot be read

  @Test
  void findsARuleWithoutACard() {
    Rule broken =
        new Rule() {
          @Override
          public Criteria when() {
            return control("S3.9");
          }

          @Override
          public Decision decide(Finding finding) {
            return suppress();
          }
        };
    LintProblem problem = only("broken-rule", problems(broken, data("a").rule()));
    assertThat(problem.message()).contains("has no @RuleCard");
    assertThat(problem.level()).isEqualTo(Level.ERROR);
  }

  // Ids

  @Test
  void findsAnIdThatIsUsedTwice() {
    LintProblem problem = only("id-reused", problems(data("a"), data("a")));
    assertThat(problem.message())
        .isEqualTo("The id a is also that of FixedRule, rule 1 of the book.");
    assertThat(problems(data("a"), data("b"))).isEmpty();
  }

  // Criteria that never hold

  @Test
  void findsCriteriaThatNeverHold() {
    LintProblem problem =
        only("never-matches", problems(data("a").when(control("S3.9").and(control("EC2.1")))));
    assertThat(problem.message())
        .isEqualTo(
            "No finding can ever meet the criteria: control is S3.9 and control is EC2.1 exclude"
                + " each other.");
    assertThat(problem.level()).isEqualTo(Level.ERROR);
    assertThat(problems(data("a").when(control("S3.9", "EC2.1").and(NOT_CRITICAL)))).isEmpty();
  }

  @Test
  void findsAControlOfAnotherProduct() {
    assertThat(
            only(
                    "never-matches",
                    problems(data("a").when(control("S3.9").and(product("aws/guardduty")))))
                .message())
        .contains("only aws/securityhub has controls");
    assertThat(
            problems(
                data("a").when(control("S3.9").and(product("aws/securityhub")).and(NOT_CRITICAL))))
        .isEmpty();
  }

  @Test
  void findsAnEmptyRange() {
    Criteria range = CONFIDENCE.isAtLeast(60).and(CONFIDENCE.isLessThan(60));
    assertThat(only("never-matches", problems(data("a").when(range))).message())
        .contains("confidence is at least 60 and confidence is less than 60 exclude each other");
    assertThat(problems(data("a").when(CONFIDENCE.isBetween(60, 60).and(NOT_CRITICAL)))).isEmpty();
  }

  @Test
  void findsAValueThatDoesNotExist() {
    assertThat(only("never-matches", problems(data("a").when(SEVERITY.is("URGENT")))).message())
        .contains(
            "severity is URGENT, but it can only be one of INFORMATIONAL, LOW, MEDIUM, HIGH,"
                + " CRITICAL");
    assertThat(problems(data("a").when(SEVERITY.is("HIGH")))).isEmpty();
  }

  @Test
  void saysWhereItDoesNotKnow() {
    Criteria twice = TITLE.matches("(.+)\\1").and(TITLE.endsWith("!?")).and(NOT_CRITICAL);
    assertThat(ids(problems(data("a").when(twice)))).containsExactly("not-decided");
    assertThat(problems(data("a").when(TITLE.endsWith("!?").and(NOT_CRITICAL)))).isEmpty();
  }

  // Terminal rules

  @Test
  void findsARuleThatAnEarlierTerminalRuleHides() {
    Data terminal = data("first").when(product("aws/securityhub").and(NOT_CRITICAL)).terminal();
    LintProblem problem = only("always-hidden", problems(terminal, data("second")));
    assertThat(problem.names()).containsExactly("second", "first");
    assertThat(holds(control("S3.9"), problem)).isTrue();
    assertThat(problems(data("second"), terminal)).isEmpty();
    assertThat(problems(terminal.when(account("111122223333").and(NOT_CRITICAL)), data("second")))
        .isEmpty();
    assertThat(problems(data("first").when(terminal.criteria()), data("second"))).isEmpty();
  }

  @Test
  void findsARuleThatTerminalRulesHideTogether() {
    Data even = data("low").when(SEVERITY.is("LOW", "MEDIUM", "INFORMATIONAL")).terminal();
    Data odd = data("high").when(SEVERITY.is("HIGH")).terminal();
    Data second = data("second").when(control("S3.9").and(SEVERITY.isPresent()).and(NOT_CRITICAL));
    assertThat(only("always-hidden", problems(even, odd, second)).names())
        .containsExactly("second", "low", "high");
    assertThat(problems(even, odd.when(SEVERITY.is("HIGH").and(account("111122223333"))), second))
        .isEmpty();
    assertThat(problems(even, odd, data("second"))).as("a finding may have no severity").isEmpty();
  }

  @Test
  void seesThatATerminalRuleIsNotAlwaysInForce() {
    Data terminal = data("first").when(product("aws/securityhub").and(NOT_CRITICAL)).terminal();
    assertThat(problems(terminal.expires("2027-06-30"), data("second"))).isEmpty();
    assertThat(problems(terminal.from("2027-01-01"), data("second"))).isEmpty();
    assertThat(ids(problems(terminal.from("2027-01-01"), data("second").from("2027-02-01"))))
        .containsExactly("always-hidden");
  }

  @Test
  void seesThatATerminalRulesCodeDeclines() {
    Data first = data("first").when(product("aws/securityhub").and(NOT_CRITICAL)).terminal();
    assertThat(problems(first.code(_ -> Decision.noMatch()), data("second").rule())).isEmpty();
    assertThat(
            problems(
                first.code(
                    finding -> finding.format() == Format.ASFF ? suppress() : Decision.noMatch()),
                data("second").rule()))
        .isEmpty();
    assertThat(
            only("always-hidden", problems(first.code(_ -> suppress()), data("second").rule()))
                .message())
        .contains("its code declined none of the findings tried");
  }

  // CRITICAL

  @Test
  void findsSuppressionOfCriticalWithoutAllowance() {
    LintProblem problem = only("suppresses-critical", problems(data("a").when(control("S3.9"))));
    assertThat(problem.level()).isEqualTo(Level.ERROR);
    assertThat(holds(control("S3.9").and(SEVERITY.is(CRITICAL)), problem)).isTrue();
    assertThat(problems(data("a").when(control("S3.9")).evenCritical())).isEmpty();
    assertThat(problems(data("a").when(control("S3.9").and(SEVERITY.is(LOW, MEDIUM))))).isEmpty();
    assertThat(problems(data("a").when(control("S3.9")).then(severity(LOW)))).isEmpty();
  }

  @Test
  void seesThatARulesCodeSparesCritical() {
    Data rule = data("a").when(control("S3.9"));
    assertThat(
            problems(
                rule.code(
                    finding ->
                        finding.severity().equals(Optional.of(CRITICAL))
                            ? Decision.noMatch()
                            : suppress())))
        .isEmpty();
    assertThat(ids(problems(rule.code(_ -> suppress())))).containsExactly("suppresses-critical");
  }

  // Formats

  static List<Criteria> ofAsffAlone() {
    Criteria asff = FORMAT.is("ASFF");
    return List.of(
        asff,
        FORMAT.is(Format.ASFF),
        FORMAT.isIgnoringCase("asff"),
        asff.and(control("S3.9")),
        control("S3.9").and(asff.and(resourceTag("a", "b"))),
        asff.and(anyOf(control("S3.9"), control("S3.8"))),
        anyOf(asff.and(control("S3.9")), asff.and(control("S3.8"))),
        not(FORMAT.is("OCSF")),
        control("S3.9").unless(FORMAT.is("OCSF")),
        not(not(asff)),
        not(anyOf(FORMAT.is("OCSF"), control("S3.9"))),
        onOneResource(asff, resourceTag("a", "b")),
        userDefinedField("ticket").isPresent());
  }

  static List<Criteria> ofOcsfToo() {
    return List.of(
        allOf(),
        control("S3.9"),
        FORMAT.is("OCSF"),
        FORMAT.is("ASFF", "OCSF"),
        FORMAT.isPresent(),
        FORMAT.is("ASFF").or(control("S3.9")),
        not(FORMAT.is("ASFF")),
        not(FORMAT.is("OCSF").and(control("S3.9"))),
        control("S3.9").unless(FORMAT.is("ASFF")),
        not(onOneResource(FORMAT.is("OCSF"))));
  }

  @ParameterizedTest
  @MethodSource("ofAsffAlone")
  void hasNothingToSayOfARuleForOneFormatThatChangesWhatTheFormatHas(Criteria criteria) {
    assertThat(problems(data("a").then(confidence(10)).when(criteria)))
        .allMatch(LintTest::isAboutOneWay);
  }

  @ParameterizedTest
  @MethodSource("ofOcsfToo")
  void findsARuleForOcsfThatChangesWhatOcsfDoesNotHave(Criteria criteria) {
    LintProblem problem =
        only("format-lacks-change", problems(data("a").then(confidence(10)).when(criteria)));
    assertThat(problem.message()).isEqualTo("It changes CONFIDENCE, which OCSF does not have.");
    assertThat(problem.advice()).contains("FORMAT.is(\"ASFF\")");
    assertThat(problem.example())
        .hasValueSatisfying(example -> assertThat(example.format()).isEqualTo(Format.OCSF));
  }

  @ParameterizedTest
  @EnumSource
  void findsEveryChangeThatAFormatLacks(Change change) {
    for (Format format : Format.values()) {
      Rule rule =
          SampleRule.rule("a")
              .with(data("a").card().toBuilder().changes(change).build())
              .when(FORMAT.is(format).and(NOT_CRITICAL));
      assertThat(ids(problems(rule).stream().filter(each -> !isAboutOneWay(each)).toList()))
          .isEqualTo(change.isExpressibleIn(format) ? List.of() : List.of("format-lacks-change"));
    }
  }

  // Conflicts

  private static void assertConflict(Decision.Apply first, Decision.Apply second, String values) {
    Criteria asff = control("S3.9").and(FORMAT.is("ASFF")).and(NOT_CRITICAL);
    Data earlier = data("first").when(asff).then(first);
    Data later = data("second").when(asff.and(account("111122223333"))).then(second);
    LintProblem problem = only("conflict", problems(earlier, later));
    assertThat(problem.names()).containsExactly("second", "first");
    assertThat(problem.message())
        .isEqualTo(
            "On one finding, each alone, first and second set %s; second wins, for it is the later."
                .formatted(values));
    assertThat(holds(earlier.criteria().and(later.criteria()), problem)).isTrue();
    assertThat(problems(earlier, later.then(first)))
        .as("the same change")
        .allMatch(LintTest::isAboutOneWay);
    assertThat(
            problems(earlier, later.when(control("S3.8").and(FORMAT.is("ASFF")).and(NOT_CRITICAL))))
        .allMatch(LintTest::isAboutOneWay);
    assertThat(problems(earlier.expires("2026-12-31"), later.from("2027-01-01")))
        .as("never on one day")
        .allMatch(LintTest::isAboutOneWay);
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
    assertConflict(note("One."), note("Two."), "note to 'One.' and to 'Two.'");
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
                assertThat(each.message()).contains("of one rule the first 10 conflicts are told"));
    assertThat(problems)
        .filteredOn(each -> each.check().id().equals("conflict"))
        .hasSizeGreaterThan(100);
  }

  // Changes that stay

  @Test
  void notesWhatStaysWhereAProviderGivesNothing() {
    Criteria asff = control("S3.9").and(FORMAT.is("ASFF"));
    assertThat(
            List.of(
                data("a").when(asff).then(confidence(10)),
                data("a").when(asff).then(Decision.criticality(9)),
                data("a").when(asff).then(types("TTPs/a")),
                data("a").when(asff).then(userDefinedField("team", "a")),
                data("a").when(asff).then(Decision.productSeverity(3.5)),
                data("a").when(asff).then(Decision.relatedFinding("id", "arn"))))
        .allSatisfy(
            rule -> {
              LintProblem problem = only("one-way", problems(rule));
              assertThat(problem.level()).isEqualTo(Level.NOTE);
              assertThat(problem.message()).contains("stays on a finding");
            });
    assertThat(
            List.of(
                data("a").when(asff).then(severity(HIGH)),
                data("a").when(asff.and(NOT_CRITICAL)),
                data("a").when(asff).then(verificationState(VerificationState.TRUE_POSITIVE))))
        .allSatisfy(rule -> assertThat(problems(rule)).isEmpty());
  }

  /// No rule meets what another has set, so that tests of such fields are no problem.
  @Test
  void findsNothingWhereARuleTestsWhatAnotherSets() {
    Criteria asff = control("S3.9").and(FORMAT.is("ASFF")).and(NOT_CRITICAL);
    Data sets = data("sets").when(asff).then(confidence(10));
    Data tests = data("tests").when(asff.and(CONFIDENCE.isLessThan(50))).then(severity(LOW));
    assertThat(ids(problems(sets, tests))).containsExactly("one-way");
  }

  // Cards

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noise",
        "TODO: ask why this is so",
        "To be changed, TBD.",
        "sample RULE a",
        "This is a placeholder reason."
      })
  void findsAReasonThatIsNone(String reason) {
    assertThat(only("card-incomplete", problems(data("a").because(reason))).level())
        .isEqualTo(Level.WARNING);
  }

  @Test
  void takesAReasonThatIsOne() {
    assertThat(problems(data("a").because("Done by the pipeline."))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({",SEC-1,a last day", "2027-12-31,,a ticket", ",,a last day and a ticket"})
  void notesASuppressionThatNobodyLooksAtAgain(
      @Nullable String expires, @Nullable String ticket, String missing) {
    LintProblem problem = only("open-ended", problems(data("a").expires(expires).agreedIn(ticket)));
    assertThat(problem.message())
        .isEqualTo("It suppresses findings, and its card lacks %s.".formatted(missing));
    assertThat(problem.level()).isEqualTo(Level.NOTE);
    assertThat(problems(data("a").expires(expires).agreedIn(ticket).then(severity(LOW)))).isEmpty();
  }

  @Test
  void findsAnExpiredRule() {
    assertThat(only("expired", problems(data("a").expires("2026-11-19"))).message())
        .contains("2026-11-19");
    assertThat(ids(problems(data("a").expires("2026-11-20")))).doesNotContain("expired");
  }

  @ParameterizedTest
  @CsvSource({"2026-11-20,today", "2026-11-21,tomorrow", "2026-12-20,in 30 days"})
  void notesARuleThatExpiresSoon(String day, String when) {
    LintProblem problem = only("expires-soon", problems(data("a").expires(day)));
    assertThat(problem.message()).isEqualTo("Its last day is %s, %s.".formatted(day, when));
    assertThat(problems(data("a").expires("2026-12-21"))).isEmpty();
    assertThat(
            Lint.problems(
                List.of(data("a").expires("2026-11-22").rule()), new LintOptions(NOW, 1, 1)))
        .isEmpty();
  }

  // Too much, and too many who decide

  @ParameterizedTest
  @MethodSource
  void findsARuleThatSuppressesEverything(Criteria all, String formats) {
    assertThat(
            only("suppresses-everything", problems(data("a").evenCritical().when(all).rule()))
                .message())
        .isEqualTo(
            "It suppresses every finding in %s, but for CRITICAL ones at most.".formatted(formats));
  }

  static Stream<Arguments> findsARuleThatSuppressesEverything() {
    return Stream.of(
        Arguments.of(Criteria.allOf(), "ASFF and OCSF"),
        Arguments.of(NOT_CRITICAL, "ASFF and OCSF"),
        Arguments.of(FORMAT.is(Format.ASFF).and(NOT_CRITICAL), "ASFF"),
        Arguments.of(
            Criteria.anyOf(control("S3.9"), Criteria.not(control("S3.9")), account("111122223333")),
            "ASFF and OCSF"),
        Arguments.of(
            Criteria.not(control("S3.9").and(Criteria.not(control("S3.9")))), "ASFF and OCSF"));
  }

  @Test
  void leavesRulesAloneThatSuppressLess() {
    for (Criteria some :
        List.of(
            control("S3.9"),
            Criteria.not(control("S3.9")),
            account("111122223333"),
            SEVERITY.is(LOW),
            TITLE.contains("a"))) {
      assertThat(ids(problems(data("a").when(some).rule())))
          .doesNotContain("suppresses-everything");
    }
    assertThat(
            ids(
                problems(
                    SampleRule.rule("lower").asData(severity(LOW)),
                    data("coded").when(Criteria.allOf()).code(_ -> suppress()))))
        .doesNotContain("suppresses-everything");
  }

  @Test
  void pointsOutTagsThatDecideOnASuppression() {
    Criteria purpose = Criteria.resourceTag("purpose", "logs");
    LintProblem problem =
        only("rests-on-tags", problems(data("a").when(purpose.and(NOT_CRITICAL)).rule()));
    assertThat(problem.level()).isEqualTo(Level.NOTE);
    assertThat(problem.message())
        .isEqualTo(
            "Which findings it hides depends on tags of their resources (purpose): whoever may tag"
                + " them can hide a finding.");
    for (Criteria tagged :
        List.of(
            control("S3.9").unless(purpose).and(NOT_CRITICAL),
            Criteria.onOneResource(purpose).and(NOT_CRITICAL),
            Criteria.rawResource("Tags", "purpose").is("logs").and(NOT_CRITICAL))) {
      assertThat(ids(problems(data("a").when(tagged).rule()))).contains("rests-on-tags");
    }
    assertThat(ids(problems(SampleRule.rule("low").when(purpose).asData(severity(LOW)))))
        .doesNotContain("rests-on-tags");
    assertThat(ids(problems(data("a").rule()))).doesNotContain("rests-on-tags");
  }

  @Test
  void tellsErrorsAlone() {
    Book book =
        new Book(
            List.of(
                data("all").when(NOT_CRITICAL).rule(),
                data("soon").expires("2026-11-20").rule(),
                data("never").when(control("S3.9").and(control("S3.8"))).rule()),
            RuleHistory.NONE,
            "these");
    List<List<LintProblem>> heard = new ArrayList<>();

    assertThat(ids(Lint.errors(book, OPTIONS, heard::add)))
        .containsExactly("suppresses-everything", "never-matches");
    assertThat(heard.getLast()).isEqualTo(Lint.errors(book, OPTIONS));
  }

  // A corpus

  private static List<LintProblem> problemsWithCorpus(int matching, int others, Rule... rules) {
    var corpus = new Corpus(List.of(rules), NOW);
    IntStream.range(0, matching).forEach(_ -> corpus.add(finding().control("S3.9").read()));
    IntStream.range(0, others).forEach(_ -> corpus.add(finding().control("EC2.1").read()));
    return Lint.problems(
        new Book(List.of(rules), RuleHistory.NONE, "these"),
        OPTIONS,
        Optional.of(corpus),
        Optional.empty());
  }

  @Test
  void findsARuleThatMatchesNoFindingOfACorpus() {
    Rule rule = data("a").rule();
    assertThat(only("matches-nothing", problemsWithCorpus(0, 7, rule)).message())
        .isEqualTo("It matches none of the 7 findings of the corpus.");
    assertThat(problemsWithCorpus(1, 7, rule)).isEmpty();
    assertThat(problems(rule)).isEmpty();
  }

  @Test
  void findsARuleThatMatchesMuchOfACorpus() {
    Rule rule = data("a").rule();
    assertThat(only("matches-much", problemsWithCorpus(21, 79, rule)).message())
        .isEqualTo(
            "It matches 21 of the 100 findings of the corpus, 21.0 %; more than 20.0 % is too"
                + " much.");
    assertThat(problemsWithCorpus(20, 80, rule)).isEmpty();
  }

  @Test
  void asksEachRuleAloneAboutTheCorpus() {
    assertThat(
            problemsWithCorpus(
                    1,
                    9,
                    data("first").terminal().rule(),
                    data("second")
                        .when(control("S3.9").and(account("111122223333")).and(NOT_CRITICAL))
                        .expires("2026-11-19")
                        .rule())
                .stream()
                .filter(each -> each.check().id().startsWith("matches")))
        .isEmpty();
  }

  @Test
  void asksRulesOfOneIdByThemselves() {
    assertThat(
            ids(
                problemsWithCorpus(
                    1,
                    9,
                    data("a").rule(),
                    data("a").when(control("S3.7").and(NOT_CRITICAL)).rule())))
        .containsExactly("id-reused", "matches-nothing");
  }

  // All together

  @Test
  void tellsTheProblemsInTheOrderOfTheRulesTheWorstFirst() {
    List<LintProblem> problems =
        problems(
            data("a").expires(null).when(control("S3.9")),
            data("b").when(SEVERITY.is("URGENT")).because("x"));
    assertThat(problems)
        .extracting(each -> each.names().getFirst() + " " + each.check().id())
        .containsExactly(
            "a suppresses-critical", "a open-ended", "b never-matches", "b card-incomplete");
  }

  @Test
  void hasAnIdOfItsOwnForEveryCheck() {
    assertThat(Check.values())
        .extracting(Check::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z-]+"));
  }

  @ParameterizedTest
  @EnumSource
  void looksForEveryCheck(Check check) throws IOException {
    String constant = check == Check.BROKEN_RULE ? "addBroken" : "Check." + check.name();
    try (Stream<Path> files = Files.list(Path.of("src/main/java/io/quell/lint/detectors"))) {
      assertThat(files.toList())
          .anySatisfy(file -> assertThat(file).content().containsPattern(constant + "\\b"));
    }
  }

  @Test
  void asksEveryDetector() throws IOException {
    List<String> asked =
        Detector.ALL.stream().map(detector -> detector.getClass().getSimpleName()).toList();
    try (Stream<Path> files = Files.list(Path.of("src/main/java/io/quell/lint/detectors"))) {
      for (Path file : files.toList()) {
        if (Files.readString(file).contains(" implements Detector ")) {
          assertThat(asked).contains(file.getFileName().toString().replace(".java", ""));
        }
      }
    }
  }

  @Test
  void makesExamplesWithRawPathsInsideWhatNamedFieldsMake() {
    Criteria inside =
        Criteria.raw("Compliance", "AssociatedStandards", "StandardsId")
            .startsWith("standards/cis")
            .and(Criteria.raw("Compliance", "Status").is("FAILED"))
            .and(Criteria.raw("Resources", "Details", "Name").is("a"))
            .and(STANDARD.isPresent())
            .and(TITLE.is("a"));
    assertThat(ids(problems(data("a").when(inside))))
        .contains("suppresses-critical")
        .doesNotContain("not-decided");
  }

  @Test
  void goesOnAfterARegularExpressionThatWouldNotEnd() {
    Criteria endless = anyOf(TITLE.matches("(.*a){25}[bc]"), control("S3.1"));
    Rule terminal = Data.data("endless").when(endless).terminal().rule();
    Rule other = Data.data("other").when(TITLE.is("a".repeat(60))).rule();
    assertThat(Lint.problems(List.of(terminal, other), OPTIONS))
        .extracting(problem -> problem.check().id())
        .doesNotContain("always-hidden", "broken-rule");
  }

  @Test
  void warnsOfSuppressionOfWhichItIsNotKnownWhetherItMeetsCritical() {
    Criteria unread = TITLE.matches("[a-z&&[^b]](?x: c )");
    assertThat(ids(problems(data("a").when(unread))))
        .contains("may-suppress-critical", "not-decided");
    assertThat(ids(problems(data("a").when(unread.and(NOT_CRITICAL)))))
        .doesNotContain("may-suppress-critical");
    assertThat(ids(problems(data("a").when(unread).then(severity(LOW)))))
        .doesNotContain("may-suppress-critical");
    assertThat(ids(problems(data("a").when(TITLE.matches("(?s:.*)foo(?s:.*)")))))
        .contains("suppresses-critical")
        .doesNotContain("may-suppress-critical", "not-decided");
    assertThat(ids(problems(data("a").when(TITLE.matches("(?!zzz).*")))))
        .contains("suppresses-critical");
  }
}
