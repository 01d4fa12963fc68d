package io.quell.lint.pairs;

import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.criteria.Field;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.ProblemCollector;
import io.quell.lint.solver.Satisfiability;
import io.quell.update.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Rules without which the book would do the same: twins, rules of which later ones set each field
/// anew wherever they match, and rules that set what an earlier one has set already.
///
/// It is proved. A rule's note is its comment, so that rules that differ in their notes alone are
/// the same, unless a note is all that a rule sets.
public final class Redundant {
  /// How many proofs are tried, so that the largest book takes no more than some seconds.
  private static final int MOST_PROOFS = 10_000;
  private static final int MOST_PROOFS_OF_ONE_RULE = 20;
  /// How many rules are looked at together.
  private static final int MOST_TOGETHER = 50;

  private Redundant() {}

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
    private final List<Map<Format, Effects>> effects;
    private int proofs;
    private int proofsOfRule;
    private int left;

    Search(CheckedBook book, ProblemCollector problems) {
      this.book = book;
      this.problems = problems;
      this.rules = book.rules();
      this.settings = new Settings(rules);
      this.effects =
          rules.stream()
              .map(
                  rule -> {
                    Map<Format, Effects> ofRule = new EnumMap<>(Format.class);
                    for (Format format : Format.values()) {
                      ofRule.put(format, Effects.of(rule, format));
                    }
                    return ofRule;
                  })
              .toList();
    }

    void look() {
      for (int at = 0; at < rules.size(); at++) {
        BookRule rule = rules.get(at);
        proofsOfRule = 0;
        if (!rule.card().terminal() // which also ends the run
            && book.runs(rule)
            && book.answer(rule) instanceof Satisfiability.Holds(var example)
            && !isOverwritten(at, example)
            && rule.fixed().isPresent()) {
          lookBefore(at, example);
        }
      }
      if (left > 0) {
        problems.add(
            Check.NOT_DECIDED,
            List.of(rules.getFirst()),
            ("Whether a rule does nothing was not looked into for %,d pairs of rules: of one rule"
                    + " %d proofs are tried, and of a book %,d.")
                .formatted(left, MOST_PROOFS_OF_ONE_RULE, MOST_PROOFS),
            "Lint the book in parts, if that matters.",
            null);
      }
    }

    /// The rules that may set a useful field of a rule and may meet it.
    private BitSet candidates(int at) {
      Set<String> fields = new HashSet<>();
      effects.get(at).values().forEach(ofFormat -> fields.addAll(ofFormat.useful()));
      BitSet candidates = settings.setting(fields);
      candidates.clear(at);
      if (!candidates.isEmpty()) {
        candidates.and(book.overlapping(rules.get(at)));
      }
      return candidates;
    }

    /// Whether later rules set each field of a rule anew, which is told.
    private boolean isOverwritten(int at, Finding example) {
      BookRule rule = rules.get(at);
      BitSet others = candidates(at);
      others.clear(0, at);
      if (others.isEmpty()) {
        return false;
      }
      others = beforeRunEnds(at, others);
      Map<Format, Set<String>> useful = useful(at);
      Map<Format, Set<String>> open = useful;
      List<Integer> overwriting = new ArrayList<>();
      EvaluationContext subject = EvaluationContext.of(example, book.options().now());
      for (int other = others.nextSetBit(0); other >= 0; other = others.nextSetBit(other + 1)) {
        Map<Format, Set<String>> set = overwritten(at, other, useful);
        if (set.values().stream().allMatch(Set::isEmpty)
            || !mayImply(rules.get(other), subject)
            || !isProved(rule.when(), rules.get(other).when())) {
          continue;
        }
        boolean isAlone = stillOpen(rule, without(useful, set)).isEmpty();
        open = isAlone ? Map.of() : stillOpen(rule, without(open, set));
        overwriting = isAlone ? new ArrayList<>() : overwriting;
        overwriting.add(other);
        if (open.isEmpty()) {
          report(at, overwriting, example);
          return true;
        }
      }
      return isOverwrittenByTurns(at, others, subject, example);
    }

