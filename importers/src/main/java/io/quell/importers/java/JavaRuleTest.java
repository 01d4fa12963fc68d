package io.quell.importers.java;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.lint.Examples;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.run.Evaluation;
import io.quell.run.RuleEngine;
import io.quell.update.Action;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The test of a generated rule class: findings made up from the criteria, of which the engine has
/// said while the test was written what the rule does to them.
final class JavaRuleTest {
  /// The day that rules are tested on, as `io.quell.testing.RuleAssert` has it.
  private static final LocalDate DAY = LocalDate.of(2026, 6, 1);
  private static final int MOST_NEAR_MISSES = 4;
  private static final String TESTING = "io.quell.testing.";
  private static final String MATCHING = "matching";
  private static final String INDENT = "            ";

  private final FixedRule rule;
  private final String name;
  private final Instant now;
  private final JavaSource java;
  private final RuleEngine engine;
  private final Optional<TestFinding> matching;

  JavaRuleTest(FixedRule rule, String name, String inPackage) {
    this.rule = rule;
    this.name = name;
    LocalDate expires = rule.card().expires();
    LocalDate day = expires == null || !expires.isBefore(DAY) ? DAY : expires;
    this.now = day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    this.java = new JavaSource(inPackage);
    this.engine = new RuleEngine(List.of(rule), Clock.fixed(now, ZoneOffset.UTC));
    this.matching = matching();
  }

  /// What to know of the test, where something could not be made up.
  Optional<String> remark() {
    return matching.isPresent()
        ? Optional.empty()
        : Optional.of(
            "%sTest has no finding that the rule matches: none could be made up from its criteria"
                .formatted(name));
  }

  /// The file.
  String text() {
    String subject = subject();
    List<String> tests = new ArrayList<>();
    tests.add(
        method(
            "ignoresWhatMissesACriterion",
            subject
                + nearMisses().stream()
                    .map(sample -> on(text(sample, matching, INDENT)) + ".doesNotMatch()")
                    .distinct()
                    .collect(Collectors.joining())));
    matching.ifPresent(
        sample -> {
          Claim claim = claim(sample.finding());
          tests.add(
              method(
                  claim.name(),
                  subject
                      + claim.calls().stream()
                          .map(call -> on(MATCHING) + call)
                          .collect(Collectors.joining())));
        });
    String rules = java.type(Rule.class);
    String body =
        """
        final class %sTest {
          private final %s rule = new %s();
        %s
        %s}
        """
            .formatted(
                name, rules, name, matching.map(this::field).orElse(""), String.join("\n", tests));
    java.type("org.junit.jupiter.api.Test");
    return java.file(body);
  }

  private String field(TestFinding matching) {
    String type =
        java.type(
            TESTING
                + switch (matching.format()) {
                  case ASFF -> "Findings.Sample";
                  case OCSF -> "OcsfFindings.OcsfSample";
                });
    return """
      private final %s %s = %s;
    """
        .formatted(type, MATCHING, text(matching, Optional.empty(), "      "));
  }

  /// What a sample starts from: the one that matches, where its format is the same.
  private TestFinding start(Format format) {
    return matching
        .filter(sample -> sample.format() == format)
        .orElseGet(() -> TestFinding.plausible(format));
  }

  /// A sample, by what differs from what it starts from.
  private String text(TestFinding sample, Optional<TestFinding> matching, String indent) {
    String start =
        matching.isPresent() && matching.get().format() == sample.format()
            ? MATCHING
            : switch (sample.format()) {
                  case ASFF -> java.member(TESTING + "Findings", "finding");
                  case OCSF -> java.member(TESTING + "OcsfFindings", "ocsfFinding");
                }
                + "()";
    List<String> calls =
        sample.chosen().stream()
            .map(
                name ->
                    sample.json().containsKey(name)
                        ? ".with(%s, %s)"
                            .formatted(java.value(sample.json().get(name)), JavaSource.text(name))
                        : ".without(%s)".formatted(JavaSource.text(name)))
            .toList();
    return calls.size() == 1
        ? start + calls.getFirst()
        : start + calls.stream().map(call -> "\n" + indent + call).collect(Collectors.joining());
  }

  private static String on(String sample) {
    return "\n        .on(" + sample + ")";
  }

  private static String method(String name, String statement) {
    return """
      @Test
      void %s() {
        %s;
      }
    """
        .formatted(name, statement);
  }

