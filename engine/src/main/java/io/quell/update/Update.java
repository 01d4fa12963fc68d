package io.quell.update;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.Note;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields to set on one finding. What is null or empty is left as it is. Equal updates share a
/// call.
///
/// Every limit of the two operations is checked here, when an update is built: one bad update never
/// gets as far as spoiling the others in its call. [UpdateField] says which field each format can
/// express.
///
/// @param newSeverity the severity, in both formats
/// @param newNormalizedSeverity ASFF: the normalized severity, 0–100
/// @param newProductSeverity ASFF: the severity in the product's own scale (legacy)
/// @param newSeverityId OCSF: a severity that ASFF's labels do not know
/// @param newWorkflowStatus the workflow status, in both formats
/// @param newStatusId OCSF: a status that ASFF does not know
/// @param newNote the note (ASFF) or comment (OCSF) to write in place of the present one: 1–512
///     characters, not blank
/// @param newVerificationState ASFF: the customer's judgement
/// @param newConfidence ASFF: 0–100
/// @param newCriticality ASFF: 0–100
/// @param types ASFF: all the types the finding is to have, at most 50,
///     `namespace/category/classifier`
/// @param userDefinedFields ASFF: all the user-defined fields the finding is to have: at most 50, a
///     name of 1–128 and a value of 1–1,024 characters, not blank
/// @param relatedFindings ASFF: all the related findings the finding is to have, at most 10
public record Update(
    @Nullable SeverityLabel newSeverity,
    @Nullable Integer newNormalizedSeverity,
    @Nullable Double newProductSeverity,
    @Nullable OcsfSeverity newSeverityId,
    @Nullable WorkflowStatus newWorkflowStatus,
    @Nullable OcsfStatus newStatusId,
    @Nullable Note newNote,
    @Nullable VerificationState newVerificationState,
    @Nullable Integer newConfidence,
    @Nullable Integer newCriticality,
    List<String> types,
    Map<String, String> userDefinedFields,
    List<FindingIdentifier.Asff> relatedFindings) {

  /// The update that sets nothing.
  public static final Update NONE = builder().build();

  /// @throws IllegalArgumentException where a value is outside the limits; it names the field, the
  ///     value and what is allowed
  public Update {
    Limits.percentage("normalized severity", newNormalizedSeverity);
    Limits.percentage("confidence", newConfidence);
    Limits.percentage("criticality", newCriticality);
    Limits.finite("product severity", newProductSeverity);
    Limits.note(newNote);
    Limits.types(types);
    Limits.userDefinedFields(userDefinedFields);
    Limits.relatedFindings(relatedFindings);
    types = List.copyOf(types);
    userDefinedFields = Collections.unmodifiableMap(new LinkedHashMap<>(userDefinedFields));
    relatedFindings = List.copyOf(relatedFindings);
  }

  /// Starts an update that sets nothing yet.
  public static UpdateBuilder builder() {
    return new UpdateBuilder();
  }

  /// Whether nothing is set.
  public boolean isEmpty() {
    return UpdateField.of(this).isEmpty();
  }

  /// The fields that are set and that the format cannot express.
  public List<UpdateField> beyond(Format format) {
    return UpdateField.of(this).stream().filter(field -> !field.isExpressibleIn(format)).toList();
  }

  /// The same update without the fields that the format cannot express.
  public Update within(Format format) {
    return switch (format) {
      case ASFF -> builder().of(this).severityId(null).statusId(null).build();
      case OCSF ->
          builder()
              .severity(newSeverity)
              .severityId(newSeverityId)
              .workflowStatus(newWorkflowStatus)
              .statusId(newStatusId)
              .note(newNote)
              .build();
    };
  }

  /// The severity to set.
  public Optional<SeverityLabel> severity() {
    return Optional.ofNullable(newSeverity);
  }

  /// The severity to set on an OCSF finding.
  public Optional<OcsfSeverity> severityId() {
    return Optional.ofNullable(newSeverityId).or(() -> severity().map(OcsfSeverity::of));
  }

  /// The workflow status to set.
  public Optional<WorkflowStatus> workflowStatus() {
    return Optional.ofNullable(newWorkflowStatus);
  }

  /// The status to set on an OCSF finding.
  public Optional<OcsfStatus> statusId() {
    return Optional.ofNullable(newStatusId).or(() -> workflowStatus().map(OcsfStatus::of));
  }

  /// The note to write.
  public Optional<Note> note() {
    return Optional.ofNullable(newNote);
  }

  /// The verification state to set.
  public Optional<VerificationState> verificationState() {
    return Optional.ofNullable(newVerificationState);
  }
}
