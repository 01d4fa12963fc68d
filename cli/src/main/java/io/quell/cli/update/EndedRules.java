package io.quell.cli.update;

import io.quell.book.Book;
import io.quell.cli.command.WrongUseException;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.value.MeantName;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Rules whose changes are to be given back. A rule that is in force would set again what was given
/// back, at the finding's next event, which is the one of that very update: so each has to be
/// suspended, removed or past its last day.
///
/// @param ids the present ids
/// @param formerIds the ids that marks may still name them by
record EndedRules(Set<String> ids, Set<String> formerIds) {

  /// The rules that are named.
  ///
  /// @param pulled the ids of rules that levers suspend
  /// @throws WrongUseException where one of them has not ended in the book; it says what to do
  static EndedRules of(List<String> named, Book book, Set<String> pulled, LocalDate today) {
    Map<String, String> moved = book.history().moved();
    Set<String> suspended =
        pulled.stream().map(id -> moved.getOrDefault(id, id)).collect(Collectors.toSet());
    Set<String> ids =
        named.stream()
            .map(id -> moved.getOrDefault(id, id))
            .collect(Collectors.toCollection(TreeSet::new));
    ids.stream().filter(id -> !suspended.contains(id)).forEach(id -> requireEnded(id, book, today));
    return new EndedRules(
        ids,
        moved.entrySet().stream()
            .filter(move -> ids.contains(move.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()));
  }

  private static void requireEnded(String id, Book book, LocalDate today) {
    if (book.history().removed().contains(id) || book.history().suspended().contains(id)) {
      return;
    }
    Optional<Card> card =
        book.rules().stream().map(Rule::card).filter(one -> one.id().equals(id)).findFirst();
    if (card.isEmpty()) {
      throw new WrongUseException(
          "--rule: the book has no rule '%s' and does not say that it is removed; %s. If the rule is a class and --rules names a file, add --with-classes. If it has left the book, put it under removed: in the file of rules, deploy or publish that, and run this again"
              .formatted(id, MeantName.sentence(known(book), id)));
    }
    if (card.get().isInForceOn(today)) {
      throw new WrongUseException(
          "--rule: rule '%s' is in force and would set again what is given back: suspend it first ('quell levers --suspend %s', then --stack NAME here; or suspended: in the file of rules, deployed or published), and run this again"
              .formatted(id, id));
    }
  }

  private static Set<String> known(Book book) {
    Set<String> known =
        book.rules().stream()
            .map(rule -> rule.card().id())
            .collect(Collectors.toCollection(TreeSet::new));
    known.addAll(book.history().removed());
    return known;
  }

  /// All ids that a mark may name them by.
  Set<String> idsInMarks() {
    Set<String> all = new TreeSet<>(ids);
    all.addAll(formerIds);
    return all;
  }
}
