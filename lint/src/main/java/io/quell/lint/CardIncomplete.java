package io.quell.lint;

import io.quell.rule.Card;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Cards that are filled in for form alone.
record CardIncomplete() implements Check {
  private static final int SHORTEST_REASON = 10;
  private static final Pattern STOPGAP =
      Pattern.compile("(?i)\\b(todo|tbd|tba|fixme|xxx+|placeholder|change ?me|lorem ipsum)\\b");

  @Override
  public String id() {
    return "card-incomplete";
  }

  @Override
  public Level level() {
    return Level.WARNING;
  }

  @Override
  public String finds() {
    return "has a card that does not say why: a reason that is a stopgap, or too short to be one";
  }

  @Override
  public String advice() {
    return "Write the reason for whoever finds it in the note on a finding: why the change is"
        + " right.";
  }

  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    for (BookRule rule : book.rules()) {
      Card card = rule.card();
      if (card.reason().strip().length() < SHORTEST_REASON) {
        problems.add(
            this, rule, "Its reason, '%s', is too short to be one.".formatted(card.reason()));
      } else if (card.reason().strip().equalsIgnoreCase(card.title().strip())) {
        problems.add(this, rule, "Its reason only repeats its title.");
      }
      Map<String, String> texts = new LinkedHashMap<>();
      texts.put("title", card.title());
      texts.put("reason", card.reason());
      texts.put("owner", card.owner());
      card.agreedIn().ifPresent(ticket -> texts.put("ticket", ticket));
      texts.forEach(
          (element, text) -> {
            if (STOPGAP.matcher(text).find()) {
              problems.add(this, rule, "Its %s, '%s', is a stopgap.".formatted(element, text));
            }
          });
    }
  }
}
