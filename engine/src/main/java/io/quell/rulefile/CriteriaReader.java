package io.quell.rulefile;

import io.quell.criteria.Criteria;
import io.quell.criteria.Criteria.OnElements;
import io.quell.criteria.Criteria.OnElements.Quantifier;
import io.quell.criteria.Element;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Member;
import io.quell.rulefile.Node.Sequence;
import io.quell.rulefile.word.CriteriaMember;
import io.quell.rulefile.word.FieldNames;
import io.quell.rulefile.word.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads criteria: a mapping whose members must all hold.
final class CriteriaReader {
  static final Map<String, CriteriaMember> MEMBERS = Word.byWord(CriteriaMember.values());

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
    return node instanceof Mapping mapping
        ? ValueReader.all(mapping.members().entrySet(), this::member).map(Criteria::allOf)
        : problems.wrong(
            node, what, "a mapping of fields to what they must be, such as {control: S3.9}");
  }

  private Optional<Criteria> member(Map.Entry<String, Member> member) {
    String name = member.getKey();
    Node value = member.getValue().value();
    Named field = FieldNames.FIELDS.get(name);
    if (field != null) {
      return conditions.criteria(field, name, value);
    }
    return switch (MEMBERS.get(name)) {
      case null ->
          problems.unknown(
              member.getValue().position(),
              "field",
              name,
              Stream.of(FieldNames.FIELDS, MEMBERS)
                  .flatMap(words -> words.keySet().stream())
                  .toList());
      case RESOURCE_TAG -> family(name, value, Field.ResourceTag::new);
      case USER_DEFINED_FIELD -> family(name, value, Field.UserDefined::new);
      case RAW -> family(name, value, path -> new Field.Raw(FieldNames.path(path)));
      case RESOURCE -> family(name, value, path -> new Field.RawResource(FieldNames.path(path)));
      case ALL_OF -> list(name, value).map(Criteria::allOf);
      case ANY_OF -> list(name, value).map(Criteria::anyOf);
      case NOT -> noneOf(name, value);
      case ONE_RESOURCE -> onElements(Quantifier.ONE, Element.RESOURCE, name, value);
      case EVERY_RESOURCE -> onElements(Quantifier.EVERY, Element.RESOURCE, name, value);
      case ONE_VULNERABILITY -> onElements(Quantifier.ONE, Element.VULNERABILITY, name, value);
      case EVERY_VULNERABILITY -> onElements(Quantifier.EVERY, Element.VULNERABILITY, name, value);
    };
  }

  private Optional<Criteria> onElements(
      Quantifier quantifier, Element element, String what, Node node) {
    Optional<Criteria> part = criteria(what, node);
    try {
      return part.map(asked -> new OnElements(quantifier, element, asked));
    } catch (IllegalArgumentException e) {
      return problems.add(node.position(), "%s: %s".formatted(what, e.getMessage()));
    }
  }

  /// Tests of fields, each of which is a member.
  private Optional<Criteria> family(String what, Node node, Function<String, Field> field) {
    return node instanceof Mapping(_, var members) && !members.isEmpty()
        ? ValueReader.all(
                members.entrySet(),
                member -> field(what, member.getKey(), member.getValue(), field))
            .map(Criteria::allOf)
        : problems.wrong(node, what, "a mapping of names to what their values must be");
  }

  private Optional<Criteria> field(
      String family, String name, Member member, Function<String, Field> field) {
    try {
      return conditions.criteria(field.apply(name), family + " " + name, member.value());
    } catch (IllegalArgumentException e) {
      return problems.add(member.position(), "%s '%s': %s".formatted(family, name, e.getMessage()));
    }
  }

  private Optional<List<Criteria>> list(String what, Node node) {
    if (!(node instanceof Sequence(_, var items))) {
      return problems.wrong(node, what, "a list of criteria");
    }
    return items.isEmpty()
        ? problems.add(
            node.position(), "%s is an empty list; it needs at least one part".formatted(what))
        : ValueReader.all(items, item -> criteria(what, item));
  }

  /// Criteria, or a list of them, none of which may hold.
  Optional<Criteria> noneOf(String what, Node node) {
    Optional<List<Criteria>> parts =
        node instanceof Sequence ? list(what, node) : criteria(what, node).map(List::of);
    return parts.map(exceptions -> Criteria.allOf(exceptions.stream().map(Criteria::not).toList()));
  }
}
