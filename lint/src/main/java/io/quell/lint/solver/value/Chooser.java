package io.quell.lint.solver.value;

import io.quell.criteria.Condition;
import io.quell.criteria.Domain;
import io.quell.lint.solver.language.CommonTexts;
import io.quell.lint.solver.language.Language;
import io.quell.lint.solver.language.Languages;
import io.quell.lint.solver.language.RegularExpressions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds values that are as wanted, or proves that there are none.
public final class Chooser {
  private static final int ENOUGH = 20;
  private static final int MOST_REFUSED_VALUES = 100;
  private static final Language NUMBER = Language.of("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Language ADDRESS = Language.of("[0-9.]+|[0-9a-fA-F:.]+");
  private static final Language TIME = Language.of(".*[0-9T:]+.*");

  private final Instant now;

  /// Chooses values for a time.
  ///
  /// @param now the time that ages are counted to
  public Chooser(Instant now) {
    this.now = now;
  }

  /// Values that meet the constraint.
  public Candidates choose(ValueConstraint constraint) {
    if (constraint.domain() instanceof Domain.Listed(var values)) {
      return Candidates.exactly(passing(constraint, values.stream()));
    }
    Optional<List<String>> spelledOut = spelledOut(constraint);
    if (spelledOut.isPresent()) {
      List<String> values = passing(constraint, spelledOut.get().stream());
      return new Candidates(
          values, constraint.conditions().noneMatch(ValueConstraint::movesWithTheClock));
    }
    boolean time = constraint.domain() instanceof Domain.Temporal || constraint.asksForTime();
    boolean number =
        constraint.domain() instanceof Domain.Numeric
            || constraint.asksFor(Condition.NumericRange.class);
    boolean address = constraint.asksFor(Condition.Network.class);
    if (Stream.of(time, number, address).filter(kind -> kind).count() > 1) {
      return Candidates.NONE; // no text is two of these
    }
    if (time) {
      return orByText(constraint, TimeValues.of(constraint, now), TIME);
    }
    if (number) {
      return orByText(constraint, NumberValues.of(constraint, now), NUMBER);
    }
    return address
        ? orByText(constraint, AddressValues.of(constraint, now), ADDRESS)
        : texts(constraint, List.of());
  }

  /// The values of a clause that spells them all out.
  private static Optional<List<String>> spelledOut(ValueConstraint constraint) {
    return constraint.clauses().stream()
        .filter(clause -> clause.stream().allMatch(Condition.Equal.class::isInstance))
        .map(
            clause ->
                clause.stream().map(condition -> ((Condition.Equal) condition).value()).toList())
        .findFirst();
  }

  private List<String> passing(ValueConstraint constraint, Stream<String> values) {
    return values.distinct().filter(constraint.test(now)).toList();
  }

  /// What is refused, as far as it is known as languages: the single values as one, and of very
  /// many the first.
  private static List<Language> unwanted(List<Condition> refused) {
    List<Language> values =
        refused.stream()
            .filter(Condition.Equal.class::isInstance)
            .limit(MOST_REFUSED_VALUES)
            .flatMap(condition -> Languages.of(condition).stream())
            .toList();
    List<Language> unwanted =
        new ArrayList<>(values.isEmpty() ? List.of() : List.of(new Language.Choice(values)));
    refused.stream()
        .filter(condition -> !(condition instanceof Condition.Equal))
        .forEach(condition -> Languages.of(condition).ifPresent(unwanted::add));
    return unwanted;
  }

  /// What was found, else what conditions on the text say.
  private Candidates orByText(ValueConstraint constraint, Candidates found, Language form) {
    if (!found.values().isEmpty() || found.areImpossible()) {
      return found;
    }
    return texts(constraint, List.of(form));
  }

  /// All texts of a form, and maybe others.
  private static Language language(Domain.Formed formed) {
    return RegularExpressions.read(formed.pattern())
        .map(RegularExpressions.Reading::language)
        .orElse(Language.ANY);
  }

  private Candidates texts(ValueConstraint constraint, List<Language> forms) {
    List<String> guessed = passing(constraint, Guesses.of(constraint));
    if (!guessed.isEmpty()) {
      return new Candidates(guessed, false);
    }
    List<Language> wanted = new ArrayList<>(forms);
    if (constraint.domain() instanceof Domain.Formed formed) {
      wanted.add(language(formed));
    }
    constraint
        .clauses()
        .forEach(
            clause ->
                wanted.add(new Language.Choice(clause.stream().map(Languages::around).toList())));
    List<Language> unwanted = unwanted(constraint.refused());
    Optional<List<String>> found = CommonTexts.of(wanted, unwanted, ENOUGH);
    if (found.isEmpty()) {
      return Candidates.UNKNOWN;
    }
    Set<String> values = new LinkedHashSet<>(passing(constraint, found.get().stream()));
    return new Candidates(List.copyOf(values), found.get().isEmpty());
  }
}
