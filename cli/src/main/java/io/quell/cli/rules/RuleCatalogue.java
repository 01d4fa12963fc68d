package io.quell.cli.rules;

import io.quell.book.Book;
import io.quell.cli.command.SourceFolder;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rule.RuleBook;
import io.quell.rule.RuleHistory;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/// The page about the rules of a book, in Markdown. It is the same on every day.
///
/// @param out takes the page
/// @param sources where the rule classes are written
/// @param ruleBook finds the rule classes, whose sources the page links to
record RuleCatalogue(PrintWriter out, SourceFolder sources, Supplier<RuleBook> ruleBook) {

  /// Prints the page.
  ///
  /// @param example gives a finding that the rule matches, where there is one
  void print(Book book, Function<Rule, Optional<RuleExample>> example) {
    List<Rule> rules = book.rules();
    RuleHistory history = book.history();
    out.println("# The rules");
    out.println();
    out.println(
        "Generated from the rule book: change the rules, and then run `./quell rules --markdown >"
            + " docs/rules.md`.");
    out.println();
    out.println(
        "The rules run in this order. Of two that set one field the later wins; a terminal rule"
            + " that matches ends the run.");
    out.println();
    out.println(RulesPage.TITLES);
    out.println("|---|---|---|---|");
    rules.forEach(rule -> overview(rule.card(), history));
    removed(history);
    rules.forEach(rule -> section(rule, history, example.apply(rule)));
  }

  /// The rules that have left the book.
  private void removed(RuleHistory history) {
    if (!history.removed().isEmpty()) {
      out.println();
      out.println(
          "Rules that have left the book, whose changes are given back: %s."
              .formatted(String.join(", ", new TreeSet<>(history.removed()))));
    }
  }

  private void overview(Card card, RuleHistory history) {
    out.println(
        "| [%1$s](#%1$s) | %2$s | %3$s | %4$s |"
            .formatted(
                card.id(),
                RuleWords.changes(card),
                RuleWords.escaped(card.owner()),
                (card.expires() == null ? "–" : card.expires().toString())
                    + (history.suspended().contains(card.id()) ? ", suspended" : "")));
  }

  private void section(Rule rule, RuleHistory history, Optional<RuleExample> example) {
    Card card = rule.card();
    out.println();
    out.println("## " + card.id());
    out.println();
    out.println(
        "**%s.** %s"
            .formatted(
                withoutStop(RuleWords.escaped(card.title())), RuleWords.escaped(card.reason())));
    out.println();
    out.println("| | |");
    out.println("|---|---|");
    row("when", RuleWords.escaped(RuleWords.criteria(rule)));
    row(
        "does",
        RuleWords.decision(rule)
            .map(RuleWords::escaped)
            .orElseGet(() -> "decides in code: " + source(rule)));
    row(
        "may set",
        RuleWords.changes(card)
            + (card.suppressesCritical() ? ", even where the severity is CRITICAL" : ""));
    row("owner", RuleWords.escaped(card.owner()));
    card.agreedIn().ifPresent(ticket -> row("ticket", RuleWords.escaped(ticket)));
    row(
        "in force",
        history.suspended().contains(card.id())
            ? "no, for it is suspended; else %s".formatted(inForce(card))
            : inForce(card));
    card.source().ifPresent(tool -> row("imported from", RuleWords.escaped(tool)));
    card.accepts()
        .forEach(accept -> row("lint accepts", RuleWords.escaped(RuleWords.acceptance(accept))));
    List<String> formerIds = RuleWords.formerIds(card, history);
    if (!formerIds.isEmpty()) {
      row("was called", String.join(", ", formerIds));
    }
    row(
        "terminal",
        card.terminal() ? "yes: no later rule runs on a finding that it matches" : "no");
    out.println();
    if (example.isEmpty()) {
      out.println("There is no example finding.");
      return;
    }
    out.println("For example:");
    out.println();
    out.println("```text");
    example.get().lines().forEach(out::println);
    out.println("```");
  }

  private void row(String name, String value) {
    out.println("| %s | %s |".formatted(name, value));
  }

  private static String inForce(Card card) {
    String from = card.from() == null ? "" : "from " + card.from();
    String expires = card.expires() == null ? "" : "until " + card.expires();
    return from.isEmpty() && expires.isEmpty() ? "always" : (from + " " + expires).strip();
  }

  /// A link from `docs` to the rule's source, where it is one of the rule book's own classes.
  private String source(Rule rule) {
    Class<?> type = rule.getClass();
    return !(rule instanceof FixedRule)
            && type.getPackageName().equals(ruleBook.get().packageName())
        ? "[%s](../%s)".formatted(type.getSimpleName(), sources.file(type))
        : "`" + type.getName() + "`";
  }

  private static String withoutStop(String title) {
    return title.endsWith(".") ? title.substring(0, title.length() - 1) : title;
  }
}