  /// The beginning of a sentence about the rule; with the time where that matters.
  private String subject() {
    String start = java.member(TESTING + "RuleAssert", "assertThat") + "(rule)";
    return dependsOnTime(rule.when())
        ? "%s.at(%s.parse(%s))"
            .formatted(start, java.type(Instant.class), JavaSource.text(now.toString()))
        : start;
  }

  private static boolean dependsOnTime(Criteria criteria) {
    return criteria
        .tests()
        .map(Criteria.Test::condition)
        .anyMatch(
            condition ->
                condition instanceof Condition.OlderThan
                    || condition instanceof Condition.NewerThan);
  }

  /// A finding that meets the criteria; one that the rule changes, where there is such.
  private Optional<TestFinding> matching() {
    return Examples.of(rule.when(), now, finding -> !engine.evaluate(finding).update().isEmpty())
        .or(() -> Examples.of(rule.when(), now, this::isMatched))
        .map(
            example -> {
              Claim claim = claim(example);
              return TestFinding.of(
                  example,
                  TestFinding.plausible(example.format()),
                  finding -> isMatched(finding) && claim(finding).equals(claim));
            });
  }

  private boolean isMatched(Finding finding) {
    return !engine.evaluate(finding).matched().isEmpty();
  }

  /// What the test claims, as the engine has it.
  private record Claim(String name, List<String> calls) {}

  private Claim claim(Finding finding) {
    Evaluation evaluation = engine.evaluate(finding);
    Optional<WorkflowStatus> status = evaluation.update().workflowStatus();
    Optional<SeverityLabel> severity = evaluation.update().severity();
    String note = evaluation.update().note().map(written -> written.text()).orElse("");
    List<String> noted =
        rule.then().actions().stream()
            .flatMap(action -> said(action).stream())
            .filter(note::contains)
            .toList();
    var calls = new ArrayList<String>();
    status.ifPresent(
        set ->
            calls.add(
                set == WorkflowStatus.SUPPRESSED
                    ? ".suppresses()"
                    : ".setsWorkflow(%s)".formatted(java.constant(set))));
    severity.ifPresent(set -> calls.add(".setsSeverity(%s)".formatted(java.constant(set))));
    noted.forEach(text -> calls.add(".notes(%s)".formatted(JavaSource.text(text))));
    if (calls.isEmpty()) {
      return evaluation.update().isEmpty()
          ? new Claim("changesNothingOnWhatHasItAlready", List.of(".changesNothing()"))
          : new Claim(
              "changesWhatMeetsAllCriteria",
              List.of(".notes(%s)".formatted(JavaSource.text("Quell rule " + rule.card().id()))));
    }
    return new Claim(
        status.equals(Optional.of(WorkflowStatus.SUPPRESSED))
            ? "suppressesWhatMeetsAllCriteria"
            : "changesWhatMeetsAllCriteria",
        calls);
  }

  /// What a note says of an action.
  private static Optional<String> said(Action action) {
    return switch (action) {
      case Action.WriteNote(var text) -> Optional.of(text);
      case Action.SetField(var field, var value) ->
          Optional.of("%s set to %s".formatted(field, value));
      case Action.SetSeverity _, Action.RelativeSeverity _, Action.SetWorkflow _ ->
          Optional.empty();
    };
  }

  /// Findings that miss one criterion each, and where there are none any that does not match.
  private List<TestFinding> nearMisses() {
    List<Criteria> parts =
        rule.when() instanceof Criteria.AllOf(var all) ? all : List.of(rule.when());
    List<TestFinding> misses = new ArrayList<>();
    for (Criteria missed : parts) {
      if (misses.size() == MOST_NEAR_MISSES) {
        break;
      }
      List<Criteria> others = new ArrayList<>(parts);
      others.remove(missed);
      others.add(Criteria.not(missed));
      Criteria near = Criteria.allOf(others);
      Examples.of(near, now, finding -> !isMatched(finding))
          .map(
              example ->
                  TestFinding.of(
                      example,
                      start(example.format()),
                      finding ->
                          near.isShownBy(EvaluationContext.of(finding, now))
                              && !isMatched(finding)))
          .ifPresent(misses::add);
    }
    if (misses.isEmpty()) {
      Stream.of(Format.values())
          .map(format -> TestFinding.plausible(format))
          .filter(sample -> !isMatched(sample.finding()))
          .forEach(misses::add);
    }
    return misses;
  }
}
