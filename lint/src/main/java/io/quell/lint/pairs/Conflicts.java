package io.quell.lint.pairs;

import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.criteria.Field;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.Level;
import io.quell.lint.problem.ProblemCollector;
import io.quell.lint.solver.Satisfiability;
import io.quell.update.Action;
import io.quell.update.Change;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Two rules that want different things of one finding.
public final class Conflicts {
  /// How many conflicts are told of one rule, of each level.
  private static final int MOST_OF_ONE_RULE = 10;
  /// How many pairs of rules are looked at closely, so that the largest book takes about a minute.
  private static final int MOST_PAIRS = 20_000;
  /// First any finding; then one of each severity, since what a relative change comes to depends on
  /// it.
  private static final List<Criteria> SEVERITIES = severities();

  private Conflicts() {}

  private static List<Criteria> severities() {
    List<Criteria> severities = new ArrayList<>(List.of(Criteria.allOf()));
    for (SeverityLabel label : SeverityLabel.values()) {
      severities.add(Field.Named.PROVIDER_SEVERITY.is(label).and(Field.Named.SEVERITY.is(label)));
    }
    return severities;
  }

  /// Looks for them.
  public static void look(CheckedBook book, ProblemCollector problems) {
    new Search(book, problems).look();
  }

  /// A search through one book.
  private static final class Search {
    private final CheckedBook book;
    private final ProblemCollector problems;
    private final List<BookRule> rules;
    private final Settings settings;
    private final Set<String> accepted;
    private int pairs;
    private int left;

    Search(CheckedBook book, ProblemCollector problems) {
      this.book = book;
      this.problems = problems;
      this.rules = book.rules();
      this.settings = new Settings(rules);
      this.accepted = accepted(rules);
    }

    private static Set<String> accepted(List<BookRule> rules) {
      Set<String> accepted = new HashSet<>();
      rules.forEach(
          rule ->
              rule.card()
                  .accepts()
                  .forEach(
                      accepts ->
                          accepts
                              .other()
                              .ifPresent(
                                  other -> {
                                    accepted.add(rule.id() + " " + other);
                                    accepted.add(other + " " + rule.id());
                                  })));
      return accepted;
    }

    void look() {
      List<BitSet> differing = new ArrayList<>();
      for (int at = 0; at < rules.size(); at++) {
        differing.add(later(at, settings.differing(at)));
      }
      for (int at = 0; at < rules.size(); at++) {
        look(at, differing.get(at));
      }
      for (int at = 0; at < rules.size(); at++) {
        BitSet inNote = later(at, settings.differingInNote(at));
        inNote.andNot(differing.get(at));
        look(at, inNote);
      }
      tellWhatIsLeft();
    }

    /// Those of the others that come later and may meet the rule.
    private BitSet later(int at, BitSet others) {
      BookRule earlier = rules.get(at);
      others.clear(0, at + 1);
      if (earlier.card().terminal() // what is terminal is meant to win
          || others.isEmpty()
          || !book.runs(earlier)
          || book.answer(earlier) instanceof Satisfiability.Never) {
        return new BitSet();
      }
      others.and(book.overlapping(earlier));
      return others;
    }

    private void look(int at, BitSet others) {
      BookRule earlier = rules.get(at);
      int warnings = 0;
      int notes = 0;
      for (int other = others.nextSetBit(0); other >= 0; other = others.nextSetBit(other + 1)) {
        BookRule later = rules.get(other);
        boolean isAccepted =
            !accepted.isEmpty() && accepted.contains(earlier.id() + " " + later.id());
        boolean isMerelyNoted = isImported(earlier, later) || !mayBeForGood(at, other);
        if (!isAccepted
            && (pairs >= MOST_PAIRS
                || warnings == MOST_OF_ONE_RULE
                || (isMerelyNoted && notes == MOST_OF_ONE_RULE))) {
          left++;
          continue;
        }
        pairs++;
        Optional<Level> found =
            look(earlier, later, kinds(at, other), notes < MOST_OF_ONE_RULE || isAccepted);
        warnings += found.equals(Optional.of(Level.WARNING)) ? 1 : 0;
        notes += found.equals(Optional.of(Level.NOTE)) ? 1 : 0;
      }
    }

    /// Whether one of two rules may set a field aside that the other has set, as far as is known
    /// without a finding.
    private boolean mayBeForGood(int earlier, int later) {
      Set<String> fields = settings.differingFields(earlier, later);
      fields.remove(Settings.NOTE);
      if (isRelative(rules.get(earlier)) || isRelative(rules.get(later))) {
        fields.remove(Settings.SEVERITY);
      }
      return !fields.isEmpty();
    }

