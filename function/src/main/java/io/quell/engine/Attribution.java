package io.quell.engine;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an update says about itself: the rules it came from, what each did, and why.
///
/// @param note the text of the note, at most [#LONGEST_NOTE] characters
/// @param rules the ids of the rules, separated by commas: one a changed field, so that all fit a user-defined field
/// @param expires the first of the rules' last days
record Attribution(String note, String rules, Optional<LocalDate> expires) {
  /// The longest note, in characters (BatchUpdateFindings, Note.Text).
  static final int LONGEST_NOTE = 512;

  /// @param ownText what a rule itself wants noted, or empty
  /// @param deeds what was done, by the rule that did it, such as `suppressed` or `severity set to LOW`; the later
  ///     deed of a rule is joined to the earlier
  static Attribution of(Optional<String> ownText, List<Map.Entry<Card, String>> deeds) {
    Map<Card, String> byRule = new LinkedHashMap<>();
    deeds.forEach(deed -> byRule.merge(deed.getKey(), deed.getValue(), (first, next) -> first + ", " + next));
    int room = LONGEST_NOTE - ownText.map(text -> text.length() + 1).orElse(0);
    int share = (room - (byRule.size() - 1)) / byRule.size();
    String said = byRule.entrySet().stream().map(entry -> sentence(entry.getKey(), entry.getValue(), share))
        .collect(Collectors.joining("\n"));
    return new Attribution(
        shortened(ownText.map(text -> text + "\n").orElse("") + said, LONGEST_NOTE), rules(byRule.keySet()),
        byRule.keySet().stream().map(Card::expires).filter(Objects::nonNull).min(Comparator.naturalOrder()));
  }

  private static String sentence(Card card, String deed, int longest) {
    String head = "Quell rule %s: %s. Owner: %s%s%s. Reason: ".formatted(card.id(), deed, card.owner(),
        card.agreedIn().map(ticket -> ", ticket " + ticket).orElse(""),
        card.expires() == null ? "" : ", expires " + card.expires());
    return shortened(head + card.reason(), longest);
  }

  private static String rules(Collection<Card> cards) {
    return cards.stream().map(Card::id).collect(Collectors.joining(","));
  }

  /// Cuts text to so many characters, never inside a character, and marks the cut.
  private static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
