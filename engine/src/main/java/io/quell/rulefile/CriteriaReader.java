package io.quell.rulefile;

import io.quell.criteria.Criteria;
import io.quell.criteria.Criteria.OnResources.Quantifier;
import io.quell.criteria.Field;
import io.quell.rulefile.FieldNames.Family;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads criteria: a mapping whose members must all hold.
final class CriteriaReader {
  static final String ALL_OF = "all-of";
  static final String ANY_OF = "any-of";
  static final String NOT = "not";
  static final String ONE_RESOURCE = "one-resource";
  static final String EVERY_RESOURCE = "every-resource";
  private static final List<String> BLOCKS =
      List.of(ALL_OF, ANY_OF, NOT, ONE_RESOURCE, EVERY_RESOURCE);

  private final Problems problems;
  private final ConditionReader conditions;

  CriteriaReader(Problems problems, ConditionReader conditions) {
    this.problems = problems;
    this.conditions = conditions;
  }

  /// The criteria; empty, with a problem, where they cannot be read.
  ///
  /// @param what what they are called
  Optional<Criteria> criteria(String what, Node node) {
    if (!(node instanceof Mapping mapping)) {
      problems.wrong(
          node, what, "a mapping of fields to what they must be, such as {control: S3.9}");
      return Optional.empty();
    }
    List<Criteria> parts = new ArrayList<>();
    boolean[] isWhole = {true};
    mapping
        .members()
        .forEach(
            (name, member) ->
                member(name, member).ifPresentOrElse(parts::add, () -> isWhole[0] = false));
    return isWhole[0] ? Optional.of(Criteria.allOf(parts)) : Optional.empty();
  }

  private Optional<Criteria> member(String name, Node.Member member) {
    Node value = member.value();
    return switch (name) {
      case ALL_OF -> list(name, value).map(Criteria::allOf);
      case ANY_OF -> list(name, value).map(Criteria::anyOf);
      case NOT -> noneOf(name, value);
      case ONE_RESOURCE ->
          criteria(name, value).map(part -> new Criteria.OnResources(Quantifier.ONE, part));
      case EVERY_RESOURCE ->
          criteria(name, value).map(part -> new Criteria.OnResources(Quantifier.EVERY, part));
      default -> field(name, member);
    };
  }

  private Optional<Criteria> field(String name, Node.Member member) {
    Optional<Family> family = Family.of(name);
    if (family.isPresent()) {
      return family(family.get(), member.value());
    }
    Optional<Field> field = FieldNames.of(name).map(Field.class::cast);
    if (field.isEmpty()) {
      problems.unknown(
          member.mark(),
          "field",
          name,
          Stream.concat(FieldNames.all().stream(), BLOCKS.stream()).toList());
    }
    return field.flatMap(known -> conditions.criteria(known, name, member.value()));
  }

  private Optional<Criteria> family(Family family, Node value) {
    if (!(value instanceof Mapping mapping) || mapping.members().isEmpty()) {
      problems.wrong(value, family.word(), "a mapping of names to what their values must be");
      return Optional.empty();
    }
    List<Criteria> parts = new ArrayList<>();
    mapping
        .members()
        .forEach(
            (name, member) -> {
              try {
                conditions
                    .criteria(family.field(name), family.word() + " " + name, member.value())
                    .ifPresent(parts::add);
              } catch (IllegalArgumentException e) {
                problems.add(
                    member.mark(), "%s '%s': %s".formatted(family.word(), name, e.getMessage()));
              }
            });
    return parts.size() < mapping.members().size()
        ? Optional.empty()
        : Optional.of(Criteria.allOf(parts));
  }

  private Optional<List<Criteria>> list(String what, Node node) {
    if (!(node instanceof Sequence sequence)) {
      problems.wrong(node, what, "a list of criteria");
      return Optional.empty();
    }
    if (sequence.items().isEmpty()) {
      problems.add(node.mark(), "%s is an empty list; it needs at least one part".formatted(what));
      return Optional.empty();
    }
    List<Criteria> parts =
        sequence.items().stream().flatMap(item -> criteria(what, item).stream()).toList();
    return parts.size() < sequence.items().size() ? Optional.empty() : Optional.of(parts);
  }

  /// Criteria, or a list of them, none of which may hold.
  Optional<Criteria> noneOf(String what, Node node) {
    Optional<List<Criteria>> parts =
        node instanceof Sequence ? list(what, node) : criteria(what, node).map(List::of);
    return parts.map(exceptions -> Criteria.allOf(exceptions.stream().map(Criteria::not).toList()));
  }
}
