package io.quell.lint.alternatives;

import io.quell.criteria.Criteria;
import io.quell.criteria.Criteria.AllOf;
import io.quell.criteria.Criteria.AnyOf;
import io.quell.criteria.Criteria.Not;
import io.quell.criteria.Criteria.OnElements;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// One of the alternatives inside of criteria, or one of their exceptions.
///
/// @param part what it asks
/// @param among the alternatives that it is one of; itself alone where it is an exception that
///     stands by itself
/// @param isException whether it leaves findings out
/// @param whole the criteria with this branch as the only one, so that they hold where the branch
///     matters
record Branch(
    Criteria part, List<Criteria> among, boolean isException, UnaryOperator<Criteria> whole) {

  /// The criteria of a rule as they are where this branch is the one that matters.
  Criteria alone() {
    return whole.apply(part);
  }

  /// Goes through the branches of criteria from outside to inside.
  ///
  /// @param isOpen whether to go on inside of a branch; not, where it can never hold
  static void forEach(Criteria criteria, Predicate<Branch> isOpen) {
    walk(criteria, false, UnaryOperator.identity(), isOpen);
  }

  private static void walk(
      Criteria criteria,
      boolean isException,
      UnaryOperator<Criteria> whole,
      Predicate<Branch> isOpen) {
    Consumer<Branch> taker =
        branch -> {
          if (isOpen.test(branch)) {
            walk(branch.part, branch.isException, branch.whole, isOpen);
          }
        };
    switch (criteria) {
      case AllOf(var parts) -> {
        for (int at = 0; at < parts.size(); at++) {
          walk(parts.get(at), isException, beside(parts, at, whole), isOpen);
        }
      }
      case AnyOf(var parts) ->
          parts.forEach(part -> taker.accept(new Branch(part, parts, isException, whole)));
      case Not(AnyOf(var parts)) ->
          parts.forEach(part -> taker.accept(new Branch(part, parts, true, whole)));
      case Not(var part) -> taker.accept(new Branch(part, List.of(part), true, whole));
      case OnElements(_, var element, var part) ->
          walk(
              part,
              isException,
              // that one of them is so holds wherever all are
              inner -> whole.apply(new OnElements(OnElements.Quantifier.ONE, element, inner)),
              isOpen);
      case Criteria.Test _ -> {
        // it has no branches
      }
    }
  }

  /// The criteria with one of their parts replaced, in this place. Of two exceptions that leave out
  /// the same the later is the one without need: the earlier is looked at without it.
  private static UnaryOperator<Criteria> beside(
      List<Criteria> parts, int at, UnaryOperator<Criteria> whole) {
    boolean isException = parts.get(at) instanceof Not;
    return inner -> {
      List<Criteria> others = new ArrayList<>();
      for (int other = 0; other < parts.size(); other++) {
        if (other == at) {
          others.add(inner);
        } else if (!isException || other < at || !(parts.get(other) instanceof Not)) {
          others.add(parts.get(other));
        }
      }
      return whole.apply(Criteria.allOf(others));
    };
  }
}
