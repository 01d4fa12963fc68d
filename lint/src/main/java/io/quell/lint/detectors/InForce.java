package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.rule.Card;
import io.quell.update.Change;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is wrong with the days on which a rule is in force.
final class InForce {
  private InForce() {}

  /// A last day that is past.
  static Stream<String> expired(CheckedBook book, BookRule rule) {
    return Stream.ofNullable(rule.card().expires())
        .filter(last -> last.isBefore(book.options().today()))
        .map("It has not been in force since its last day, %s."::formatted);
  }

  /// A last day that is near.
  static Stream<String> expiresSoon(CheckedBook book, BookRule rule) {
    return Stream.ofNullable(rule.card().expires())
        .flatMap(
            last -> {
              long days = ChronoUnit.DAYS.between(book.options().today(), last);
              return days < 0 || days > book.options().soonDays()
                  ? Stream.empty()
                  : Stream.of("Its last day is %s, %s.".formatted(last, in(days)));
            });
  }

  private static String in(long days) {
    return days == 0 ? "today" : days == 1 ? "tomorrow" : "in %d days".formatted(days);
  }

  /// A suppression that nobody will look at again.
  static Stream<String> openEnded(CheckedBook book, BookRule rule) {
    Card card = rule.card();
    String missing =
        Stream.of(
                card.expires() == null ? "a last day" : "", card.ticket() == null ? "a ticket" : "")
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" and "));
    return missing.isEmpty() || !rule.changes().contains(Change.SUPPRESSION)
        ? Stream.empty()
        : Stream.of("It suppresses findings, and its card lacks %s.".formatted(missing));
  }
}