    /// Whether of several later rules one or the other sets all fields of a rule anew wherever it
    /// matches, which is told.
    private boolean isOverwrittenByTurns(
        int at, BitSet others, EvaluationContext subject, Finding example) {
      Map<Format, Set<String>> useful = useful(at);
      List<Integer> together =
          others.stream()
              .filter(other -> overwritten(at, other, useful).equals(useful))
              .boxed()
              .collect(Collectors.toCollection(ArrayList::new));
      if (together.size() < 2
          || together.size() > MOST_TOGETHER
          || together.stream().noneMatch(other -> rules.get(other).when().isShownBy(subject))
          || !isProved(rules.get(at).when(), anyOf(together))) {
        return false;
      }
      for (Integer other : List.copyOf(together)) {
        List<Integer> fewer =
            together.stream()
                .filter(each -> !each.equals(other))
                .collect(Collectors.toCollection(ArrayList::new));
        if (fewer.size() > 1 && book.solver().implies(rules.get(at).when(), anyOf(fewer))) {
          together = fewer;
        }
      }
      report(at, together, example);
      return true;
    }

    private Criteria anyOf(List<Integer> others) {
      return Criteria.anyOf(others.stream().map(other -> rules.get(other).when()).toList());
    }

    private static Map<Format, Set<String>> without(
        Map<Format, Set<String>> fields, Map<Format, Set<String>> others) {
      Map<Format, Set<String>> left = new EnumMap<>(Format.class);
      fields.forEach(
          (format, ofFormat) ->
              left.put(format, without(ofFormat, others.getOrDefault(format, Set.of()))));
      return left;
    }

    private static Set<String> without(Set<String> fields, Set<String> others) {
      Set<String> left = new HashSet<>(fields);
      left.removeAll(others);
      return left;
    }

    /// What is useful of a rule, format by format, where it is about findings of the format.
    private Map<Format, Set<String>> useful(int at) {
      Map<Format, Set<String>> useful = new EnumMap<>(Format.class);
      effects.get(at).forEach((format, ofFormat) -> useful.put(format, ofFormat.useful()));
      return useful;
    }

    /// The fields that are open in formats of which the rule may match findings.
    private Map<Format, Set<String>> stillOpen(BookRule rule, Map<Format, Set<String>> open) {
      if (open.values().stream().allMatch(Set::isEmpty)) {
        return Map.of();
      }
      Map<Format, Set<String>> left = new EnumMap<>(Format.class);
      open.forEach(
          (format, fields) -> {
            if (!fields.isEmpty()
                && !(book.answer(rule, Field.Named.FORMAT.is(format), _ -> true)
                    instanceof Satisfiability.Never)) {
              left.put(format, fields);
            }
          });
      return left;
    }

    /// The later rules up to the first that may end the run before them.
    private BitSet beforeRunEnds(int at, BitSet others) {
      BookRule rule = rules.get(at);
      BitSet met = book.overlapping(rule);
      for (int other = met.nextSetBit(at + 1); other >= 0; other = met.nextSetBit(other + 1)) {
        BookRule terminal = rules.get(other);
        if (terminal.card().terminal() && book.runs(terminal)) {
          BitSet before = (BitSet) others.clone();
          before.clear(other + 1, rules.size());
          return before;
        }
      }
      return others;
    }

    private Effects effects(int at, Format format) {
      return Objects.requireNonNull(effects.get(at).get(format));
    }

    /// The fields among these that the later rule sets anew, whatever the earlier has set.
    private Map<Format, Set<String>> overwritten(
        int at, int later, Map<Format, Set<String>> fields) {
      Map<Format, Set<String>> overwritten = new EnumMap<>(Format.class);
      boolean mayRun = rules.get(later).fixed().isPresent() && runsWhenever(later, at);
      fields.forEach(
          (format, open) -> {
            Effects own = effects(at, format);
            Effects other = effects(later, format);
            overwritten.put(
                format,
                open.stream()
                    .filter(
                        field ->
                            mayRun
                                && (other.setsForGood(field)
                                    || (other.absorbs(field, own)
                                        && isUntouchedBetween(at, later, field))))
                    .collect(Collectors.toSet()));
          });
      return overwritten;
    }

    /// Whether one rule runs on every day on which the other does. Two of one id are an error that
    /// is told elsewhere.
    private boolean runsWhenever(int one, int other) {
      return !rules.get(one).id().equals(rules.get(other).id())
          && book.runs(rules.get(one))
          && rules.get(one).isInForceWhenever(rules.get(other));
    }

