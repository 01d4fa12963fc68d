package io.quell.criteria;

import io.quell.finding.Resource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A criterion that holds, and what makes it hold: the reason why an exception left a finding out.
///
/// @param criterion the criterion, without parts where it has none that would say more
/// @param values the values that pass
/// @param resource the resource that meets the criterion by itself, or null where it is not about
///     one
public record Match(Criteria criterion, List<String> values, @Nullable String resource) {
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
      case Criteria.OnResources(var quantifier, var part) ->
          switch (quantifier) {
            case ONE ->
                IntStream.range(0, subject.resources().size())
                    .filter(at -> part.holds(subject.withOnly(subject.resources().get(at))))
                    .boxed()
                    .findFirst()
                    .stream()
                    .flatMap(
                        at ->
                            of(part, subject.withOnly(subject.resources().get(at))).stream()
                                .map(held -> held.on(name(subject, at))))
                    .toList();
            case EVERY ->
                List.of(
                    new Match(
                        criteria,
                        IntStream.range(0, subject.resources().size())
                            .mapToObj(at -> name(subject, at))
                            .toList(),
                        null));
          };
    };
  }

  private Match on(String name) {
    return resource == null ? new Match(criterion, values, name) : this;
  }

  /// What a resource in view is called: by its identifier, else its type, else its place.
  static String name(EvaluationContext subject, int at) {
    Resource resource = subject.resources().get(at);
    return resource.id().or(resource::type).orElse("resource %d".formatted(at + 1));
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
        + (resource == null ? "" : " on " + resource);
  }
}
