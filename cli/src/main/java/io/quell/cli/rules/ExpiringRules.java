package io.quell.cli.rules;

import io.quell.book.Book;
import io.quell.cli.report.JsonLines;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.finding.JsonMembers;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The rules whose last day is near or over, by owner: what each hides comes back on the next day.
/// Rules that are suspended hide nothing, so that nothing ends with them.
///
/// @param byOwner the cards by owner, the nearest last day first
/// @param today the day, UTC
/// @param until the last of the days that are looked at
record ExpiringRules(Map<String, List<Card>> byOwner, LocalDate today, LocalDate until) {

  /// Those of a book.
  static ExpiringRules of(Book book, LocalDate today, int days) {
    LocalDate until = today.plusDays(days);
    return new ExpiringRules(
        book.rules().stream()
            .map(Rule::card)
            .filter(card -> card.expires() != null && !card.expires().isAfter(until))
            .filter(card -> !book.history().suspended().contains(card.id()))
            .sorted(Comparator.comparing(ExpiringRules::lastDay).thenComparing(Card::id))
            .collect(Collectors.groupingBy(Card::owner, TreeMap::new, Collectors.toList())),
        today,
        until);
  }

  private static LocalDate lastDay(Card card) {
    LocalDate last = card.expires();
    if (last == null) {
      throw new IllegalArgumentException("rule %s has no last day".formatted(card.id()));
    }
    return last;
  }

  boolean isEmpty() {
    return byOwner.isEmpty();
  }

  private long daysLeft(Card card) {
    return ChronoUnit.DAYS.between(today, lastDay(card));
  }

  private boolean isOver(Card card) {
    return daysLeft(card) < 0;
  }

  /// `2026-12-10, in 20 days`, `2026-11-20, today`, `2026-11-19, expired`.
  private String when(Card card) {
    long left = daysLeft(card);
    String words = left < 0 ? "expired" : left == 0 ? "today" : "in " + Text.counted(left, "day");
    return "%s, %s".formatted(lastDay(card), words);
  }

  void print(TextOutput out) {
    byOwner.forEach(
        (owner, cards) -> {
          out.line(0, Style.BOLD, Text.plain(owner));
          cards.forEach(
              card ->
                  out.paragraph(
                      1,
                      isOver(card) ? Style.RED : Style.PLAIN,
                      Text.plain(
                          "%s: %s. %s%s"
                              .formatted(
                                  card.id(),
                                  when(card),
                                  card.title(),
                                  card.agreedIn().map(" (%s)"::formatted).orElse("")))));
          out.blank();
        });
    out.line(0, Style.BOLD, summary());
  }

  private String summary() {
    long number = byOwner.values().stream().mapToLong(List::size).sum();
    return "%s by %s"
        .formatted(
            number == 0
                ? "No rule expires"
                : Text.counted(number, "rule") + " expire" + (number == 1 ? "s" : ""),
            until);
  }

  void printJson(PrintWriter out) {
    byOwner.forEach(
        (owner, cards) ->
            cards.forEach(
                card ->
                    new JsonLines(out)
                        .print(
                            new JsonMembers()
                                .with("id", card.id())
                                .with("owner", owner)
                                .with("title", card.title())
                                .withPresent("ticket", card.agreedIn())
                                .with("expires", lastDay(card).toString())
                                .with("daysLeft", daysLeft(card)))));
  }

  void printMarkdown(PrintWriter out) {
    out.println("%s.".formatted(summary()));
    if (isEmpty()) {
      return;
    }
    out.println();
    out.println("| owner | rule | last day | what it says | ticket |");
    out.println("|---|---|---|---|---|");
    byOwner.forEach(
        (owner, cards) ->
            cards.forEach(
                card ->
                    out.println(
                        "| %s | %s | %s | %s | %s |"
                            .formatted(
                                RuleWords.escaped(owner),
                                card.id(),
                                when(card),
                                RuleWords.escaped(card.title()),
                                card.agreedIn().map(RuleWords::escaped).orElse("–")))));
  }
}
