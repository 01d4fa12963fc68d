package io.quell.criteria;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A criterion that holds, and what makes it hold: the reason why an exception left a finding out.
///
/// @param criterion the criterion, without parts where it has none that would say more
/// @param values the values that pass
/// @param element the resource or vulnerability that meets the criterion by itself, or null where
///     it is not about one
public record Match(Criteria criterion, List<String> values, @Nullable String element) {
  public Match {
    values = List.copyOf(values);
  }

  /// What makes criteria hold; of alternatives the first that does. Nothing where they do not hold.
  static List<Match> of(Criteria criteria, EvaluationContext subject) {
    if (!criteria.holds(subject)) {
      return List.of();
    }
    return switch (criteria) {
      case Criteria.AllOf(var parts) ->
          parts.isEmpty()
              ? List.of(new Match(criteria, List.of(), null))
              : parts.stream().flatMap(part -> of(part, subject).stream()).toList();
      case Criteria.AnyOf(var parts) ->
          parts.stream()
              .filter(part -> part.holds(subject))
              .findFirst()
              .map(part -> of(part, subject))
              .orElseThrow();
      case Criteria.Not not -> List.of(new Match(not, List.of(), null));
      case Criteria.Test(var field, var condition) ->
          List.of(
              new Match(
                  criteria,
                  field
                      .values(subject)
                      .filter(value -> condition.holds(value, subject.now()))
                      .distinct()
                      .toList(),
                  null));
      case Criteria.OnElements on ->
          switch (on.quantifier()) {
            case ONE ->
                on.holding(subject)
                    .limit(1)
                    .boxed()
                    .flatMap(
                        at ->
                            of(on.part(), subject.withOnly(on.element(), at)).stream()
                                .map(held -> held.on(subject.name(on.element(), at))))
                    .toList();
            case EVERY ->
                List.of(
                    new Match(
                        on,
                        IntStream.range(0, subject.count(on.element()))
                            .mapToObj(at -> subject.name(on.element(), at))
                            .toList(),
                        null));
          };
    };
  }

  private Match on(String name) {
    return element == null ? new Match(criterion, values, name) : this;
  }

  /// The values, each with its field's name.
  Stream<String> namedValues() {
    List<Field> fields = criterion.fields();
    return values.stream()
        .map(value -> fields.size() == 1 ? fields.getFirst() + ": " + value : value);
  }

  /// The criterion; the values where it does not name them itself.
  @Override
  public String toString() {
    boolean isSaid = criterion instanceof Criteria.Test(_, Condition.Equal _) || values.isEmpty();
    return Sentence.brief(criterion)
        + (isSaid ? "" : " (" + Mismatch.listed(values) + ")")
        + (element == null ? "" : " on " + element);
  }
}
