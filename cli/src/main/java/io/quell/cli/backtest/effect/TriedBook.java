package io.quell.cli.backtest.effect;

import io.quell.book.Book;
import io.quell.finding.Finding;
import io.quell.rule.Card;
import io.quell.run.BookSettings;
import io.quell.run.Evaluation;
import io.quell.run.FieldResolution;
import io.quell.run.RuleEngine;
import io.quell.run.mark.Marking;
import io.quell.run.mark.Marks;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/// A book that decides on findings, and changes none.
public final class TriedBook {
  private final String version;
  private final RuleEngine engine;
  private final Marking anyBooks;

  /// @throws IllegalArgumentException where two rules have one id, or what the book says of other
  ///     rules does not fit
  public TriedBook(Book book, BookSettings settings, Clock clock) {
    version = book.version();
    engine = book.engine(settings, clock);
    anyBooks =
        new Marking(
            BookSettings.AD_HOC, Set.of(), true, book.history().moved(), false, settings.fields());
  }

  /// What tells this book from others.
  public String version() {
    return version;
  }

  /// The cards of its rules, in order.
  public List<Card> cards() {
    return engine.cards();
  }

  /// What it makes of a finding. Who has won a field is asked only where there is something to win.
  public BookEffect effect(Finding finding) {
    Evaluation evaluation = engine.evaluate(finding);
    boolean isTouched = !evaluation.matched().isEmpty() || !evaluation.update().isEmpty();
    List<FieldResolution> fields =
        isTouched ? engine.explain(finding, Set.of()).fields() : List.of();
    Set<String> former =
        evaluation.givenBack().isEmpty() ? Set.of() : Marks.of(finding, anyBooks).rules();
    return BookEffect.of(evaluation, fields, former);
  }
}
