package io.quell.update;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Note;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts an [Update] together field by field. What is not set, or set to null or to nothing, is left
/// as it is.
public final class UpdateBuilder {
  private final Map<UpdateField, FieldValue> values = new EnumMap<>(UpdateField.class);

  UpdateBuilder() {}

  /// Sets all that another update sets.
  public UpdateBuilder of(Update update) {
    values.putAll(update.values());
    return this;
  }

  /// Sets any field to a value of its kind; null, and a list of nothing, leave it as it is.
  public UpdateBuilder set(UpdateField field, @Nullable FieldValue value) {
    if (value == null || isNothing(value)) {
      values.remove(field);
    } else {
      values.put(field, value);
    }
    return this;
  }

  private static boolean isNothing(FieldValue value) {
    return switch (value) {
      case FieldValue.Texts(var texts) -> texts.isEmpty();
      case FieldValue.Entries(var entries) -> entries.isEmpty();
      case FieldValue.References(var findings) -> findings.isEmpty();
      case FieldValue.Constant _,
          FieldValue.Percentage _,
          FieldValue.Decimal _,
          FieldValue.Entry _,
          FieldValue.Reference _,
          FieldValue.Written _ ->
          false;
    };
  }

  /// The severity, in both formats.
  public UpdateBuilder severity(@Nullable SeverityLabel value) {
    return constant(UpdateField.SEVERITY, value);
  }

  /// OCSF: the severity in the format's own terms; it goes before [#severity].
  public UpdateBuilder severityId(@Nullable OcsfSeverity value) {
    return constant(UpdateField.SEVERITY_ID, value);
  }

  /// The workflow status, in both formats.
  public UpdateBuilder workflowStatus(@Nullable WorkflowStatus value) {
    return constant(UpdateField.WORKFLOW_STATUS, value);
  }

  /// OCSF: the status in the format's own terms; it goes before [#workflowStatus].
  public UpdateBuilder statusId(@Nullable OcsfStatus value) {
    return constant(UpdateField.STATUS_ID, value);
  }

  /// The note or comment to write in place of the present one.
  public UpdateBuilder note(@Nullable Note value) {
    return set(UpdateField.NOTE, value == null ? null : new FieldValue.Written(value));
  }

  /// ASFF: all the user-defined fields the finding is to have.
  public UpdateBuilder userDefinedFields(Map<String, String> value) {
    return set(UpdateField.USER_DEFINED_FIELDS, new FieldValue.Entries(value));
  }

  /// ASFF: all the related findings the finding is to have.
  public UpdateBuilder relatedFindings(List<FindingIdentifier.Asff> value) {
    return set(UpdateField.RELATED_FINDINGS, new FieldValue.References(value));
  }

  private UpdateBuilder constant(UpdateField field, @Nullable Enum<?> value) {
    return set(field, value == null ? null : new FieldValue.Constant(value));
  }

  /// The update.
  ///
  /// @throws IllegalArgumentException where a value is outside the limits; it names the field, the
  ///     value and what is allowed
  public Update build() {
    return new Update(values);
  }
}
