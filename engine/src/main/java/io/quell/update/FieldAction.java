package io.quell.update;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Json;
import io.quell.finding.Numbers;
import io.quell.finding.OcsfFinding;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A change of one field that is simply set, whatever it was before. Each checks its limits when it
/// is made.
public sealed interface FieldAction extends Action {

  /// ASFF: sets the normalized severity, and with it the label.
  record SetNormalizedSeverity(int normalized) implements FieldAction {
    public SetNormalizedSeverity {
      Limits.percentage("normalized severity", normalized);
    }
  }

  /// ASFF: sets the severity in the product's own scale.
  record SetProductSeverity(double severity) implements FieldAction {
    public SetProductSeverity {
      Limits.finite("product severity", severity);
    }
  }

  /// OCSF: sets a severity that ASFF's labels do not know.
  record SetSeverityId(OcsfSeverity severity) implements FieldAction {}

  /// OCSF: sets a status that ASFF does not know.
  record SetStatusId(OcsfStatus status) implements FieldAction {}

  /// ASFF: sets the customer's judgement.
  record SetVerificationState(VerificationState state) implements FieldAction {}

  /// ASFF: sets the confidence.
  record SetConfidence(int confidence) implements FieldAction {
    public SetConfidence {
      Limits.percentage("confidence", confidence);
    }
  }

  /// ASFF: sets the criticality.
  record SetCriticality(int criticality) implements FieldAction {
    public SetCriticality {
      Limits.percentage("criticality", criticality);
    }
  }

  /// ASFF: sets the types. Whether the service then takes the others away is not documented, so a
  /// finding that has others besides has them already.
  record SetTypes(List<String> types) implements FieldAction {
    public SetTypes {
      types = List.copyOf(types);
      Limits.types(types);
      if (types.isEmpty()) {
        throw new IllegalArgumentException(
            "the types are none; an update that names none leaves them as they are");
      }
    }
  }

  /// ASFF: sets one user-defined field beside the others.
  record SetUserDefinedField(String name, String text) implements FieldAction {
    public SetUserDefinedField {
      Limits.userDefinedFields(Map.of(name, text));
      if (ReservedFields.NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "the user-defined field %s is Quell's own".formatted(name));
      }
    }
  }

  /// ASFF: adds one related finding to the others.
  record AddRelatedFinding(FindingIdentifier.Asff finding) implements FieldAction {}

  /// The field that is set.
  default UpdateField field() {
    return switch (this) {
      case SetNormalizedSeverity _ -> UpdateField.NORMALIZED_SEVERITY;
      case SetProductSeverity _ -> UpdateField.PRODUCT_SEVERITY;
      case SetSeverityId _ -> UpdateField.SEVERITY_ID;
      case SetStatusId _ -> UpdateField.STATUS_ID;
      case SetVerificationState _ -> UpdateField.VERIFICATION_STATE;
      case SetConfidence _ -> UpdateField.CONFIDENCE;
      case SetCriticality _ -> UpdateField.CRITICALITY;
      case SetTypes _ -> UpdateField.TYPES;
      case SetUserDefinedField _ -> UpdateField.USER_DEFINED_FIELDS;
      case AddRelatedFinding _ -> UpdateField.RELATED_FINDINGS;
    };
  }

  /// What a later action of the same name takes the place of: the field, or one of its entries.
  default List<Object> place() {
    return switch (this) {
      case SetUserDefinedField(var name, _) -> List.of(field(), name);
      case AddRelatedFinding(var finding) -> List.of(field(), finding);
      case SetNormalizedSeverity _,
          SetProductSeverity _,
          SetSeverityId _,
          SetStatusId _,
          SetVerificationState _,
          SetConfidence _,
          SetCriticality _,
          SetTypes _ ->
          List.of(field());
    };
  }

  /// The value, as the note says it.
  default String value() {
    return switch (this) {
      case SetNormalizedSeverity(var normalized) -> Integer.toString(normalized);
      case SetProductSeverity(var severity) -> Numbers.text(severity);
      case SetSeverityId(var severity) -> severity.name();
      case SetStatusId(var status) -> status.name();
      case SetVerificationState(var state) -> state.name();
      case SetConfidence(var confidence) -> Integer.toString(confidence);
      case SetCriticality(var criticality) -> Integer.toString(criticality);
      case SetTypes(var types) -> String.join(", ", types);
      case SetUserDefinedField(var name, var text) -> name + "=" + text;
      case AddRelatedFinding(var finding) -> finding.id();
    };
  }

  /// Whether the finding has it already; never, where its format does not have the field.
  default boolean isOn(Finding finding) {
    return field().isExpressibleIn(finding.format())
        && switch (this) {
          case SetNormalizedSeverity(var normalized) ->
              isNumber(finding.normalizedSeverity(), normalized)
                  && finding.severity().equals(SeverityLabel.ofNormalized(normalized));
          case SetProductSeverity(var severity) ->
              finding.raw("Severity", "Product").stream()
                  .anyMatch(present -> isNumber(Json.number(present.toString()), severity));
          case SetSeverityId(var severity) ->
              finding instanceof OcsfFinding ocsf
                  && ocsf.severityId().equals(Optional.of(severity));
          case SetStatusId(var status) ->
              finding instanceof OcsfFinding ocsf && ocsf.statusId().equals(Optional.of(status));
          case SetVerificationState(var state) ->
              finding.verificationState().equals(Optional.of(state.name()));
          case SetConfidence(var confidence) -> isNumber(finding.confidence(), confidence);
          case SetCriticality(var criticality) -> isNumber(finding.criticality(), criticality);
          case SetTypes(var types) -> new HashSet<>(finding.types()).containsAll(types);
          case SetUserDefinedField(var name, var text) ->
              text.equals(finding.userDefinedFields().get(name));
          case AddRelatedFinding(var related) -> related(finding).contains(related);
        };
  }

  private static boolean isNumber(OptionalDouble present, double wanted) {
    return present.isPresent() && Double.compare(present.getAsDouble(), wanted) == 0;
  }

  /// The related findings that a finding has, each once.
  static List<FindingIdentifier.Asff> related(Finding finding) {
    return finding.raw("RelatedFindings").stream()
        .flatMap(
            item ->
                item instanceof Map<?, ?> members
                        && members.get("Id") instanceof String id
                        && !id.isBlank()
                        && members.get("ProductArn") instanceof String product
                        && !product.isBlank()
                    ? List.of(new FindingIdentifier.Asff(id, product)).stream()
                    : List.<FindingIdentifier.Asff>of().stream())
        .distinct()
        .toList();
  }
}
