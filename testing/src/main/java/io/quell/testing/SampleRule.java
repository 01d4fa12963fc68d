package io.quell.testing;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.function.Function;

/// A rule made on the spot: `rule("a").when(control("S3.9")).decides(suppress())`. It may change
/// everything and meets every finding, unless it is told otherwise. Each method leaves this one as
/// it is and gives another.
public record SampleRule(Card card, Criteria when, Function<Finding, Decision> decision)
    implements Rule {

  /// A rule of this id, which never decides on anything yet.
  public static SampleRule rule(String id) {
    return new SampleRule(
        Card.builder(id, "Sample rule " + id, "A sample reason.", "team")
            .changes(EnumSet.allOf(Change.class))
            .build(),
        Criteria.allOf(),
        _ -> Decision.noMatch());
  }

  /// A rule that decides on findings of these criteria alone.
  public SampleRule when(Criteria criteria) {
    return new SampleRule(card, criteria, decision);
  }

  /// A rule that decides the same on every finding.
  public SampleRule decides(Decision fixed) {
    return decides(_ -> fixed);
  }

  /// A rule whose decision depends on the finding.
  public SampleRule decides(Function<Finding, Decision> code) {
    return new SampleRule(card, when, code);
  }

  /// A rule with this reason.
  public SampleRule because(String reason) {
    return with(card.toBuilder().reason(reason).build());
  }

  /// A rule that is in force from this day.
  public SampleRule from(String day) {
    return with(card.toBuilder().from(LocalDate.parse(day)).build());
  }

  /// A rule that is in force until this day.
  public SampleRule expires(String day) {
    return with(card.toBuilder().expires(LocalDate.parse(day)).build());
  }

  /// A rule after which no other runs on a finding that it matches.
  public SampleRule terminal() {
    return with(card.toBuilder().terminal(true).build());
  }

  /// A rule that may make these changes only.
  public SampleRule mayOnly(Change first, Change... others) {
    return with(card.toBuilder().changes(first, others).build());
  }

  /// The same rule as data, as a file of rules has them.
  public FixedRule asData(Decision.Apply fixed) {
    return new FixedRule(card, when, fixed);
  }

  /// A rule with this card.
  public SampleRule with(Card other) {
    return new SampleRule(other, when, decision);
  }

  @Override
  public Decision decide(Finding finding) {
    return decision.apply(finding);
  }
}
