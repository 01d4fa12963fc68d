package io.quell.rulefile;

import io.quell.criteria.Condition;
import io.quell.criteria.Condition.NumericRange;
import io.quell.criteria.Condition.TimeRange;
import io.quell.criteria.Criteria;
import io.quell.criteria.Durations;
import io.quell.criteria.Field;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.Node.Sequence;
import io.quell.rulefile.word.FieldNames;
import io.quell.rulefile.word.Keyword;
import io.quell.rulefile.word.Word;
import io.quell.value.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads what a field must be: one item or a list of items, any of which suffices.
final class ConditionReader {
  /// Stands for any field where a list is checked that no rule uses.
  private static final Field ANY = new Field.Raw(List.of("any"));

  private static final Map<String, Keyword> KEYWORDS = Word.byWord(Keyword.values());
  private static final Set<String> TIMES =
      Set.of(Keyword.NOT_BEFORE.word(), Keyword.NOT_AFTER.word());

  private record Use(String list, Field field) {}

  private final Problems problems;
  private final ValueReader values;
  private final Map<String, Node> lists = new HashMap<>();
  private final Map<Use, Optional<Criteria>> uses = new HashMap<>();

  ConditionReader(Problems problems) {
    this.problems = problems;
    this.values = new ValueReader(problems);
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
    return node.items().isEmpty()
        ? problems.add(
            node.position(), "%s is an empty list, which no value could pass".formatted(what))
        : ValueReader.all(node.items(), item -> item(field, what, item)).map(Criteria::anyOf);
  }

  private Optional<Criteria> item(Field field, String what, Node item) {
    return switch (item) {
      case Scalar scalar -> equal(field, what, scalar);
      case Mapping mapping -> condition(field, what, mapping);
      case Sequence _ ->
          problems.wrong(
              item, what, "a value, a condition such as {prefix: …}, or a list of these");
    };
  }

  private Optional<Criteria> equal(Field field, String what, Scalar scalar) {
    List<String> allowed = FieldNames.allowed(field);
    if (scalar.isNothing() || scalar.text().isEmpty()) {
      return problems.add(
          scalar.position(),
          "%s has no value; {%s: false} is a field without one"
              .formatted(what, Keyword.EXISTS.word()));
    }
    return allowed.isEmpty() || allowed.contains(scalar.text())
        ? Optional.of(new Criteria.Test(field, new Condition.Equal(scalar.text())))
        : problems.noneOf(scalar, what, allowed);
  }

  private Optional<Criteria> condition(Field field, String what, Mapping mapping) {
    if (mapping.members().isEmpty()
        || (mapping.members().size() > 1 && !TIMES.containsAll(mapping.members().keySet()))) {
      return problems.add(
          mapping.position(),
          "%s: a condition has one member, such as {prefix: …}; several conditions are a list"
              .formatted(what));
    }
    String word = mapping.members().keySet().iterator().next();
    Node.Member member = mapping.members().values().iterator().next();
    String where = what + ": " + word;
    Node value = member.value();
    return switch (KEYWORDS.get(word)) {
      case null ->
          problems.unknown(member.position(), what + ": condition", word, KEYWORDS.keySet());
      case PREFIX -> texts(field, where, value, Condition.Prefix::new);
      case SUFFIX -> texts(field, where, value, Condition.Suffix::new);
      case CONTAINS -> texts(field, where, value, Condition.Containing::new);
      case WILDCARD -> texts(field, where, value, Condition.Wildcard::new);
      case REGEX -> texts(field, where, value, Condition.RegularExpression::new);
      case EQUALS_IGNORE_CASE -> texts(field, where, value, Condition.EqualIgnoringCase::new);
      case CIDR -> texts(field, where, value, Condition.Network::new);
      case ANYTHING_BUT ->
          criteria(field, where, value)
              .map(others -> Criteria.allOf(field.isPresent(), Criteria.not(others)));
      case NUMERIC -> numeric(where, value).map(range -> new Criteria.Test(field, range));
      case EXISTS ->
          values.truth(where, value).map(exists -> exists ? field.isPresent() : field.isAbsent());
      case OLDER_THAN -> duration(where, value).map(field::olderThan);
      case NEWER_THAN -> duration(where, value).map(field::newerThan);
      case NOT_BEFORE, NOT_AFTER ->
          times(what, mapping).map(range -> new Criteria.Test(field, range));
      case LIST -> list(field, where, value);
    };
  }

