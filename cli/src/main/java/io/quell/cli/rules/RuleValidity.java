package io.quell.cli.rules;

import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Table;
import io.quell.rule.Card;
import io.quell.rule.RuleHistory;
import java.time.LocalDate;
import java.util.Locale;

/// Whether a rule is in force on a day, and for how long still.
enum RuleValidity {
  /// The book stops it, whatever the day is.
  SUSPENDED,
  /// Its first day is still to come.
  NOT_YET,
  /// It is in force, and stays so for a while.
  IN_FORCE,
  /// Its last day is near.
  EXPIRES_SOON,
  /// Its last day is over.
  EXPIRED;

  /// How near the last day is when somebody should look at the rule again.
  private static final int SOON_DAYS = 30;

  /// The state of a rule on a day, UTC.
  ///
  /// @param history what its book says of rules that do not run
  static RuleValidity of(Card card, RuleHistory history, LocalDate day) {
    if (history.suspended().contains(card.id())) {
      return SUSPENDED;
    }
    if (card.expires() != null && day.isAfter(card.expires())) {
      return EXPIRED;
    }
    if (!card.isInForceOn(day)) {
      return NOT_YET;
    }
    return card.expires() != null && day.plusDays(SOON_DAYS).isAfter(card.expires())
        ? EXPIRES_SOON
        : IN_FORCE;
  }

  /// The last day with what is to be said of it: `2027-01-31`, `2026-12-01, soon`, `never`.
  Table.Cell cell(Card card) {
    String last = card.expires() == null ? "never" : card.expires().toString();
    return switch (this) {
      case SUSPENDED -> new Table.Cell(last + ", suspended", Style.YELLOW);
      case NOT_YET -> new Table.Cell("%s, from %s".formatted(last, card.from()), Style.DIM);
      case IN_FORCE -> new Table.Cell(last, Style.PLAIN);
      case EXPIRES_SOON -> new Table.Cell(last + ", soon", Style.YELLOW);
      case EXPIRED -> new Table.Cell(last + ", expired", Style.RED);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
