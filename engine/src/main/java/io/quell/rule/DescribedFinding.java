package io.quell.rule;

import io.quell.criteria.Condition;
import io.quell.criteria.Condition.NumericRange;
import io.quell.criteria.Condition.TimeRange;
import io.quell.criteria.Criteria;
import io.quell.criteria.Criteria.AllOf;
import io.quell.criteria.Criteria.AnyOf;
import io.quell.criteria.Criteria.Not;
import io.quell.criteria.Criteria.OnElements;
import io.quell.criteria.Domain;
import io.quell.criteria.Durations;
import io.quell.criteria.Field;
import io.quell.finding.Json;
import io.quell.value.Bounded;
import io.quell.value.Times;
import java.time.Duration;
import java.util.stream.Stream;

/// An example of a finding by the values of its fields, in the words of criteria: `control: S3.9`.
/// What it does not mention is as an ordinary finding has it.
///
/// A value is a value: a time may also be said as how long ago it was, `age: 40 days`. Patterns,
/// ranges and alternatives are refused, for one finding meets them in one way alone, and the
/// example would say nothing of the others.
///
/// @param fields the values as they are written
public record DescribedFinding(Criteria fields) implements Example.ExampleFinding {
  /// So that a time so long ago is older than that, and not much.
  private static final Duration SHORT = Duration.ofSeconds(2);

  /// @throws IllegalArgumentException where it is no single finding; the message says why
  public DescribedFinding {
    if (meaning(fields).equals(Criteria.allOf())) {
      throw new IllegalArgumentException("the example is empty; it needs a field at least");
    }
  }

  /// What the finding must be.
  public Criteria meaning() {
    return meaning(fields);
  }

  private static Criteria meaning(Criteria written) {
    return switch (written) {
      case AllOf(var parts) ->
          Criteria.allOf(parts.stream().map(DescribedFinding::meaning).toList());
      case OnElements on -> new OnElements(on.quantifier(), on.element(), meaning(on.part()));
      case Not(Criteria.Test(_, Condition.Exists _)) -> written;
      case Criteria.Test(_, Condition.Exists _) -> written;
      case Criteria.Test(var field, Condition.Equal(var value)) -> value(field, value);
      case Criteria.Test(var field, var condition) ->
          throw new IllegalArgumentException(
              "'%s %s' is a condition; an example says what the value is%s"
                  .formatted(
                      field,
                      condition,
                      field.domain() instanceof Domain.Temporal ? ", such as 40 days" : ""));
      case AnyOf any when isOfValues(any) ->
          throw new IllegalArgumentException(
              "%s has %d values, any of which would do; an example is one finding: write one for each"
                  .formatted(any.fields().getFirst(), any.parts().size()));
      case AnyOf _ ->
          throw new IllegalArgumentException(
              "the example has alternatives; it is one finding: write one for each");
      case Not _ ->
          throw new IllegalArgumentException(
              "the example says what a finding must not have; it says what the finding has, and"
                  + " '{exists: false}' of a field that it does not have");
    };
  }

  private static boolean isOfValues(AnyOf any) {
    return any.fields().size() == 1
        && any.parts().stream()
            .allMatch(part -> part instanceof Criteria.Test(_, Condition.Equal _));
  }

  private static Criteria value(Field field, String value) {
    Stream<Criteria> meant =
        switch (field.domain()) {
          case Domain.Temporal _ -> time(field, value);
          case Domain.Numeric(double lowest, double highest) ->
              Json.number(value).stream()
                  .filter(number -> lowest <= number && number <= highest)
                  .mapToObj(number -> new Criteria.Test(field, new NumericRange(number, number)));
          case Domain.Listed _, Domain.Formed _, Domain.Free _ ->
              field.domain().admits(value) ? Stream.of(field.is(value)) : Stream.empty();
        };
    return meant
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is '%s'; allowed is %s%s"
                        .formatted(
                            field,
                            Bounded.value(value),
                            field.domain().what(),
                            field.domain() instanceof Domain.Temporal
                                ? ", or how long ago that was, such as 40 days"
                                : "")));
  }

  private static Stream<Criteria> time(Field field, String value) {
    return Stream.concat(
        Times.read(value).stream().map(time -> new Criteria.Test(field, new TimeRange(time, time))),
        Durations.read(value).stream()
            .map(ago -> field.olderThan(ago).and(field.newerThan(ago.plus(SHORT)))));
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
