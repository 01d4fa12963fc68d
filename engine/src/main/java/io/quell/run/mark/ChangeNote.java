package io.quell.run.mark;

import io.quell.rule.Card;
import io.quell.value.ShortText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    List<String> heads = new ArrayList<>(changes.size());
    int fixed = -1;
    for (Map.Entry<Card, String> change : changes.entrySet()) {
      String head = head(change.getKey(), change.getValue());
      heads.add(head);
      fixed += head.length() + 1;
    }
    String own = ShortText.of(ownText.orElse(""), Math.max(0, longest - fixed - 1));
    if (!own.isEmpty()) {
      own += "\n";
    }
    int share = Math.max(0, (longest - fixed - own.length()) / Math.max(1, changes.size()));
    var said = new StringBuilder(own);
    int at = 0;
    for (Card card : changes.keySet()) {
      said.append(at == 0 ? "" : "\n")
          .append(heads.get(at++))
          .append(ShortText.of(tail(card), share));
    }
    return ShortText.of(heads.isEmpty() ? own.stripTrailing() : said.toString(), longest);
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
