package io.quell.update;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.Note;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fields to set on one finding. What is not there is left as it is. Equal updates share a
/// call.
///
/// Every limit of the two operations is checked here, when an update is built: one bad update never
/// gets as far as spoiling the others in its call. [UpdateField] says which field each format can
/// express.
///
/// @param values what each field is set to: entries and references are all that the finding is to
///     have
public record Update(Map<UpdateField, FieldValue> values) {

  /// The update that sets nothing.
  public static final Update NONE = builder().build();

  /// @throws IllegalArgumentException where a value is of another kind than its field's, or outside
  ///     the limits; it names the field, the value and what is allowed
  public Update {
    Map<UpdateField, FieldValue> ordered = new EnumMap<>(UpdateField.class);
    ordered.putAll(values);
    ordered.forEach(UpdateField::checkAll);
    values = Collections.unmodifiableMap(ordered);
  }

  /// Starts an update that sets nothing yet.
  public static UpdateBuilder builder() {
    return new UpdateBuilder();
  }

  /// Whether nothing is set.
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /// What a field is set to.
  public Optional<FieldValue> value(UpdateField field) {
    return Optional.ofNullable(values.get(field));
  }

  /// The fields that are set and that the format cannot express.
  public List<UpdateField> beyond(Format format) {
    return values.keySet().stream().filter(field -> !field.isExpressibleIn(format)).toList();
  }

  /// The same update without the fields that the format cannot express.
  public Update within(Format format) {
    Map<UpdateField, FieldValue> within = new EnumMap<>(UpdateField.class);
    within.putAll(values);
    within.keySet().removeIf(field -> !field.isExpressibleIn(format));
    return new Update(within);
  }

  /// The severity to set.
  public Optional<SeverityLabel> severity() {
    return constant(UpdateField.SEVERITY, SeverityLabel.class);
  }

  /// The severity that an ASFF finding is left with: a normalized severity sets a label too.
  public Optional<SeverityLabel> severityLabel() {
    return severity()
        .or(
            () ->
                value(UpdateField.NORMALIZED_SEVERITY)
                    .flatMap(UpdateField.NORMALIZED_SEVERITY::severityLabel));
  }

  /// The severity to set on an OCSF finding.
  public Optional<OcsfSeverity> severityId() {
    return constant(UpdateField.SEVERITY_ID, OcsfSeverity.class)
        .or(() -> severity().map(OcsfSeverity::of));
  }

  /// The workflow status to set.
  public Optional<WorkflowStatus> workflowStatus() {
    return constant(UpdateField.WORKFLOW_STATUS, WorkflowStatus.class);
  }

  /// The status to set on an OCSF finding.
  public Optional<OcsfStatus> statusId() {
    return constant(UpdateField.STATUS_ID, OcsfStatus.class)
        .or(() -> workflowStatus().map(OcsfStatus::of));
  }

  /// The note to write.
  public Optional<Note> note() {
    return values.get(UpdateField.NOTE) instanceof FieldValue.Written(var note)
        ? Optional.of(note)
        : Optional.empty();
  }

  /// All the user-defined fields that the finding is to have; none where they are left as they are.
  public Map<String, String> userDefinedFields() {
    return values.get(UpdateField.USER_DEFINED_FIELDS) instanceof FieldValue.Entries(var entries)
        ? entries
        : Map.of();
  }

  /// All the related findings that the finding is to have; none where they are left as they are.
  public List<FindingIdentifier.Asff> relatedFindings() {
    return values.get(UpdateField.RELATED_FINDINGS) instanceof FieldValue.References(var findings)
        ? findings
        : List.of();
  }

  private <E extends Enum<E>> Optional<E> constant(UpdateField field, Class<E> type) {
    return values.get(field) instanceof FieldValue.Constant(var constant)
        ? Optional.of(type.cast(constant))
        : Optional.empty();
  }
}
