package io.quell.cli.sweep;

import io.quell.book.Book;
import io.quell.finding.Finding;
import io.quell.rule.Card;
import io.quell.run.Evaluation;
import io.quell.run.RuleChange;
import io.quell.run.RuleEngine;
import io.quell.run.mark.KnownRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Decides as a book does. All its rules run on every finding, so that of two that disagree the
/// same one wins as in the function; where only some rules are meant, a finding is changed if one
/// of them has a part in what changes on it: its value is set, or goes. The finding's whole update
/// is sent then, for its mark speaks of all fields together.
public final class BookDecider implements Decider {
  private final RuleEngine engine;
  private final Set<String> only;
  private final List<Pattern> mentions;
  private final Map<String, String> ids = new HashMap<>();

  /// @param book what is to be known of rules that have left it
  /// @param engine runs the rules of the book
  /// @param only the ids of the rules that are meant; none for all of them
  public BookDecider(Book book, RuleEngine engine, Set<String> only) {
    this.engine = engine;
    this.only = Set.copyOf(only);
    this.mentions =
        only.stream()
            .map(id -> Pattern.compile("(?<![a-z0-9-])%s(?![a-z0-9-])".formatted(id)))
            .toList();
    Stream.of(engine.cards().stream().map(Card::id), book.history().removed().stream())
        .flatMap(all -> all)
        .forEach(id -> ids.put(KnownRules.shortened(id), id));
  }

  /// The ids of the rules in the order of the book.
  public List<String> order() {
    return engine.cards().stream().map(Card::id).toList();
  }

  @Override
  public Proposal decide(Finding finding) {
    Evaluation evaluation = engine.evaluate(finding);
    List<RuleChange> changes = evaluation.changes().stream().map(this::withWholeIds).toList();
    boolean isMeant =
        only.isEmpty()
            || changes.stream()
                .anyMatch(change -> change.rules().stream().anyMatch(only::contains));
    return isMeant
        ? new Proposal(evaluation, changes, kept(evaluation), List.of())
        : new Proposal(Evaluation.none(finding), List.of(), kept(evaluation), List.of());
  }

  @Override
  public boolean asksAllRules() {
    return only.isEmpty();
  }

  private RuleChange withWholeIds(RuleChange change) {
    return new RuleChange(
        change.field(),
        change.isGivenBack(),
        change.rules().stream()
            .map(id -> ids.getOrDefault(KnownRules.shortened(id), id))
            .collect(Collectors.toSet()));
  }

  /// Where only some rules are meant, what is said of them.
  private List<String> kept(Evaluation evaluation) {
    boolean isMatched = evaluation.matched().stream().map(Card::id).anyMatch(only::contains);
    return only.isEmpty() || (isMatched && evaluation.isLeftWhole())
        ? evaluation.kept()
        : evaluation.kept().stream()
            .filter(sentence -> mentions.stream().anyMatch(id -> id.matcher(sentence).find()))
            .toList();
  }
}
