package io.quell.testing;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A rule made on the spot: `rule("a").when(control("S3.9")).decides(suppress())`. It may change
/// everything and meets every finding, unless it is told otherwise. Each method leaves this one as
/// it is and gives another.
public record SampleRule(Card card, Criteria when, Function<Finding, Decision> decision)
    implements Rule {

  /// A rule of this id, which never decides on anything yet.
  public static SampleRule rule(String id) {
    return new SampleRule(
        card(id, "A sample reason.", null, null, false, EnumSet.allOf(Change.class)),
        Criteria.allOf(),
        _ -> Decision.noMatch());
  }

  private static Card card(
      String id,
      String reason,
      @Nullable LocalDate from,
      @Nullable LocalDate expires,
      boolean terminal,
      EnumSet<Change> changes) {
    return new Card(
        id, "Sample rule " + id, reason, "team", null, from, expires, terminal, changes);
  }

  public SampleRule when(Criteria criteria) {
    return new SampleRule(card, criteria, decision);
  }

  public SampleRule decides(Decision fixed) {
    return decides(_ -> fixed);
  }

  public SampleRule decides(Function<Finding, Decision> code) {
    return new SampleRule(card, when, code);
  }

  public SampleRule because(String reason) {
    return with(
        card(
            card.id(),
            reason,
            card.from(),
            card.expires(),
            card.terminal(),
            EnumSet.copyOf(card.changes())));
  }

  public SampleRule from(String day) {
    return with(
        card(
            card.id(),
            card.reason(),
            LocalDate.parse(day),
            card.expires(),
            card.terminal(),
            EnumSet.copyOf(card.changes())));
  }

  public SampleRule expires(String day) {
    return with(
        card(
            card.id(),
            card.reason(),
            card.from(),
            LocalDate.parse(day),
            card.terminal(),
            EnumSet.copyOf(card.changes())));
  }

  public SampleRule terminal() {
    return with(
        card(
            card.id(),
            card.reason(),
            card.from(),
            card.expires(),
            true,
            EnumSet.copyOf(card.changes())));
  }

  public SampleRule mayOnly(Change only) {
    return with(
        card(
            card.id(),
            card.reason(),
            card.from(),
            card.expires(),
            card.terminal(),
            EnumSet.of(only)));
  }

  public SampleRule with(Card other) {
    return new SampleRule(other, when, decision);
  }

  @Override
  public Decision decide(Finding finding) {
    return decision.apply(finding);
  }
}
