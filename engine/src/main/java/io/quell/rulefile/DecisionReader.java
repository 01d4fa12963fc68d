package io.quell.rulefile;

import io.quell.finding.SeverityLabel;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Member;
import io.quell.rulefile.Node.Sequence;
import io.quell.update.Decision;
import io.quell.update.Decision.Apply;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads what a rule decides: a mapping of fields to what they are set to, in the order they are
/// written.
final class DecisionReader {
  static final String ID = "id";
  static final String PRODUCT_ARN = "product-arn";
  static final String RAISE = "raise";
  static final String LOWER = "lower";
  static final String AT_MOST = "at-most";
  static final String AT_LEAST = "at-least";

  /// The fields by what they are called, those first that most rules set.
  static final Map<String, UpdateField> FIELDS =
      Stream.concat(
              Stream.of(UpdateField.WORKFLOW_STATUS, UpdateField.SEVERITY, UpdateField.NOTE),
              Arrays.stream(UpdateField.values()))
          .collect(
              Collectors.toMap(
                  UpdateField::key, field -> field, (one, _) -> one, LinkedHashMap::new));

  /// The fields that set the same as another one.
  private static final Map<UpdateField, UpdateField> SAME =
      Map.of(
          UpdateField.NORMALIZED_SEVERITY, UpdateField.SEVERITY,
          UpdateField.STATUS_ID, UpdateField.WORKFLOW_STATUS);

  private final Problems problems;
  private final ValueReader values;

  private static final String FORM =
      "a mapping of fields to what they are set to, such as {workflow-status: SUPPRESSED}";

  DecisionReader(Problems problems) {
    this.problems = problems;
    this.values = new ValueReader(problems);
  }

  /// The changes; empty, with a problem, where they cannot be read.
  Optional<Apply> changes(Node node) {
    if (!(node instanceof Mapping mapping)) {
      return problems.wrong(node, "then", FORM);
    }
    if (mapping.members().isEmpty()) {
      return problems.add(node.position(), "then sets nothing; allowed is " + FORM);
    }
    SAME.forEach(
        (field, other) -> {
          Member second = mapping.members().get(field.key());
          if (mapping.members().containsKey(other.key()) && second != null) {
            problems.add(
                second.position(),
                "%s and %s set the same: write one of them".formatted(other.key(), field.key()));
          }
        });
    return together(
        mapping.members().entrySet(), member -> member(member.getKey(), member.getValue()));
  }

  /// What all of these parts set.
  private static <N> Optional<Apply> together(
      Collection<N> parts, Function<N, Optional<Apply>> reader) {
    return ValueReader.all(parts, reader).flatMap(read -> read.stream().reduce(Apply::and));
  }

  private Optional<Apply> member(String name, Member member) {
    UpdateField field = FIELDS.get(name);
    if (field == null) {
      return problems.unknown(member.position(), "field to set", name, FIELDS.keySet());
    }
    try {
      return field(field, member.value());
    } catch (IllegalArgumentException e) { // the limits of the API, which the actions check
      return problems.add(member.value().position(), "%s: %s".formatted(name, e.getMessage()));
    }
  }

  private Optional<Apply> field(UpdateField field, Node value) {
    String name = field.key();
    return switch (field.kind()) {
      case CONSTANT ->
          field == UpdateField.SEVERITY && value instanceof Mapping mapping
              ? relativeSeverity(mapping)
              : values
                  .constant(name, value, field.constants())
                  .map(constant -> Decision.set(field, new FieldValue.Constant(constant)));
      case PERCENTAGE ->
          values
              .whole(name, value, "a whole number from 0 to 100", 0, 100)
              .map(number -> Decision.set(field, new FieldValue.Percentage(number)));
      case DECIMAL ->
          values
              .scalar(name, value, "a number", ValueReader::number)
              .map(number -> Decision.set(field, new FieldValue.Decimal(number)));
      case TEXTS ->
          ValueReader.all(value.items(), item -> values.text(name, item))
              .map(texts -> Decision.set(field, new FieldValue.Texts(texts)));
      case ENTRY -> entries(name, value);
      case REFERENCE -> references(name, value);
      case NOTE_OF_ITS_OWN -> values.text(name, value).map(Decision::note);
    };
  }

  private Optional<Apply> relativeSeverity(Mapping mapping) {
    String name = UpdateField.SEVERITY.key();
    if (mapping.members().size() != 1) {
      return problems.wrong(
          mapping,
          name,
          "a label, or one of {raise: 1}, {lower: 1}, {at-most: MEDIUM}, {at-least: HIGH}");
    }
    String how = mapping.members().keySet().iterator().next();
    Member member = mapping.members().values().iterator().next();
    String where = name + ": " + how;
    return switch (how) {
      case RAISE -> steps(where, member.value()).map(Decision::raiseSeverity);
      case LOWER -> steps(where, member.value()).map(Decision::lowerSeverity);
      case AT_MOST -> label(where, member.value()).map(Decision::capSeverity);
      case AT_LEAST -> label(where, member.value()).map(Decision::floorSeverity);
      default ->
          problems.unknown(
              member.position(),
              "change of severity",
              how,
              List.of(RAISE, LOWER, AT_MOST, AT_LEAST));
    };
  }

  private Optional<Integer> steps(String where, Node value) {
    return values.whole(where, value, "1 to 4 labels", 1, 4);
  }

  private Optional<SeverityLabel> label(String where, Node value) {
    return values.constant(where, value, List.of(SeverityLabel.values()));
  }

  private Optional<Apply> entries(String what, Node value) {
    return value instanceof Mapping(_, var members) && !members.isEmpty()
        ? together(members.entrySet(), entry -> entry(entry.getKey(), entry.getValue().value()))
        : problems.wrong(value, what, "a mapping of names to texts");
  }

  private Optional<Apply> entry(String name, Node value) {
    return values
        .text("user-defined field " + name, value)
        .map(text -> Decision.userDefinedField(name, text));
  }

  private Optional<Apply> references(String what, Node value) {
    return value instanceof Sequence(_, var items) && !items.isEmpty()
        ? together(items, item -> reference(what, item))
        : problems.wrong(value, what, "a list of {id: …, product-arn: …}");
  }

  private Optional<Apply> reference(String what, Node item) {
    return item instanceof Mapping(_, var members)
            && members.keySet().equals(Set.of(ID, PRODUCT_ARN))
        ? text(members, ID)
            .flatMap(id -> text(members, PRODUCT_ARN).map(arn -> Decision.relatedFinding(id, arn)))
        : problems.wrong(item, what, "a list of {id: …, product-arn: …}");
  }

  private Optional<String> text(Map<String, Member> members, String name) {
    return Optional.ofNullable(members.get(name))
        .flatMap(member -> values.text(name, member.value()));
  }
}
