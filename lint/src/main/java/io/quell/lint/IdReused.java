package io.quell.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Two rules of one id.
record IdReused() implements Check {
  @Override
  public String id() {
    return "id-reused";
  }

  @Override
  public Level level() {
    return Level.ERROR;
  }

  @Override
  public String finds() {
    return "has the id of another rule";
  }

  @Override
  public String advice() {
    return "Give each rule an id of its own; the function does not start with two rules of one id.";
  }

  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    Map<String, BookRule> first = new HashMap<>();
    for (BookRule rule : book.rules()) {
      BookRule other = first.putIfAbsent(rule.id(), rule);
      if (other != null) {
        problems.add(
            this,
            List.of(rule, other),
            "The id %s is also that of %s, rule %d of the book."
                .formatted(
                    rule.id(), other.rule().getClass().getSimpleName(), other.position() + 1),
            advice(),
            null);
      }
    }
  }
}