  private Optional<Criteria> texts(
      Field field, String where, Node value, Function<String, Condition> condition) {
    return value.items().isEmpty()
        ? problems.wrong(value, where, "a text or a list of texts, at least one")
        : ValueReader.all(value.items(), item -> text(where, item, condition))
            .map(
                read ->
                    Criteria.anyOf(
                        read.stream()
                            .<Criteria>map(each -> new Criteria.Test(field, each))
                            .toList()));
  }

  private Optional<Condition> text(String where, Node item, Function<String, Condition> condition) {
    if (!(item instanceof Scalar scalar) || scalar.isNothing() || scalar.text().isEmpty()) {
      return problems.wrong(item, where, "a text or a list of texts");
    }
    return made(item, where, () -> condition.apply(scalar.text()));
  }

  /// The condition, or a problem where no value could pass it.
  private Optional<Condition> made(Node node, String where, Supplier<Condition> condition) {
    try {
      return Optional.of(condition.get());
    } catch (IllegalArgumentException e) {
      return problems.add(node.position(), "%s: %s".formatted(where, e.getMessage()));
    }
  }

  private Optional<Criteria> list(Field field, String where, Node value) {
    if (!(value instanceof Scalar name)) {
      return problems.wrong(value, where, "the name of a list");
    }
    Node items = lists.get(name.text());
    if (items == null) {
      return problems.undefined(value.position(), "list", name.text(), lists.keySet());
    }
    Use use = new Use(name.text(), field);
    Optional<Criteria> read = uses.get(use);
    if (read == null) {
      read = criteria(field, "list " + name.text(), items);
      uses.put(use, read);
    }
    return read;
  }

  private Optional<Duration> duration(String where, Node value) {
    return values.scalar(
        where,
        value,
        "a number of days, hours, minutes or seconds, such as 30 days",
        scalar -> Durations.read(scalar.text()));
  }

  private Optional<Condition> times(String what, Mapping mapping) {
    Map<String, Instant> ends = new HashMap<>();
    mapping
        .members()
        .forEach(
            (word, member) ->
                values
                    .scalar(
                        "%s: %s".formatted(what, word),
                        member.value(),
                        "a time with its offset, such as 2026-11-01T08:00:00Z",
                        scalar -> Times.read(scalar.text()))
                    .ifPresent(time -> ends.put(word, time)));
    return ends.size() < mapping.members().size()
        ? Optional.empty()
        : made(
            mapping,
            what,
            () ->
                new TimeRange(
                    ends.get(Keyword.NOT_BEFORE.word()), ends.get(Keyword.NOT_AFTER.word())));
  }

  /// `[">=", 40, "<", 70]`, as in EventBridge's patterns.
  private Optional<Condition> numeric(String where, Node value) {
    try {
      Optional<Condition> range =
          value instanceof Sequence(_, var items) ? range(items) : Optional.empty();
      return range.isPresent()
          ? range
          : problems.wrong(
              value,
              where,
              "one comparison or two, of =, >, >=, < and <=, that a number can pass, such as"
                  + " [\">=\", 40, \"<\", 70]");
    } catch (IllegalArgumentException e) {
      return problems.add(value.position(), "%s: %s".formatted(where, e.getMessage()));
    }
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
      Optional<Double> number = ValueReader.number(items.get(at + 1));
      if (number.isEmpty() || !(items.get(at) instanceof Scalar comparison)) {
        return Optional.empty();
      }
      double bound = number.get();
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
