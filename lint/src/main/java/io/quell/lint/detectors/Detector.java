package io.quell.lint.detectors;

import io.quell.lint.alternatives.DeadAlternatives;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.forms.FieldForms;
import io.quell.lint.forms.GuardDutyTypes;
import io.quell.lint.forms.RawPaths;
import io.quell.lint.pairs.AlwaysHidden;
import io.quell.lint.pairs.Conflicts;
import io.quell.lint.pairs.Redundant;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import java.util.List;

/// Finds problems of one kind, or of two that are found on one way.
public interface Detector {
  /// Every detector. Problems of one rule and one level are told in this order.
  List<Detector> ALL =
      List.of(
          (book, problems) -> book.broken().forEach(problems::addBroken),
          new DepartedRules(),
          new IdReused(),
          new RuleDetector(Check.NEVER_MATCHES, WhetherItMatches::never),
          AlwaysHidden::look,
          new SuppressesEverything(),
          new SuppressesCritical(),
          new FormatLacksChange(),
          Redundant::look, // before the conflicts, which leave its pairs out
          Conflicts::look,
          DeadAlternatives::look,
          new RuleDetector(Check.CARD_INCOMPLETE, CardIncomplete::texts),
          new RuleDetector(Check.MISSPELLED, FieldForms::misspelled),
          new RuleDetector(Check.LITERAL_WILDCARD, FieldForms::literalWildcards),
          new RuleDetector(Check.PART_OF_LONGER, FieldForms::partsOfLonger),
          new RuleDetector(Check.OTHER_FORMAT, RawPaths::ofOtherFormat),
          new RuleDetector(Check.OTHER_FORMAT, GuardDutyTypes::ofOtherFormat),
          new RuleDetector(Check.EXPIRED, InForce::expired),
          new RuleDetector(Check.MATCHES_NOTHING, MatchesOfCorpus::nothing),
          new RuleDetector(Check.MATCHES_MUCH, MatchesOfCorpus::much),
          new RuleDetector(Check.EXPIRES_SOON, InForce::expiresSoon),
          new RuleDetector(Check.ONE_WAY, OneWay::fields),
          new RuleDetector(Check.OPEN_ENDED, InForce::openEnded),
          new RuleDetector(Check.RESTS_ON_TAGS, RestsOnTags::tags),
          new RuleDetector(Check.NO_EXAMPLE, WithoutExample::look),
          new RuleDetector(Check.NOT_DECIDED, WhetherItMatches::unknown));

  /// The detectors that find errors in a book by itself, the quick ones first.
  List<Detector> OF_ERRORS =
      List.of(
          ALL.getFirst(),
          new DepartedRules(),
          new IdReused(),
          new FormatLacksChange(),
          new SuppressesEverything(),
          new RuleDetector(Check.NEVER_MATCHES, WhetherItMatches::never),
          new SuppressesCritical(),
          AlwaysHidden::look);

  /// Looks at a rule book and tells what it finds.
  void look(CheckedBook book, ProblemCollector problems);
}
