package io.quell.testing;

import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.run.Evaluation;
import io.quell.run.Explanation;
import io.quell.run.RuleEngine;
import io.quell.update.ReservedFields;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/// What a rule does, as a sentence: `assertThat(rule).on(finding().control("S3.9")).suppresses()`.
///
/// The rule runs in the engine, at noon of a day it is in force on: [#DAY] where that is one.
public final class RuleAssert extends AbstractAssert<RuleAssert, Rule> {
  /// The day that rules run on, unless they are not in force then.
  public static final LocalDate DAY = LocalDate.of(2026, 6, 1);

  private final Instant now;

  private RuleAssert(Rule rule, Instant now) {
    super(rule, RuleAssert.class);
    this.now = now;
  }

  /// Starts a sentence about a rule.
  public static RuleAssert assertThat(Rule rule) {
    return new RuleAssert(
        rule, dayInForce(rule.card()).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC));
  }

  private static LocalDate dayInForce(Card card) {
    if (card.isInForceOn(DAY)) {
      return DAY;
    }
    return card.expires() == null ? Objects.requireNonNull(card.from()) : card.expires();
  }

  /// The same rule at another time, for what depends on the age of a finding.
  public RuleAssert at(Instant time) {
    return new RuleAssert(actual, time);
  }

  /// Runs the rule on a finding.
  public OnFinding on(SampleFinding finding) {
    var engine = new RuleEngine(List.of(actual), Clock.fixed(now, ZoneOffset.UTC));
    return new OnFinding(engine, finding);
  }

  /// What the rule did to one finding. Each claim leads back to the rule, so that the next finding
  /// can follow.
  public final class OnFinding {
    private final RuleEngine engine;
    private final SampleFinding sample;
    private final Finding finding;
    private final Evaluation evaluation;

    private OnFinding(RuleEngine engine, SampleFinding sample) {
      this.engine = engine;
      this.sample = sample;
      this.finding = sample.read();
      this.evaluation = engine.evaluate(finding);
      if (!evaluation.failures().isEmpty()) {
        failWithMessage("%s failed on the finding: %s%n%s", id(), evaluation.failures(), sample);
      }
    }

    /// The rule has nothing to say about the finding.
    public RuleAssert doesNotMatch() {
      if (!evaluation.matched().isEmpty()) {
        failWithMessage(
            "%s must not match, but %s, which leads to %s%n%s",
            id(), actual.when(), evaluation.update(), sample);
      }
      if (explanation() instanceof Explanation.NotInForce) {
        failWithMessage("%s is not asked: it is %s", id(), explanation());
      }
      return RuleAssert.this;
    }

    /// The rule matches, and sets the workflow status SUPPRESSED.
    public RuleAssert suppresses() {
      return setsWorkflow(WorkflowStatus.SUPPRESSED);
    }

    /// The rule matches, and sets this workflow status.
    public RuleAssert setsWorkflow(WorkflowStatus status) {
      return sets(
          "workflow status",
          status,
          evaluation.update().workflowStatus(),
          finding.workflowStatus());
    }

    /// The rule matches, and sets this severity.
    public RuleAssert setsSeverity(SeverityLabel label) {
      return sets("severity", label, evaluation.update().severity(), finding.severity());
    }

    /// The rule matches, and its note or comment, on the finding or beside another author's,
    /// contains this text.
    public RuleAssert notes(String text) {
      matches();
      String note =
          evaluation
              .update()
              .note()
              .map(written -> written.text())
              .orElseGet(
                  () ->
                      evaluation
                          .update()
                          .userDefinedFields()
                          .getOrDefault(ReservedFields.NOTE, ""));
      if (!note.contains(text)) {
        failWithMessage("%s must note '%s', but notes '%s'%n%s", id(), text, note, sample);
      }
      return settles();
    }

    /// The rule matches, but the finding has all of it already, or a person has decided otherwise.
    public RuleAssert changesNothing() {
      matches();
      if (!evaluation.update().isEmpty()) {
        failWithMessage(
            "%s must change nothing, but leads to %s%n%s", id(), evaluation.update(), sample);
      }
      return RuleAssert.this;
    }

    private <T> RuleAssert sets(String field, T wanted, Optional<T> set, Optional<T> before) {
      matches();
      if (set.isEmpty()) {
        failWithMessage(
            "%s must set the %s %s, but leaves it at %s, because %s%n%s",
            id(),
            field,
            wanted,
            before.map(Object::toString).orElse("nothing"),
            evaluation.kept().isEmpty()
                ? "the finding has it already or the rule does not ask for it"
                : "a person's choice is kept: " + evaluation.kept(),
            sample);
      }
      if (!set.equals(Optional.of(wanted))) {
        failWithMessage(
            "%s must set the %s %s, but sets %s%n%s", id(), field, wanted, set.get(), sample);
      }
      return settles();
    }

    private void matches() {
      if (evaluation.matched().isEmpty()) {
        failWithMessage("%s must match, but does not: %s%n%s", id(), explanation(), sample);
      }
    }

    /// The event that the update raises must lead to no second update.
    private RuleAssert settles() {
      Evaluation second = engine.evaluate(sample.after(evaluation.update()).read());
      if (!second.update().isEmpty()) {
        failWithMessage(
            "%s does not settle: after %s the next run leads to %s%n%s",
            id(), evaluation.update(), second.update(), sample);
      }
      return RuleAssert.this;
    }

    private Explanation explanation() {
      return engine.explain(actual.card().id(), finding);
    }

    private String id() {
      return "rule " + actual.card().id();
    }
  }
}
