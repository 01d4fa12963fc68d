package io.quell.rulefile;

import io.quell.criteria.Condition;
import io.quell.criteria.Condition.NumericRange;
import io.quell.criteria.Condition.TimeRange;
import io.quell.criteria.Criteria;
import io.quell.criteria.Durations;
import io.quell.criteria.Field;
import io.quell.finding.Json;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.Node.Sequence;
import io.quell.value.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what a field must be: one item or a list of items, any of which suffices.
final class ConditionReader {
  static final String ANYTHING_BUT = "anything-but";
  static final String NUMERIC = "numeric";
  static final String EXISTS = "exists";
  static final String OLDER_THAN = "older-than";
  static final String NEWER_THAN = "newer-than";
  static final String NOT_BEFORE = "not-before";
  static final String NOT_AFTER = "not-after";
  static final String LIST = "list";
  private static final List<String> WORDS =
      Stream.concat(
              Keyword.words().stream(),
              Stream.of(
                  ANYTHING_BUT,
                  NUMERIC,
                  EXISTS,
                  OLDER_THAN,
                  NEWER_THAN,
                  NOT_BEFORE,
                  NOT_AFTER,
                  LIST))
          .toList();
  /// Stands for any field where a list is checked that no rule uses.
  private static final Field ANY = new Field.Raw(List.of("any"));

  private record Use(String list, Field field) {}

  private final Problems problems;
  private final Map<String, Node> lists = new HashMap<>();
  private final Map<Use, Optional<Criteria>> uses = new HashMap<>();

  ConditionReader(Problems problems) {
    this.problems = problems;
  }

  /// Takes up a named list. It may use lists that were taken up before it.
  void define(String name, Node items) {
    criteria(ANY, "list " + name, items);
    lists.put(name, items);
  }

  /// The test of a field; empty, with a problem, where it cannot be read.
  ///
  /// @param what what the field is called
  Optional<Criteria> criteria(Field field, String what, Node node) {
    List<Node> items = node instanceof Sequence sequence ? sequence.items() : List.of(node);
    if (items.isEmpty()) {
      problems.add(node.mark(), "%s is an empty list, which no value could pass".formatted(what));
      return Optional.empty();
    }
    List<Criteria> read = new ArrayList<>(items.size());
    for (Node item : items) {
      item(field, what, item).ifPresent(read::add);
    }
    return read.size() < items.size() ? Optional.empty() : Optional.of(Criteria.anyOf(read));
  }

  private Optional<Criteria> item(Field field, String what, Node item) {
    return switch (item) {
      case Scalar scalar -> equal(field, what, scalar);
      case Mapping mapping -> condition(field, what, mapping);
      case Sequence _ -> {
        problems.wrong(item, what, "a value, a condition such as {prefix: …}, or a list of these");
        yield Optional.empty();
      }
    };
  }

  private Optional<Criteria> equal(Field field, String what, Scalar scalar) {
    List<String> allowed = FieldNames.allowed(field);
    if (scalar.isNothing() || scalar.text().isEmpty()) {
      problems.add(
          scalar.mark(),
          "%s has no value; {%s: false} is a field without one".formatted(what, EXISTS));
      return Optional.empty();
    }
    if (!allowed.isEmpty() && !allowed.contains(scalar.text())) {
      problems.wrong(scalar, what, String.join(", ", allowed));
      return Optional.empty();
    }
    return Optional.of(new Criteria.Test(field, new Condition.Equal(scalar.text())));
  }

  private Optional<Criteria> condition(Field field, String what, Mapping mapping) {
    if (mapping.members().isEmpty()
        || (mapping.members().size() > 1
            && !List.of(NOT_BEFORE, NOT_AFTER).containsAll(mapping.members().keySet()))) {
      problems.add(
          mapping.mark(),
          "%s: a condition has one member, such as {prefix: …}; several conditions are a list"
              .formatted(what));
      return Optional.empty();
    }
    String word = mapping.members().keySet().iterator().next();
    Node.Member member = mapping.members().values().iterator().next();
    Node value = member.value();
    String where = what + ": " + word;
    return switch (word) {
      case ANYTHING_BUT ->
          criteria(field, where, value)
              .map(others -> Criteria.allOf(field.isPresent(), Criteria.not(others)));
      case NUMERIC -> numeric(where, value).map(range -> new Criteria.Test(field, range));
      case EXISTS ->
          truth(where, value).map(exists -> exists ? field.isPresent() : field.isAbsent());
      case OLDER_THAN -> duration(where, value).map(field::olderThan);
      case NEWER_THAN -> duration(where, value).map(field::newerThan);
      case NOT_BEFORE, NOT_AFTER ->
          times(what, mapping).map(range -> new Criteria.Test(field, range));
      case LIST -> list(field, where, value);
      default -> {
        Optional<Keyword> keyword = Keyword.of(word);
        if (keyword.isEmpty()) {
          problems.unknown(member.mark(), what + ": condition", word, WORDS);
        }
        yield keyword.flatMap(known -> texts(field, where, known, value));
      }
    };
  }

