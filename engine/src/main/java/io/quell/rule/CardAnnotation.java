package io.quell.rule;

import io.quell.value.Bounded;
import io.quell.value.Times;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the card beside a rule class.
final class CardAnnotation {
  private CardAnnotation() {}

  /// The card that a rule class is annotated with.
  ///
  /// @throws IllegalArgumentException where the class has no [RuleCard], or one with a wrong
  ///     element
  static Card of(Class<?> ruleClass) {
    RuleCard card = ruleClass.getAnnotation(RuleCard.class);
    if (card == null) {
      throw new IllegalArgumentException(
          ruleClass.getName()
              + " has no @RuleCard: put one above the class, or override Rule.card()");
    }
    CardBuilder builder =
        Card.builder(card.id(), card.title(), card.reason(), card.owner())
            .ticket(card.ticket().isEmpty() ? null : card.ticket())
            .from(day(card.id(), "from", card.from()))
            .expires(day(card.id(), "expires", card.expires()))
            .terminal(card.terminal())
            .changes(new HashSet<>(List.of(card.changes())))
            .suppressesCritical(card.suppressesCritical())
            .importedFrom(card.importedFrom().isEmpty() ? null : card.importedFrom())
            .accepts(acceptances(card));
    if (card.severities().length > 0) {
      builder.severities(EnumSet.copyOf(List.of(card.severities())));
    }
    if (card.workflowStatuses().length > 0) {
      builder.workflowStatuses(EnumSet.copyOf(List.of(card.workflowStatuses())));
    }
    return builder.build();
  }

  private static List<Acceptance> acceptances(RuleCard card) {
    try {
      return Arrays.stream(card.accept())
          .map(
              accept ->
                  new Acceptance(
                      accept.check(),
                      accept.with().isEmpty() ? null : accept.with(),
                      accept.reason()))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the card of rule '%s': %s".formatted(Bounded.value(card.id()), e.getMessage()), e);
    }
  }

  private static @Nullable LocalDate day(String id, String element, String text) {
    if (text.isEmpty()) {
      return null;
    }
    return Times.day(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the card of rule '%s': its %s must be a day such as 2027-01-31, not '%s'"
                        .formatted(id, element, text)));
  }
}
