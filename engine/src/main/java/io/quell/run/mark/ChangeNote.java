package io.quell.run.mark;

import io.quell.rule.Card;
import io.quell.value.ShortText;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an update says about itself: the rules it came from, what each changed, and why.
///
/// @param ownText what a rule itself wants noted, or empty
/// @param changes what each rule changed, such as `suppressed, severity set to LOW`
/// @param others the ids of rules whose earlier changes stay, of which nothing can be said here
public record ChangeNote(Optional<String> ownText, Map<Card, String> changes, List<String> others) {

  /// How a note begins that says what was given back.
  public static final String GAVE_BACK = "Quell gave back: ";

  /// The note on these changes.
  ///
  /// @param ownText what a rule itself wants noted, or empty
  /// @param changes what was changed, by the rule that did it; the later change of a rule is joined
  ///     to the earlier
  /// @param others the ids of rules whose earlier changes stay
  public static ChangeNote of(
      Optional<String> ownText, List<Map.Entry<Card, String>> changes, List<String> others) {
    Map<Card, String> byRule = new LinkedHashMap<>();
    changes.forEach(
        change ->
            byRule.merge(change.getKey(), change.getValue(), (first, next) -> first + ", " + next));
    return new ChangeNote(ownText, byRule, List.copyOf(others));
  }

  /// The ids of the rules, separated by commas, in at most so many characters. Where not all have
  /// room, a comma at the end stands for the others.
  String rules(int longest) {
    String rules =
        Stream.concat(changes.keySet().stream().map(Card::id), others.stream())
            .distinct()
            .collect(Collectors.joining(","));
    return rules.length() <= longest
        ? rules
        : rules.substring(0, rules.lastIndexOf(',', longest - 1) + 1);
  }

  /// The first of the rules' last days.
  Optional<LocalDate> expires() {
    return changes.keySet().stream()
        .map(Card::expires)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }

  /// The note, in at most so many characters. What has to be there comes first: for each rule its
  /// id, what it did, owner and expiry. The rule's own text, tickets and reasons get the room that
  /// is left.
  String note(int longest) {
    int fixed =
        changes.entrySet().stream()
                .mapToInt(entry -> head(entry.getKey(), entry.getValue()).length() + 1)
                .sum()
            - 1;
    String own =
        ownText
            .map(text -> ShortText.of(text, Math.max(0, longest - fixed - 1)))
            .filter(text -> !text.isEmpty())
            .map(text -> text + "\n")
            .orElse("");
    int share = Math.max(0, (longest - fixed - own.length()) / Math.max(1, changes.size()));
    String said =
        changes.entrySet().stream()
            .map(
                entry ->
                    head(entry.getKey(), entry.getValue())
                        + ShortText.of(tail(entry.getKey()), share))
            .collect(Collectors.joining("\n"));
    return ShortText.of(said.isEmpty() ? own.stripTrailing() : own + said, longest);
  }

  private static String head(Card card, String change) {
    return "Quell rule %s: %s. Owner: %s%s."
        .formatted(
            card.id(),
            change,
            card.owner(),
            card.expires() == null ? "" : ", expires " + card.expires());
  }

  private static String tail(Card card) {
    return card.agreedIn().map(ticket -> " Ticket: " + ticket + ".").orElse("")
        + " Reason: "
        + card.reason();
  }
}