    /// The kinds of differences that may be there, the worse first: whether a field is set aside
    /// for good.
    private List<Boolean> kinds(int earlier, int later) {
      boolean isKnown =
          rules.get(earlier).fixed().isPresent() && rules.get(later).fixed().isPresent();
      boolean mayBeForGood = mayBeForGood(earlier, later);
      boolean mayBeOther =
          !isKnown
              || isRelative(rules.get(earlier))
              || isRelative(rules.get(later))
              || settings.differingFields(earlier, later).contains(Settings.NOTE);
      return Stream.of(true, false)
          .filter(isForGood -> isForGood ? mayBeForGood : mayBeOther)
          .toList();
    }

    /// Whether the order of the two was decided where they were imported from.
    private static boolean isImported(BookRule earlier, BookRule later) {
      return earlier.card().source().isPresent()
          && earlier.card().source().equals(later.card().source());
    }

    /// How bad it is that two rules are at odds; empty where they are not.
    private Optional<Level> look(
        BookRule earlier, BookRule later, List<Boolean> kinds, boolean tellsNotes) {
      if (!book.runs(later)
          || !earlier.isInForceWith(later)
          || problems.has(Check.REDUNDANT, earlier, later)
          || problems.has(Check.REDUNDANT, later, earlier)) {
        return Optional.empty();
      }
      for (boolean onlyForGood : kinds) {
        for (Criteria severity : SEVERITIES) {
          Satisfiability answer =
              book.answer(
                  earlier,
                  later.when().and(severity),
                  finding -> EffectDifference.of(finding, earlier, later).isThere(onlyForGood));
          if (answer instanceof Satisfiability.Holds(var example)) {
            return report(EffectDifference.of(example, earlier, later), example, tellsNotes);
          }
          if (answer instanceof Satisfiability.Never) {
            return Optional.empty();
          }
          if (!dependsOnSeverity(earlier, later)) {
            break;
          }
        }
      }
      return Optional.empty();
    }

    private Optional<Level> report(
        EffectDifference difference, Finding example, boolean tellsNotes) {
      // one resource is tried before several, so an example with several has them of necessity
      Check check =
          example.resources().size() > 1 && difference.isForGood()
              ? Check.CONFLICT_ACROSS_RESOURCES
              : Check.CONFLICT;
      boolean isException =
          difference.isForGood() && isException(difference.earlier(), difference.later());
      Level level =
          check == Check.CONFLICT
                  && difference.isForGood()
                  && !isException
                  && !isImported(difference.earlier(), difference.later())
              ? Level.WARNING
              : Level.NOTE;
      if (level == Level.WARNING || tellsNotes) {
        problems.add(
            check,
            level,
            List.of(difference.later(), difference.earlier()),
            difference.sentence(isException),
            level == Level.WARNING || check == Check.CONFLICT_ACROSS_RESOURCES
                ? check.advice()
                : "Nothing, if this order is meant; else change the order, or narrow one of them.",
            example);
      } else {
        left++;
      }
      return Optional.of(level);
    }

    /// Whether the later rule is about some of the findings of the earlier one. What is quickly
    /// tested comes first.
    private boolean isException(BookRule earlier, BookRule later) {
      return book.answer(later) instanceof Satisfiability.Holds(var example)
          && earlier.when().isShownBy(EvaluationContext.of(example, book.options().now()))
          && book.solver().implies(later.when(), earlier.when());
    }

    /// Whether it may take a finding of another severity to show a difference.
    private static boolean dependsOnSeverity(BookRule earlier, BookRule later) {
      return Stream.of(earlier, later)
          .anyMatch(
              rule ->
                  isRelative(rule)
                      || (rule.fixed().isEmpty() && rule.changes().contains(Change.SEVERITY)));
    }

    /// Whether a rule is known to change the severity from what it is.
    private static boolean isRelative(BookRule rule) {
      return rule.fixed()
          .filter(
              changes ->
                  changes.actions().stream().anyMatch(Action.RelativeSeverity.class::isInstance))
          .isPresent();
    }

    private void tellWhatIsLeft() {
      if (left > 0) {
        problems.add(
            Check.NOT_DECIDED,
            List.of(rules.getFirst()),
            ("Of the pairs of rules that may set a field to different values %,d were looked at"
                    + " and %,d were not: of one rule the first %d conflicts of a level are told,"
                    + " and of a book %,d pairs are looked at.")
                .formatted(pairs, left, MOST_OF_ONE_RULE, MOST_PAIRS),
            "Fix the conflicts that are told, or lint the book in parts.",
            null);
      }
    }
  }
}
