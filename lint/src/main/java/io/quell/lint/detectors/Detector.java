package io.quell.lint.detectors;

import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.ProblemCollector;
import java.util.List;

/// Finds problems of one kind, or of two that are found on one way.
public interface Detector {
  /// Every detector. Problems of one rule and one level are told in this order.
  List<Detector> ALL =
      List.of(
          new BrokenRule(),
          new IdReused(),
          new NeverMatches(),
          new AlwaysHidden(),
          new SuppressesCritical(),
          new FormatLacksChange(),
          new Conflicts(),
          new TestsWhatRulesSet(),
          new CardIncomplete(),
          new Expired(),
          new MatchesNothing(),
          new MatchesMuch(),
          new ExpiresSoon(),
          new OpenEnded(),
          new NotDecided());

  /// Looks at a rule book and tells what it finds.
  void look(CheckedBook book, ProblemCollector problems);
}
