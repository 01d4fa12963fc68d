package io.quell.run.mark;

import io.quell.rule.Card;
import io.quell.value.ShortText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an update says about itself: the rules it came from, what each changed, and why.
///
/// @param ownText what a rule itself wants noted, or empty
/// @param changes what each rule changed, such as `suppressed, severity set to LOW`
public record ChangeNote(Optional<String> ownText, Map<Card, String> changes) {

  /// The note on these changes.
  ///
  /// @param ownText what a rule itself wants noted, or empty
  /// @param changes what was changed, by the rule that did it; the later change of a rule is joined
  ///     to the earlier
  public static ChangeNote of(Optional<String> ownText, List<Map.Entry<Card, String>> changes) {
    Map<Card, String> byRule = new LinkedHashMap<>();
    changes.forEach(
        change ->
            byRule.merge(change.getKey(), change.getValue(), (first, next) -> first + ", " + next));
    return new ChangeNote(ownText, byRule);
  }

  /// The note, in at most so many characters. What has to be there comes first: for each rule its
  /// id, what it did, owner and expiry. The rule's own text, tickets and reasons get the room that
  /// is left.
  String note(int longest) {
    Map<Card, String> heads = new LinkedHashMap<>();
    changes.forEach((card, change) -> heads.put(card, head(card, change)));
    int fixed = heads.values().stream().mapToInt(head -> head.length() + 1).sum() - 1;
    String own =
        ownText
            .map(text -> ShortText.of(text, Math.max(0, longest - fixed - 1)))
            .filter(text -> !text.isEmpty())
            .map(text -> text + "\n")
            .orElse("");
    int share = Math.max(0, (longest - fixed - own.length()) / Math.max(1, changes.size()));
    String said =
        heads.entrySet().stream()
            .map(entry -> entry.getValue() + ShortText.of(tail(entry.getKey()), share))
            .collect(Collectors.joining("\n"));
    return ShortText.of(said.isEmpty() ? own.stripTrailing() : own + said, longest);
  }

  private static String head(Card card, String change) {
    String expiry = card.expires() == null ? "" : ", expires " + card.expires();
    return "Quell rule " + card.id() + ": " + change + ". Owner: " + card.owner() + expiry + ".";
  }

  private static String tail(Card card) {
    return card.agreedIn().map(ticket -> " Ticket: " + ticket + ".").orElse("")
        + " Reason: "
        + card.reason();
  }
}
