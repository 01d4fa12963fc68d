package io.quell.lint.alternatives;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import io.quell.lint.solver.Satisfiability;
import io.quell.value.Bounded;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Alternatives of criteria that can never hold beside the rest of them, and exceptions that never
/// apply, one by one. It is proved.
public final class DeadAlternatives {
  /// How many are told of one rule.
  private static final int MOST_OF_ONE_RULE = 10;
  /// How many proofs are tried, so that the largest book takes no more than some seconds.
  private static final int MOST_PROOFS = 20_000;
  private static final int MOST_PROOFS_OF_ONE_RULE = 200;

  private DeadAlternatives() {}

  /// Looks for them.
  public static void look(CheckedBook book, ProblemCollector problems) {
    new Search(book, problems).look();
  }

  /// A search through one book.
  private static final class Search {
    private final CheckedBook book;
    private final ProblemCollector problems;
    private final Map<Criteria, Satisfiability> byThemselves = new HashMap<>();
    private int proofs;
    private int left;

    Search(CheckedBook book, ProblemCollector problems) {
      this.book = book;
      this.problems = problems;
    }

    void look() {
      for (BookRule rule : book.rules()) {
        if (!(book.answer(rule) instanceof Satisfiability.Never)) {
          new OfRule(rule).look();
        }
      }
      if (left > 0) {
        problems.add(
            Check.NOT_DECIDED,
            List.of(book.rules().getFirst()),
            ("Whether an alternative can hold was not looked into for %,d alternatives: of one"
                    + " rule %d proofs are tried, and of a book %,d.")
                .formatted(left, MOST_PROOFS_OF_ONE_RULE, MOST_PROOFS),
            "Lint the book in parts, if that matters.",
            null);
      }
    }

    /// A search through the criteria of one rule.
    private final class OfRule {
      private final BookRule rule;
      private final Relations relations;
      private final OneValue values = new OneValue(book.options().now());
      private final IdentityHashMap<List<Criteria>, Relations.Outside> outside =
          new IdentityHashMap<>();
      private int proofsOfRule;
      private int found;

      OfRule(BookRule rule) {
        this.rule = rule;
        this.relations = new Relations(rule.when());
      }

      void look() {
        Branch.forEach(rule.when(), this::mayHold);
        if (found > MOST_OF_ONE_RULE) {
          problems.add(
              Check.DEAD_ALTERNATIVE,
              rule,
              "There are %,d more of its alternatives that can never hold."
                  .formatted(found - MOST_OF_ONE_RULE));
        }
      }

      /// Whether a branch may hold; where it cannot, that is told.
      private boolean mayHold(Branch branch) {
        if (isPresence(branch)) {
          return true;
        }
        switch (suspicion(branch)) {
          case NONE -> {
            return true;
          }
          case PROVED -> {
            if (found >= MOST_OF_ONE_RULE) {
              found++;
              return false;
            }
          }
          case SOME -> {
            if (proofs >= MOST_PROOFS || proofsOfRule >= MOST_PROOFS_OF_ONE_RULE) {
              left++;
              return true;
            }
            proofs++;
            proofsOfRule++;
          }
        }
        if (!(book.solver().solve(branch.alone()) instanceof Satisfiability.Never(var why))) {
          return true;
        }
        found++;
        if (found <= MOST_OF_ONE_RULE) {
          problems.add(Check.DEAD_ALTERNATIVE, rule, sentence(branch, why));
        }
        return false;
      }

      /// That a field is absent is not an exception, though it is one in form.
      private static boolean isPresence(Branch branch) {
        return branch.isException()
            && branch.part() instanceof Criteria.Test(_, Condition.Exists _);
      }

      private Suspicion suspicion(Branch branch) {
        Relations.Outside beside = outside.computeIfAbsent(branch.among(), relations::outside);
        if (!(branch.part() instanceof Criteria.Test test)) {
          return Suspicion.SOME;
        }
        if (OneValue.isNamedBy(test)
            && test.condition() instanceof Condition.Equal(var value)
            && test.field().domain().admits(value)) {
          return values.isRuledOut(branch.alone(), test.field(), value)
              ? Suspicion.PROVED
              : beside.concerns(test) && !beside.concernsByFieldAlone(test)
                  ? Suspicion.SOME
                  : Suspicion.NONE;
        }
        return beside.concerns(test)
                || byThemselves.computeIfAbsent(test, book.solver()::solve)
                    instanceof Satisfiability.Never
            ? Suspicion.SOME
            : Suspicion.NONE;
      }

      private static String sentence(Branch branch, String why) {
        return (branch.isException()
                ? "One of its exceptions never applies, '%s': %s."
                : "One of its alternatives can never hold, '%s': %s.")
            .formatted(Bounded.value(branch.part().toString()), why);
      }
    }
  }

  /// What is known of a branch without the solver.
  private enum Suspicion {
    /// It can hold, for nothing beside it has to do with it.
    NONE,
    /// It may be that it cannot hold.
    SOME,
    /// It cannot hold.
    PROVED
  }
}
