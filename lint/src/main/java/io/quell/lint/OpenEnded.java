package io.quell.lint;

import io.quell.update.Change;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Suppressions that nobody will look at again.
record OpenEnded() implements Check {
  @Override
  public String id() {
    return "open-ended";
  }

  @Override
  public Level level() {
    return Level.NOTE;
  }

  @Override
  public String finds() {
    return "suppresses findings without a last day, or without the place where that was agreed";
  }

  @Override
  public String advice() {
    return "Give the card a last day ('expires') and a ticket, so that somebody looks at it again.";
  }

  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    for (BookRule rule : book.rules()) {
      if (rule.changes().contains(Change.SUPPRESSION)) {
        String missing =
            Stream.of(
                    rule.card().expires() == null ? "a last day" : "",
                    rule.card().ticket() == null ? "a ticket" : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" and "));
        if (!missing.isEmpty()) {
          problems.add(
              this, rule, "It suppresses findings, and its card lacks %s.".formatted(missing));
        }
      }
    }
  }
}