    /// Whether no rule between two sets the field on a finding that the one to match less has.
    private boolean isUntouchedBetween(int earlier, int later, String field) {
      BitSet between = settings.setting(Set.of(field));
      between.clear(0, earlier + 1);
      between.clear(later, rules.size());
      return between.stream()
          .mapToObj(rules::get)
          .filter(book::runs)
          .noneMatch(
              rule ->
                  book.mayMeet(rule, rules.get(earlier)) && book.mayMeet(rule, rules.get(later)));
    }

    /// Whether an earlier rule has set already what this one sets, which is told.
    private void lookBefore(int at, Finding example) {
      BookRule rule = rules.get(at);
      BitSet others = candidates(at);
      others.clear(at, rules.size());
      EvaluationContext subject = EvaluationContext.of(example, book.options().now());
      for (int other = others.previousSetBit(at);
          other >= 0;
          other = others.previousSetBit(other - 1)) {
        if (isSetBy(at, other)
            && !problems.has(Check.REDUNDANT, rules.get(other), rule)
            && mayImply(rules.get(other), subject)
            && isProved(rule.when(), rules.get(other).when())) {
          report(at, List.of(other), example);
          return;
        }
      }
    }

    /// Whether an earlier rule sets all that a rule sets, and nothing in between changes it.
    private boolean isSetBy(int at, int earlier) {
      return rules.get(earlier).fixed().isPresent()
          && !rules.get(earlier).card().terminal()
          && runsWhenever(earlier, at)
          && Arrays.stream(Format.values())
              .allMatch(
                  format -> {
                    Effects own = effects(at, format);
                    Effects other = effects(earlier, format);
                    return own.useful().stream()
                        .allMatch(
                            field ->
                                own.leaves(field, other) && isUntouchedBetween(earlier, at, field));
                  });
    }

    /// Whether the example of a rule leaves it open that the other matches wherever it does. What
    /// is quickly tested comes first: of most pairs nothing else has to be.
    private static boolean mayImply(BookRule other, EvaluationContext subject) {
      return parts(other.when()).stream()
              .filter(part -> part instanceof Criteria.Test)
              .allMatch(part -> part.isShownBy(subject))
          && other.when().isShownBy(subject);
    }

    private static List<Criteria> parts(Criteria criteria) {
      return criteria instanceof Criteria.AllOf(var parts) ? parts : List.of(criteria);
    }

    private boolean isProved(Criteria whenever, Criteria then) {
      if (proofs == MOST_PROOFS || proofsOfRule == MOST_PROOFS_OF_ONE_RULE) {
        left++;
        return false;
      }
      proofs++;
      proofsOfRule++;
      return book.solver().implies(whenever, then);
    }

    private void report(int at, List<Integer> others, Finding example) {
      List<BookRule> all = new ArrayList<>(List.of(rules.get(at)));
      others.forEach(other -> all.add(rules.get(other)));
      problems.add(Check.REDUNDANT, all, sentence(at, others), example);
    }

    private String sentence(int at, List<Integer> others) {
      String names =
          others.stream().map(other -> rules.get(other).id()).collect(Collectors.joining(", "));
      String fields =
          useful(at).values().stream()
              .flatMap(Set::stream)
              .distinct()
              .sorted()
              .collect(Collectors.joining(" and "));
      int other = others.getFirst();
      if (others.size() > 1) {
        return "It does nothing: wherever it matches, the later rules %s set %s anew."
            .formatted(names, fields);
      }
      if (doSame(at, other) && isProved(rules.get(other).when(), rules.get(at).when())) {
        return "It does nothing: it and %s are twins, which match the same findings and set %s to the same."
            .formatted(names, fields);
      }
      return other > at
          ? "It does nothing: wherever it matches, %s, a later rule, sets %s anew."
              .formatted(names, fields)
          : "It does nothing: wherever it matches, %s, an earlier rule, has set %s to the same already."
              .formatted(names, fields);
    }

    private boolean doSame(int one, int other) {
      Optional<Boolean> same =
          rules
              .get(one)
              .fixed()
              .flatMap(
                  own ->
                      rules
                          .get(other)
                          .fixed()
                          .map(
                              others ->
                                  withoutNote(own.actions())
                                      .equals(withoutNote(others.actions()))));
      return same.orElse(false);
    }

    private static Set<Action> withoutNote(List<Action> actions) {
      return actions.size() == 1
          ? Set.copyOf(actions)
          : actions.stream()
              .filter(action -> !(action instanceof Action.WriteNote))
              .collect(Collectors.toSet());
    }
  }
}