  private Optional<Criteria> texts(Field field, String where, Keyword keyword, Node value) {
    List<Node> items = value instanceof Sequence sequence ? sequence.items() : List.of(value);
    List<Criteria> read = new ArrayList<>(items.size());
    for (Node item : items) {
      if (!(item instanceof Scalar scalar) || scalar.isNothing() || scalar.text().isEmpty()) {
        problems.wrong(item, where, "a text or a list of texts");
        continue;
      }
      try {
        read.add(new Criteria.Test(field, keyword.condition(scalar.text())));
      } catch (IllegalArgumentException e) {
        problems.add(item.mark(), "%s: %s".formatted(where, e.getMessage()));
      }
    }
    if (items.isEmpty()) {
      problems.wrong(value, where, "a text or a list of texts, at least one");
    }
    return read.isEmpty() || read.size() < items.size()
        ? Optional.empty()
        : Optional.of(Criteria.anyOf(read));
  }

  private Optional<Criteria> list(Field field, String where, Node value) {
    if (!(value instanceof Scalar name)) {
      problems.wrong(value, where, "the name of a list");
      return Optional.empty();
    }
    Node items = lists.get(name.text());
    if (items == null) {
      problems.unknown(value.mark(), "list", name.text(), lists.keySet());
      return Optional.empty();
    }
    Use use = new Use(name.text(), field);
    Optional<Criteria> known = uses.get(use);
    if (known != null) {
      return known;
    }
    Optional<Criteria> read = criteria(field, "list " + name.text(), items);
    uses.put(use, read);
    return read;
  }

  private Optional<Boolean> truth(String where, Node value) {
    if (value instanceof Scalar scalar && List.of("true", "false").contains(scalar.text())) {
      return Optional.of(scalar.text().equals("true"));
    }
    problems.wrong(value, where, "true or false");
    return Optional.empty();
  }

  private Optional<Duration> duration(String where, Node value) {
    Optional<Duration> duration =
        value instanceof Scalar scalar ? Durations.read(scalar.text()) : Optional.empty();
    if (duration.isEmpty()) {
      problems.wrong(value, where, "a number of days, hours, minutes or seconds, such as 30 days");
    }
    return duration;
  }

  private Optional<Condition> times(String what, Mapping mapping) {
    Map<String, Instant> ends = new HashMap<>();
    mapping
        .members()
        .forEach(
            (word, member) -> {
              Optional<Instant> time =
                  member.value() instanceof Scalar scalar && isOfOurTimes(scalar)
                      ? Times.read(scalar.text())
                      : Optional.empty();
              time.ifPresentOrElse(
                  end -> ends.put(word, end),
                  () ->
                      problems.wrong(
                          member.value(),
                          "%s: %s".formatted(what, word),
                          "a time with its offset, such as 2026-11-01T08:00:00Z"));
            });
    if (ends.size() < mapping.members().size()) {
      return Optional.empty();
    }
    return made(mapping, what, ends.get(NOT_BEFORE), ends.get(NOT_AFTER));
  }

  /// Whether the year has four digits, as every finding's has; others reach beyond what can be
  /// reckoned with.
  private static boolean isOfOurTimes(Scalar scalar) {
    return !scalar.text().startsWith("+") && !scalar.text().startsWith("-");
  }

  private Optional<Condition> made(
      Mapping mapping, String what, @Nullable Instant earliest, @Nullable Instant latest) {
    try {
      return Optional.of(new TimeRange(earliest, latest));
    } catch (IllegalArgumentException e) {
      problems.add(mapping.mark(), "%s: %s".formatted(what, e.getMessage()));
      return Optional.empty();
    }
  }

  /// `[">=", 40, "<", 70]`, as in EventBridge's patterns.
  private Optional<Condition> numeric(String where, Node value) {
    Optional<Condition> range;
    try {
      range = value instanceof Sequence sequence ? range(sequence.items()) : Optional.empty();
    } catch (IllegalArgumentException e) {
      problems.add(value.mark(), "%s: %s".formatted(where, e.getMessage()));
      return Optional.empty();
    }
    if (range.isEmpty()) {
      problems.wrong(
          value,
          where,
          "one comparison or two, of =, >, >=, < and <=, that a number can pass, such as [\">=\","
              + " 40, \"<\", 70]");
    }
    return range;
  }

  /// @throws IllegalArgumentException where no number can pass
  private static Optional<Condition> range(List<Node> items) {
    if (items.size() != 2 && items.size() != 4) {
      return Optional.empty();
    }
    double lowest = Double.NEGATIVE_INFINITY;
    double highest = Double.POSITIVE_INFINITY;
    boolean includesLowest = true;
    boolean includesHighest = true;
    for (int at = 0; at < items.size(); at += 2) {
      OptionalDouble number =
          items.get(at + 1) instanceof Scalar scalar
              ? Json.number(scalar.text())
              : OptionalDouble.empty();
      if (number.isEmpty() || !(items.get(at) instanceof Scalar comparison)) {
        return Optional.empty();
      }
      double bound = number.getAsDouble();
      switch (comparison.text()) {
        case "=" -> {
          if (items.size() > 2) {
            return Optional.empty();
          }
          lowest = bound;
          highest = bound;
        }
        case ">", ">=" -> {
          if (lowest != Double.NEGATIVE_INFINITY) {
            return Optional.empty();
          }
          lowest = bound;
          includesLowest = comparison.text().equals(">=");
        }
        case "<", "<=" -> {
          if (highest != Double.POSITIVE_INFINITY) {
            return Optional.empty();
          }
          highest = bound;
          includesHighest = comparison.text().equals("<=");
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new NumericRange(lowest, includesLowest, highest, includesHighest));
  }
}
