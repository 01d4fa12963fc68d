package io.quell.lint.acceptance;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.Level;
import io.quell.lint.problem.LintProblem;
import io.quell.lint.problem.ProblemCollector;
import io.quell.rule.Acceptance;
import io.quell.rule.Rule;
import io.quell.value.Bounded;
import io.quell.value.MeantName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the rules of a book accept: problems that are accepted are not told, and an acceptance that
/// no problem needs is a problem.
///
/// Errors are not accepted: with most of them the function does not start or the rule does nothing,
/// and for the others a card has a member of its own that says it is meant.
public final class Acceptances {
  private static final Map<String, Check> CHECKS =
      Arrays.stream(Check.values()).collect(Collectors.toMap(Check::id, Function.identity()));

  /// What one rule accepts, once.
  ///
  /// @param place its place among all that the book accepts, from 0 on
  private record Stated(int place, BookRule rule, Acceptance accepts) {
    boolean isBySameRuleAs(Stated other) {
      return rule.position() == other.rule.position();
    }
  }

  private final CheckedBook book;
  private final List<Stated> stated = new ArrayList<>();
  private final IdentityHashMap<Rule, List<Stated>> byRule = new IdentityHashMap<>();
  /// The places of those that were needed.
  private final BitSet needed = new BitSet();

  private Acceptances(CheckedBook book) {
    this.book = book;
    for (BookRule rule : book.rules()) {
      for (Acceptance accepts : rule.card().accepts()) {
        var each = new Stated(stated.size(), rule, accepts);
        stated.add(each);
        byRule.computeIfAbsent(rule.rule(), _ -> new ArrayList<>()).add(each);
      }
    }
  }

  /// Takes out what is accepted, and adds what is accepted without need.
  public static void apply(CheckedBook book, ProblemCollector problems) {
    var acceptances = new Acceptances(book);
    if (!acceptances.stated.isEmpty()) {
      problems.removeIf(acceptances::accept);
      acceptances.stated.forEach(each -> acceptances.tell(each, problems));
    }
  }

  /// Whether a problem is accepted: one of a rule by itself there, one of several rules for each of
  /// the others at either end.
  private boolean accept(LintProblem problem) {
    if (problem.level() == Level.ERROR || problem.check() == Check.NEEDLESS_ACCEPT) {
      return false;
    }
    List<Stated> accepting = new ArrayList<>();
    if (!problem.check().isOfSeveralRules()) {
      problem
          .rules()
          .forEach(
              rule -> stated(rule, problem.check(), Optional.empty()).ifPresent(accepting::add));
      accepting.forEach(each -> needed.set(each.place()));
      return !accepting.isEmpty();
    }
    Rule first = problem.rules().getFirst();
    String firstName = problem.names().getFirst();
    for (int at = 1; at < problem.rules().size(); at++) {
      Optional<Stated> one = stated(first, problem.check(), Optional.of(problem.names().get(at)));
      Optional<Stated> other =
          stated(problem.rules().get(at), problem.check(), Optional.of(firstName));
      one.ifPresent(accepting::add);
      other.ifPresent(accepting::add);
      if (one.isEmpty() && other.isEmpty()) {
        return false;
      }
    }
    accepting.forEach(each -> needed.set(each.place()));
    return true;
  }

  private Optional<Stated> stated(Rule rule, Check check, Optional<String> with) {
    return byRule.getOrDefault(rule, List.of()).stream()
        .filter(each -> each.accepts().check().equals(check.id()))
        .filter(each -> each.accepts().other().equals(with))
        .findFirst();
  }

  private void tell(Stated each, ProblemCollector problems) {
    if (!needed.get(each.place())) {
      needless(each)
          .ifPresent(message -> problems.add(Check.NEEDLESS_ACCEPT, each.rule(), message));
    }
  }

  /// Why an acceptance is not needed; empty where it may be, on another day or with more at hand.
  private Optional<String> needless(Stated each) {
    String id = each.accepts().check();
    Check check = CHECKS.get(id);
    if (check == null) {
      return Optional.of(
          "It accepts '%s', and there is no such check%s"
              .formatted(Bounded.value(id), meant(id, CHECKS.keySet())));
    }
    if (check.level() == Level.ERROR) {
      return Optional.of(
          "It accepts '%s', which is an error: those are not accepted.".formatted(id));
    }
    if (check == Check.NEEDLESS_ACCEPT) {
      return Optional.of("It accepts '%s', which is not to be accepted itself.".formatted(id));
    }
    if (isRepeated(each)) {
      return Optional.of("It accepts '%s' twice.".formatted(named(each)));
    }
    Optional<String> other = each.accepts().other();
    if (check.isOfSeveralRules() != other.isPresent()) {
      return Optional.of(
          check.isOfSeveralRules()
              ? "It accepts '%s' and does not say with which rule: 'with' is the id of the other."
                  .formatted(id)
              : "It accepts '%s' with '%s', but that is about a rule by itself: leave 'with' out."
                  .formatted(id, other.orElseThrow()));
    }
    Optional<String> unknown = other.filter(with -> !book.names().contains(with));
    if (unknown.isPresent()) {
      return Optional.of(
          "It accepts '%s', and there is no rule of that id%s A file by itself does not know the rule classes."
              .formatted(named(each), meant(unknown.get(), book.names())));
    }
    return mayBeNeeded(each, check)
        ? Optional.empty()
        : Optional.of("It accepts '%s', and lint finds none.".formatted(named(each)));
  }

  private static String named(Stated each) {
    return each.accepts().check() + each.accepts().other().map(" with "::concat).orElse("");
  }

  private static String meant(String name, Set<String> known) {
    return MeantName.among(known, name).map("; did you mean '%s'?"::formatted).orElse(".");
  }

  private boolean isRepeated(Stated each) {
    return stated.subList(0, each.place()).stream()
        .anyMatch(earlier -> earlier.isBySameRuleAs(each) && named(earlier).equals(named(each)));
  }

  /// Whether the check could not look: without a corpus, or since a rule does not run for now, or
  /// cannot be read.
  private boolean mayBeNeeded(Stated each, Check check) {
    String other = each.accepts().other().orElse(each.rule().id());
    return (check.needsCorpus() && book.corpus().isEmpty())
        || book.broken().stream().anyMatch(broken -> broken.name().equals(other))
        || book.rules().stream()
            .filter(rule -> rule.position() == each.rule().position() || rule.id().equals(other))
            .anyMatch(rule -> check != Check.EXPIRED && !book.runs(rule));
  }
}
