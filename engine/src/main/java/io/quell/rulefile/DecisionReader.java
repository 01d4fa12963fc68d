package io.quell.rulefile;

import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.Node.Sequence;
import io.quell.update.Decision;
import io.quell.update.Decision.Apply;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads what a rule decides: a mapping of fields to what they are set to, in the order they are
/// written.
final class DecisionReader {
  static final String WORKFLOW_STATUS = UpdateField.WORKFLOW_STATUS.key();
  static final String SEVERITY = UpdateField.SEVERITY.key();
  static final String NOTE = UpdateField.NOTE.key();
  static final String ID = "id";
  static final String PRODUCT_ARN = "product-arn";
  static final String RAISE = "raise";
  static final String LOWER = "lower";
  static final String AT_MOST = "at-most";
  static final String AT_LEAST = "at-least";

  /// The fields that are set by their name alone; the others have words of their own.
  static final Map<String, UpdateField> FIELDS =
      Arrays.stream(UpdateField.values())
          .filter(
              field ->
                  !Set.of(UpdateField.SEVERITY, UpdateField.WORKFLOW_STATUS, UpdateField.NOTE)
                      .contains(field))
          .collect(
              Collectors.toMap(
                  UpdateField::key, field -> field, (one, _) -> one, LinkedHashMap::new));

  private static final List<String> MEMBERS =
      Stream.concat(Stream.of(WORKFLOW_STATUS, SEVERITY, NOTE), FIELDS.keySet().stream()).toList();

  /// The members that set one field under two names.
  private static final Map<String, String> SAME =
      new TreeMap<>(
          Map.of(
              SEVERITY,
              UpdateField.NORMALIZED_SEVERITY.key(),
              WORKFLOW_STATUS,
              UpdateField.STATUS_ID.key()));

  private final Problems problems;

  DecisionReader(Problems problems) {
    this.problems = problems;
  }

  /// The changes; empty, with a problem, where they cannot be read.
  Optional<Apply> changes(Node node) {
    if (!(node instanceof Mapping mapping) || mapping.members().isEmpty()) {
      problems.wrong(
          node,
          "then",
          "a mapping of fields to what they are set to, such as {workflow-status: SUPPRESSED}");
      return Optional.empty();
    }
    SAME.forEach(
        (name, other) -> {
          Node.Member second = mapping.members().get(other);
          if (mapping.members().containsKey(name) && second != null) {
            problems.add(
                second.mark(), "%s and %s set the same: write one of them".formatted(name, other));
          }
        });
    List<Apply> read = new ArrayList<>();
    mapping.members().forEach((name, member) -> member(name, member).ifPresent(read::add));
    return read.size() < mapping.members().size()
        ? Optional.empty()
        : read.stream().reduce(Apply::and);
  }

