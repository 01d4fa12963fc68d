package io.quell.lint.solver;

import io.quell.criteria.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds values that are as wanted, or proves that there are none.
final class Chooser {
  private static final int ENOUGH = 20;
  private static final int MOST_REFUSED_VALUES = 100;
  private static final Language NUMBER = Language.of("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Language ADDRESS = Language.of("[0-9.]+|[0-9a-fA-F:.]+");
  private static final Language TIME = Language.of(".*[0-9T:]+.*");

  private final Instant now;

  Chooser(Instant now) {
    this.now = now;
  }

  /// Values that meet the demand.
  Candidates choose(Demand demand) {
    if (demand.domain() instanceof Domain.Listed(var values)) {
      return Candidates.exactly(passing(demand, values.stream()));
    }
    Optional<List<String>> spelledOut = spelledOut(demand);
    if (spelledOut.isPresent()) {
      List<String> values = passing(demand, spelledOut.get().stream());
      return new Candidates(values, demand.conditions().noneMatch(Demand::movesWithTheClock));
    }
    boolean time = demand.domain() instanceof Domain.Temporal || demand.asksForTime();
    boolean number =
        demand.domain() instanceof Domain.Numeric || demand.asksFor(Condition.NumericRange.class);
    boolean address = demand.asksFor(Condition.Network.class);
    if (Stream.of(time, number, address).filter(kind -> kind).count() > 1) {
      return Candidates.NONE; // no text is two of these
    }
    if (time) {
      return orByText(demand, TimeValues.of(demand, now), TIME);
    }
    if (number) {
      return orByText(demand, NumberValues.of(demand, now), NUMBER);
    }
    return address
        ? orByText(demand, AddressValues.of(demand, now), ADDRESS)
        : texts(demand, List.of());
  }

  /// The values of a clause that spells them all out.
  private static Optional<List<String>> spelledOut(Demand demand) {
    return demand.clauses().stream()
        .filter(clause -> clause.stream().allMatch(Condition.Equal.class::isInstance))
        .map(
            clause ->
                clause.stream().map(condition -> ((Condition.Equal) condition).value()).toList())
        .findFirst();
  }

  private List<String> passing(Demand demand, Stream<String> values) {
    return values.distinct().filter(demand.test(now)).toList();
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
  private Candidates orByText(Demand demand, Candidates found, Language form) {
    if (!found.values().isEmpty() || found.areImpossible()) {
      return found;
    }
    return texts(demand, List.of(form));
  }

  private Candidates texts(Demand demand, List<Language> forms) {
    List<String> guessed = passing(demand, Guesses.of(demand));
    if (!guessed.isEmpty()) {
      return new Candidates(guessed, false);
    }
    List<Language> wanted = new ArrayList<>(forms);
    if (demand.domain() instanceof Domain.Formed formed) {
      wanted.add(formed.language());
    }
    demand
        .clauses()
        .forEach(
            clause ->
                wanted.add(new Language.Choice(clause.stream().map(Languages::around).toList())));
    List<Language> unwanted = unwanted(demand.refused());
    Optional<List<String>> found = Texts.of(wanted, unwanted, ENOUGH);
    if (found.isEmpty()) {
      return Candidates.UNKNOWN;
    }
    Set<String> values = new LinkedHashSet<>(passing(demand, found.get().stream()));
    return new Candidates(List.copyOf(values), found.get().isEmpty());
  }
}
