package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import io.quell.rule.Card;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Cards that are filled in for form alone.
final class CardIncomplete implements Detector {
  private static final int SHORTEST_REASON = 10;
  private static final Pattern STOPGAP =
      Pattern.compile("(?i)\\b(todo|tbd|tba|fixme|xxx+|placeholder|change ?me|lorem ipsum)\\b");

  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    for (BookRule rule : book.rules()) {
      Card card = rule.card();
      if (card.reason().strip().length() < SHORTEST_REASON) {
        problems.add(
            Check.CARD_INCOMPLETE,
            rule,
            "Its reason, '%s', is too short to be one.".formatted(card.reason()));
      } else if (card.reason().strip().equalsIgnoreCase(card.title().strip())) {
        problems.add(Check.CARD_INCOMPLETE, rule, "Its reason only repeats its title.");
      }
      Map<String, String> texts = new LinkedHashMap<>();
      texts.put("title", card.title());
      texts.put("reason", card.reason());
      texts.put("owner", card.owner());
      card.agreedIn().ifPresent(ticket -> texts.put("ticket", ticket));
      texts.forEach(
          (element, text) -> {
            if (STOPGAP.matcher(text).find()) {
              problems.add(
                  Check.CARD_INCOMPLETE,
                  rule,
                  "Its %s, '%s', is a stopgap.".formatted(element, text));
            }
          });
    }
  }
}
