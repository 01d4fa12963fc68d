package io.quell.rulefile;

import io.quell.finding.Json;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.Node.Sequence;
import io.quell.update.Decision;
import io.quell.update.Decision.Apply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads what a rule decides: a mapping of fields to what they are set to, in the order they are
/// written.
final class DecisionReader {
  static final String WORKFLOW_STATUS = "workflow-status";
  static final String SEVERITY = "severity";
  static final String NOTE = "note";
  static final String NORMALIZED_SEVERITY = "normalized-severity";
  static final String PRODUCT_SEVERITY = "product-severity";
  static final String SEVERITY_ID = "severity-id";
  static final String STATUS_ID = "status-id";
  static final String VERIFICATION_STATE = "verification-state";
  static final String CONFIDENCE = "confidence";
  static final String CRITICALITY = "criticality";
  static final String TYPES = "types";
  static final String USER_DEFINED_FIELDS = "user-defined-fields";
  static final String RELATED_FINDINGS = "related-findings";
  static final String ID = "id";
  static final String PRODUCT_ARN = "product-arn";
  static final String RAISE = "raise";
  static final String LOWER = "lower";
  static final String AT_MOST = "at-most";
  static final String AT_LEAST = "at-least";
  static final List<OcsfSeverity> SEVERITY_IDS =
      List.of(OcsfSeverity.UNKNOWN, OcsfSeverity.FATAL, OcsfSeverity.OTHER);
  static final List<OcsfStatus> STATUS_IDS =
      List.of(OcsfStatus.UNKNOWN, OcsfStatus.ARCHIVED, OcsfStatus.DELETED, OcsfStatus.OTHER);
  private static final List<String> MEMBERS =
      List.of(
          WORKFLOW_STATUS,
          SEVERITY,
          NOTE,
          NORMALIZED_SEVERITY,
          PRODUCT_SEVERITY,
          SEVERITY_ID,
          STATUS_ID,
          VERIFICATION_STATE,
          CONFIDENCE,
          CRITICALITY,
          TYPES,
          USER_DEFINED_FIELDS,
          RELATED_FINDINGS);

  /// The members that set one field under two names.
  private static final Map<String, String> SAME =
      new TreeMap<>(Map.of(SEVERITY, NORMALIZED_SEVERITY, WORKFLOW_STATUS, STATUS_ID));

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
      return switch (name) {
        case WORKFLOW_STATUS ->
            constant(name, value, List.of(WorkflowStatus.values())).map(Decision::workflow);
        case SEVERITY -> severity(value);
        case NOTE -> text(name, value).map(Decision::note);
        case NORMALIZED_SEVERITY -> percentage(name, value).map(Decision::normalizedSeverity);
        case PRODUCT_SEVERITY -> number(name, value).map(Decision::productSeverity);
        case SEVERITY_ID -> constant(name, value, SEVERITY_IDS).map(Decision::severity);
        case STATUS_ID -> constant(name, value, STATUS_IDS).map(Decision::status);
        case VERIFICATION_STATE ->
            constant(name, value, List.of(VerificationState.values()))
                .map(Decision::verificationState);
        case CONFIDENCE -> percentage(name, value).map(Decision::confidence);
        case CRITICALITY -> percentage(name, value).map(Decision::criticality);
        case TYPES -> texts(name, value).map(types -> Decision.types(types.toArray(String[]::new)));
        case USER_DEFINED_FIELDS -> userDefinedFields(value);
        case RELATED_FINDINGS -> relatedFindings(value);
        default -> {
          problems.unknown(member.mark(), "field to set", name, MEMBERS);
          yield Optional.empty();
        }
      };
    } catch (IllegalArgumentException e) { // the limits of the API, which the actions check
      problems.add(value.mark(), "%s: %s".formatted(name, e.getMessage()));
      return Optional.empty();
    }
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

  private <E extends Enum<E>> Optional<E> constant(String where, Node value, List<E> allowed) {
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

  private Optional<Apply> userDefinedFields(Node value) {
    if (!(value instanceof Mapping mapping) || mapping.members().isEmpty()) {
      problems.wrong(value, USER_DEFINED_FIELDS, "a mapping of names to texts");
      return Optional.empty();
    }
    List<Apply> read = new ArrayList<>();
    mapping
        .members()
        .forEach(
            (name, member) ->
                text("user-defined field " + name, member.value())
                    .map(text -> Decision.userDefinedField(name, text))
                    .ifPresent(read::add));
    return read.size() < mapping.members().size()
        ? Optional.empty()
        : read.stream().reduce(Apply::and);
  }

  private Optional<Apply> relatedFindings(Node value) {
    List<Node> items = value instanceof Sequence sequence ? sequence.items() : List.of();
    List<Apply> read = new ArrayList<>();
    for (Node item : items) {
      if (item instanceof Mapping(_, var members)
          && members.keySet().equals(Set.of(ID, PRODUCT_ARN))) {
        relatedFinding(members).ifPresent(read::add);
      } else {
        problems.wrong(item, RELATED_FINDINGS, "a list of {id: …, product-arn: …}");
      }
    }
    if (items.isEmpty()) {
      problems.wrong(value, RELATED_FINDINGS, "a list of {id: …, product-arn: …}");
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
