package io.quell.update;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Note;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts an [Update] together field by field. What is not set, or set to null or to nothing, is left
/// as it is.
public final class UpdateBuilder {
  private @Nullable SeverityLabel severity;
  private @Nullable Integer normalizedSeverity;
  private @Nullable Double productSeverity;
  private @Nullable OcsfSeverity severityId;
  private @Nullable WorkflowStatus workflowStatus;
  private @Nullable OcsfStatus statusId;
  private @Nullable Note note;
  private @Nullable VerificationState verificationState;
  private @Nullable Integer confidence;
  private @Nullable Integer criticality;
  private List<String> types = List.of();
  private Map<String, String> userDefinedFields = Map.of();
  private List<FindingIdentifier.Asff> relatedFindings = List.of();

  UpdateBuilder() {}

  /// Sets all that another update sets, and unsets the rest.
  public UpdateBuilder of(Update update) {
    return severity(update.newSeverity())
        .normalizedSeverity(update.newNormalizedSeverity())
        .productSeverity(update.newProductSeverity())
        .severityId(update.newSeverityId())
        .workflowStatus(update.newWorkflowStatus())
        .statusId(update.newStatusId())
        .note(update.newNote())
        .verificationState(update.newVerificationState())
        .confidence(update.newConfidence())
        .criticality(update.newCriticality())
        .types(update.types())
        .userDefinedFields(update.userDefinedFields())
        .relatedFindings(update.relatedFindings());
  }

  /// The severity, in both formats.
  public UpdateBuilder severity(@Nullable SeverityLabel value) {
    severity = value;
    return this;
  }

  /// ASFF: the normalized severity, 0–100.
  public UpdateBuilder normalizedSeverity(@Nullable Integer value) {
    normalizedSeverity = value;
    return this;
  }

  /// ASFF: the severity in the product's own scale.
  public UpdateBuilder productSeverity(@Nullable Double value) {
    productSeverity = value;
    return this;
  }

  /// OCSF: the severity in the format's own terms; it goes before [#severity].
  public UpdateBuilder severityId(@Nullable OcsfSeverity value) {
    severityId = value;
    return this;
  }

  /// The workflow status, in both formats.
  public UpdateBuilder workflowStatus(@Nullable WorkflowStatus value) {
    workflowStatus = value;
    return this;
  }

  /// OCSF: the status in the format's own terms; it goes before [#workflowStatus].
  public UpdateBuilder statusId(@Nullable OcsfStatus value) {
    statusId = value;
    return this;
  }

  /// The note or comment to write in place of the present one.
  public UpdateBuilder note(@Nullable Note value) {
    note = value;
    return this;
  }

  /// ASFF: the customer's judgement.
  public UpdateBuilder verificationState(@Nullable VerificationState value) {
    verificationState = value;
    return this;
  }

  /// ASFF: the confidence, 0–100.
  public UpdateBuilder confidence(@Nullable Integer value) {
    confidence = value;
    return this;
  }

  /// ASFF: the criticality, 0–100.
  public UpdateBuilder criticality(@Nullable Integer value) {
    criticality = value;
    return this;
  }

  /// ASFF: all the types the finding is to have.
  public UpdateBuilder types(List<String> value) {
    types = value;
    return this;
  }

  /// ASFF: all the user-defined fields the finding is to have.
  public UpdateBuilder userDefinedFields(Map<String, String> value) {
    userDefinedFields = value;
    return this;
  }

  /// ASFF: all the related findings the finding is to have.
  public UpdateBuilder relatedFindings(List<FindingIdentifier.Asff> value) {
    relatedFindings = value;
    return this;
  }

  /// The update.
  ///
  /// @throws IllegalArgumentException where a value is outside the limits; it names the field, the
  ///     value and what is allowed
  public Update build() {
    return new Update(
        severity,
        normalizedSeverity,
        productSeverity,
        severityId,
        workflowStatus,
        statusId,
        note,
        verificationState,
        confidence,
        criticality,
        types,
        userDefinedFields,
        relatedFindings);
  }
}
