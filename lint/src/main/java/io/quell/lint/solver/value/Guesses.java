package io.quell.lint.solver.value;

import io.quell.criteria.Condition;
import io.quell.criteria.Domain;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Texts that a person would try first: they read better than the shortest text that an automaton
/// finds.
final class Guesses {
  private static final List<String> FILLINGS = List.of("example", "", "-", "1", "x");

  private static final String TIME = "2026-10-20T08:00:00Z";

  private Guesses() {}

  /// Texts to try, the most natural first.
  static Stream<String> of(ValueConstraint constraint) {
    List<Condition> firsts = constraint.clauses().stream().map(List::getFirst).toList();
    String prefix =
        firsts.stream()
            .flatMap(condition -> prefix(condition).stream())
            .max(Comparator.comparingInt(String::length))
            .orElse("");
    String suffix =
        firsts.stream()
            .flatMap(condition -> suffix(condition).stream())
            .max(Comparator.comparingInt(String::length))
            .orElse("");
    String parts =
        firsts.stream()
            .flatMap(condition -> part(condition).stream())
            .distinct()
            .collect(Collectors.joining("-"));
    Stream<String> whole = constraint.conditions().flatMap(Guesses::whole);
    Stream<String> joined =
        FILLINGS.stream()
            .flatMap(
                filling ->
                    Stream.of(
                        prefix + parts + filling + suffix, prefix + filling + parts + suffix));
    Stream<String> samples =
        constraint.domain() instanceof Domain.Formed(_, _, var known)
            ? known.stream()
            : Stream.empty();
    Stream<String> apart =
        prefix.isEmpty() && parts.isEmpty() && suffix.isEmpty()
            ? Stream.of("example")
            : Stream.of(prefix + parts + suffix);
    Stream<String> times =
        constraint.domain() instanceof Domain.Temporal && prefix.length() < TIME.length()
            ? Stream.of(prefix + TIME.substring(prefix.length()), TIME)
            : Stream.empty();
    return Stream.of(samples, times, apart, joined, whole).flatMap(texts -> texts).distinct();
  }

  private static Optional<String> prefix(Condition condition) {
    return condition instanceof Condition.Prefix(var prefix)
        ? Optional.of(prefix)
        : Optional.empty();
  }

  private static Optional<String> suffix(Condition condition) {
    return condition instanceof Condition.Suffix(var suffix)
        ? Optional.of(suffix)
        : Optional.empty();
  }

  private static Optional<String> part(Condition condition) {
    return condition instanceof Condition.Containing(var part)
        ? Optional.of(part)
        : Optional.empty();
  }

  private static Stream<String> whole(Condition condition) {
    return switch (condition) {
      case Condition.Equal(var value) -> Stream.of(value);
      case Condition.EqualIgnoringCase(var value) ->
          Stream.of(value, value.toLowerCase(Locale.ROOT), value.toUpperCase(Locale.ROOT));
      case Condition.Prefix(var prefix) -> Stream.of(prefix);
      case Condition.Suffix(var suffix) -> Stream.of(suffix);
      case Condition.Containing(var part) -> Stream.of(part);
      case Condition.Wildcard(var pattern) ->
          Stream.of(
              pattern.replace("*", ""), pattern.replace("*", "example"), pattern.replace("*", "1"));
      case Condition.RegularExpression _,
          Condition.NumericRange _,
          Condition.OlderThan _,
          Condition.NewerThan _,
          Condition.TimeRange _,
          Condition.Network _,
          Condition.Exists _ ->
          Stream.empty();
    };
  }
}
