package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.rule.Card;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Cards that are filled in for form alone.
public final class CardIncomplete {
  private static final int SHORTEST_REASON = 10;
  private static final Pattern STOPGAP =
      Pattern.compile("(?i)\\b(todo|tbd|tba|fixme|xxx+|placeholder|change ?me|lorem ipsum)\\b");

  private CardIncomplete() {}

  /// A reason that is none, and texts that are stopgaps.
  static Stream<String> texts(CheckedBook book, BookRule rule) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("title", rule.card().title());
    texts.put("reason", rule.card().reason());
    texts.put("owner", rule.card().owner());
    rule.card().agreedIn().ifPresent(ticket -> texts.put("ticket", ticket));
    return Stream.concat(
        reason(rule.card()),
        texts.entrySet().stream()
            .filter(text -> isStopgap(text.getValue()))
            .map(text -> "Its %s, '%s', is a stopgap.".formatted(text.getKey(), text.getValue())));
  }

  /// Whether a text holds words that somebody meant to replace, such as `todo`.
  public static boolean isStopgap(String text) {
    return STOPGAP.matcher(text).find();
  }

  /// Whether a reason is too short to be one.
  public static boolean isTooShort(String reason) {
    return reason.strip().length() < SHORTEST_REASON;
  }

  /// Whether a reason says no more than the title.
  public static boolean repeats(String title, String reason) {
    return reason.strip().equalsIgnoreCase(title.strip());
  }

  private static Stream<String> reason(Card card) {
    if (isTooShort(card.reason())) {
      return Stream.of("Its reason, '%s', is too short to be one.".formatted(card.reason()));
    }
    return repeats(card.title(), card.reason())
        ? Stream.of("Its reason only repeats its title.")
        : Stream.empty();
  }
}