  private Optional<Apply> member(String name, Node.Member member) {
    Node value = member.value();
    try {
      if (name.equals(WORKFLOW_STATUS)) {
        return constant(name, value, List.of(WorkflowStatus.values())).map(Decision::workflow);
      }
      if (name.equals(SEVERITY)) {
        return severity(value);
      }
      if (name.equals(NOTE)) {
        return text(name, value).map(Decision::note);
      }
      UpdateField field = FIELDS.get(name);
      if (field == null) {
        problems.unknown(member.mark(), "field to set", name, MEMBERS);
        return Optional.empty();
      }
      return field(field, value);
    } catch (IllegalArgumentException e) { // the limits of the API, which the actions check
      problems.add(value.mark(), "%s: %s".formatted(name, e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<Apply> field(UpdateField field, Node value) {
    String name = field.key();
    return switch (field.kind()) {
      case CONSTANT ->
          constant(name, value, field.constants()).map(FieldValue.Constant::new).map(set(field));
      case PERCENTAGE -> percentage(name, value).map(FieldValue.Percentage::new).map(set(field));
      case DECIMAL -> number(name, value).map(FieldValue.Decimal::new).map(set(field));
      case TEXTS -> texts(name, value).map(FieldValue.Texts::new).map(set(field));
      case ENTRY -> entries(field, value);
      case REFERENCE -> references(field, value);
      case NOTE_OF_ITS_OWN -> throw new IllegalStateException(name + " has words of its own");
    };
  }

  private static Function<FieldValue, Apply> set(UpdateField field) {
    return value -> Decision.set(field, value);
  }

  private Optional<Apply> severity(Node value) {
    List<SeverityLabel> labels = List.of(SeverityLabel.values());
    if (!(value instanceof Mapping mapping)) {
      return constant(SEVERITY, value, labels).map(Decision::severity);
    }
    if (mapping.members().size() != 1) {
      problems.wrong(
          value,
          SEVERITY,
          "a label, or one of {raise: 1}, {lower: 1}, {at-most: MEDIUM}, {at-least: HIGH}");
      return Optional.empty();
    }
    String how = mapping.members().keySet().iterator().next();
    Node.Member member = mapping.members().values().iterator().next();
    String where = "severity: " + how;
    return switch (how) {
      case RAISE -> steps(where, member.value()).map(Decision::raiseSeverity);
      case LOWER -> steps(where, member.value()).map(Decision::lowerSeverity);
      case AT_MOST -> constant(where, member.value(), labels).map(Decision::capSeverity);
      case AT_LEAST -> constant(where, member.value(), labels).map(Decision::floorSeverity);
      default -> {
        problems.unknown(
            member.mark(), "change of severity", how, List.of(RAISE, LOWER, AT_MOST, AT_LEAST));
        yield Optional.empty();
      }
    };
  }

  private Optional<Integer> steps(String where, Node value) {
    return whole(where, value, "1 to 4 labels", number -> number >= 1 && number <= 4);
  }

  private Optional<Integer> percentage(String where, Node value) {
    return whole(
        where, value, "a whole number from 0 to 100", number -> number >= 0 && number <= 100);
  }

  private Optional<Integer> whole(
      String where, Node value, String allowed, Function<Double, Boolean> isAllowed) {
    OptionalDouble number =
        value instanceof Scalar scalar ? Json.number(scalar.text()) : OptionalDouble.empty();
    if (number.isEmpty()
        || number.getAsDouble() != Math.rint(number.getAsDouble())
        || !isAllowed.apply(number.getAsDouble())) {
      problems.wrong(value, where, allowed);
      return Optional.empty();
    }
    return Optional.of((int) number.getAsDouble());
  }

  private Optional<Double> number(String where, Node value) {
    OptionalDouble number =
        value instanceof Scalar scalar ? Json.number(scalar.text()) : OptionalDouble.empty();
    if (number.isEmpty()) {
      problems.wrong(value, where, "a number");
      return Optional.empty();
    }
    return Optional.of(number.getAsDouble());
  }

  private <E extends Enum<?>> Optional<E> constant(String where, Node value, List<E> allowed) {
    if (value instanceof Scalar scalar) {
      for (E candidate : allowed) {
        if (candidate.name().equals(scalar.text())) {
          return Optional.of(candidate);
        }
      }
    }
    problems.wrong(
        value, where, allowed.stream().map(Enum::name).collect(Collectors.joining(", ")));
    return Optional.empty();
  }

  private Optional<String> text(String where, Node value) {
    if (value instanceof Scalar scalar && !scalar.isNothing() && !scalar.text().isBlank()) {
      return Optional.of(scalar.text());
    }
    problems.wrong(value, where, "a text");
    return Optional.empty();
  }

  private Optional<List<String>> texts(String where, Node value) {
    List<Node> items = value instanceof Sequence sequence ? sequence.items() : List.of(value);
    List<String> read = items.stream().flatMap(item -> text(where, item).stream()).toList();
    return read.size() < items.size() ? Optional.empty() : Optional.of(read);
  }

  private Optional<Apply> entries(UpdateField field, Node value) {
    if (!(value instanceof Mapping mapping) || mapping.members().isEmpty()) {
      problems.wrong(value, field.key(), "a mapping of names to texts");
      return Optional.empty();
    }
    List<Apply> read = new ArrayList<>();
    mapping
        .members()
        .forEach(
            (name, member) ->
                text("user-defined field " + name, member.value())
                    .map(text -> Decision.set(field, new FieldValue.Entry(name, text)))
                    .ifPresent(read::add));
    return read.size() < mapping.members().size()
        ? Optional.empty()
        : read.stream().reduce(Apply::and);
  }

  private Optional<Apply> references(UpdateField field, Node value) {
    List<Node> items = value instanceof Sequence sequence ? sequence.items() : List.of();
    List<Apply> read = new ArrayList<>();
    for (Node item : items) {
      if (item instanceof Mapping(_, var members)
          && members.keySet().equals(Set.of(ID, PRODUCT_ARN))) {
        relatedFinding(members).ifPresent(read::add);
      } else {
        problems.wrong(item, field.key(), "a list of {id: …, product-arn: …}");
      }
    }
    if (items.isEmpty()) {
      problems.wrong(value, field.key(), "a list of {id: …, product-arn: …}");
    }
    return read.isEmpty() || read.size() < items.size()
        ? Optional.empty()
        : read.stream().reduce(Apply::and);
  }

  private Optional<Apply> relatedFinding(Map<String, Node.Member> members) {
    return member(members, ID)
        .flatMap(id -> member(members, PRODUCT_ARN).map(arn -> Decision.relatedFinding(id, arn)));
  }

  private Optional<String> member(Map<String, Node.Member> members, String name) {
    return Optional.ofNullable(members.get(name)).flatMap(member -> text(name, member.value()));
  }
}
