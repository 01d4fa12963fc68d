package io.quell.infra.permissions;

import io.quell.finding.Format;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.lambda.Mode;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// The statements that let the function's role update findings, and in no other way than permitted.
///
/// One action authorises both of Security Hub's update operations, so the fields of a request tell
/// them apart: what is not permitted is denied by the condition keys `securityhub:ASFFSyntaxPath/…`
/// and `securityhub:OCSFSyntaxPath/…`, in the two forms that the documentation of
/// BatchUpdateFindings has, one to block a field, one to block values. The names of the fields are
/// those of AWS's own policy AWSSystemsManagerOpsDataSyncServiceRolePolicy.
public final class UpdatePermissions {
  /// The action of BatchUpdateFindings and of BatchUpdateFindingsV2.
  static final String UPDATE = "securityhub:BatchUpdateFindings";

  private static final String ASFF = "securityhub:ASFFSyntaxPath/";
  private static final String OCSF = "securityhub:OCSFSyntaxPath/";

  /// The fields that few rules set and whose values cannot be listed; in the order of their names.
  private static final Map<String, UpdateField> SELDOM_FIELDS =
      new TreeMap<>(
          Map.of(
              "Confidence",
              UpdateField.CONFIDENCE,
              "Criticality",
              UpdateField.CRITICALITY,
              "RelatedFindings",
              UpdateField.RELATED_FINDINGS,
              "Severity.Normalized",
              UpdateField.NORMALIZED_SEVERITY,
              "Severity.Product",
              UpdateField.PRODUCT_SEVERITY,
              "Types",
              UpdateField.TYPES));
  private static final List<String> NOTE_FIELDS =
      List.of("Note.Text", "Note.UpdatedBy", "UserDefinedFields.key", "UserDefinedFields.value");

  private final List<PolicyStatement> statements = new ArrayList<>();

  private UpdatePermissions() {}

  /// The statements of the function's role: what the rules may change is allowed, all else denied.
  ///
  /// @param hubs the ARNs of the two kinds of hub, in the right partition, Region and account
  public static List<PolicyStatement> of(
      PermittedChanges asff,
      PermittedChanges ocsf,
      Set<Format> formats,
      Mode mode,
      List<String> hubs) {
    UpdatePermissions permissions = new UpdatePermissions();
    permissions.statements.add(
        PolicyStatement.Builder.create()
            .sid("UpdateFindings")
            .effect(Effect.ALLOW)
            .actions(List.of(UPDATE))
            .resources(hubs)
            .build());
    if (mode == Mode.OBSERVE) {
      permissions.deny("Observe", Map.of());
    }
    permissions.limitAsff(formats.contains(Format.ASFF) ? asff : PermittedChanges.NONE);
    permissions.limitOcsf(formats.contains(Format.OCSF) ? ocsf : PermittedChanges.NONE);
    return List.copyOf(permissions.statements);
  }

  private void limitAsff(PermittedChanges changes) {
    permitValues(
        ASFF + "Workflow.Status",
        names(changes.workflowStatuses()),
        names(EnumSet.allOf(WorkflowStatus.class)));
    permitValues(
        ASFF + "Severity.Label",
        names(changes.severityLabels()),
        names(EnumSet.allOf(SeverityLabel.class)));
    permitValues(
        ASFF + "VerificationState",
        names(changes.verificationStates()),
        names(EnumSet.allOf(VerificationState.class)));
    SELDOM_FIELDS.forEach(
        (name, field) -> {
          if (!changes.fields().contains(field)) {
            denyField(ASFF + name);
          }
        });
    if (!changes.notes()) {
      NOTE_FIELDS.forEach(field -> denyField(ASFF + field));
    }
  }

  private void limitOcsf(PermittedChanges changes) {
    permitValues(
        OCSF + "StatusId",
        ids(
            OcsfStatus.values(),
            OcsfStatus::id,
            status ->
                status
                    .workflowStatus()
                    .map(changes.workflowStatuses()::contains)
                    .orElse(changes.statuses().contains(status))),
        ids(OcsfStatus.values(), OcsfStatus::id, _ -> true));
    permitValues(
        OCSF + "SeverityId",
        ids(
            OcsfSeverity.values(),
            OcsfSeverity::id,
            severity ->
                PermittedChanges.isOfOcsfAlone(severity)
                    ? changes.severities().contains(severity)
                    : severity.label().filter(changes.severityLabels()::contains).isPresent()),
        ids(OcsfSeverity.values(), OcsfSeverity::id, _ -> true));
    if (!changes.notes()) {
      denyField(OCSF + "Comment");
    }
  }

  private static List<String> names(Set<? extends Enum<?>> values) {
    return values.stream().map(value -> value.name()).toList();
  }

  private static <T> List<String> ids(T[] values, ToIntFunction<T> id, Predicate<T> permitted) {
    return Arrays.stream(values)
        .filter(permitted)
        .map(value -> Integer.toString(id.applyAsInt(value)))
        .toList();
  }

  private void permitValues(String key, List<String> permitted, List<String> all) {
    if (permitted.isEmpty()) {
      denyField(key);
      return;
    }
    List<String> others = all.stream().filter(value -> !permitted.contains(value)).toList();
    if (!others.isEmpty()) {
      deny("Values" + sid(key), Map.of("StringEquals", Map.of(key, others)));
    }
  }

  private void denyField(String key) {
    deny("Field" + sid(key), Map.of("Null", Map.of(key, "false")));
  }

  /// On whatever hub: a denial is no place for a narrow resource.
  private void deny(String sid, Map<String, Object> conditions) {
    statements.add(
        PolicyStatement.Builder.create()
            .sid("Deny" + sid)
            .effect(Effect.DENY)
            .actions(List.of(UPDATE))
            .resources(List.of("*"))
            .conditions(conditions)
            .build());
  }

  /// A statement id has letters and digits only (IAM, Sid).
  private static String sid(String key) {
    return key.substring(key.indexOf(':') + 1)
        .replace("SyntaxPath", "")
        .replaceAll("[^A-Za-z0-9]", "");
  }
}
