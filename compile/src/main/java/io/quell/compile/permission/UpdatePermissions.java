package io.quell.compile.permission;

import io.quell.finding.Format;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// The statements that let the function's role update findings, and in no other way than permitted.
///
/// One action authorises both of Security Hub's update operations, so the fields of a request tell
/// them apart: what is not permitted is denied by the condition keys `securityhub:ASFFSyntaxPath/…`
/// and `securityhub:OCSFSyntaxPath/…`, in the two forms that the documentation of
/// BatchUpdateFindings has, one to block a field, one to block values. The names of the fields are
/// those of AWS's own policy AWSSystemsManagerOpsDataSyncServiceRolePolicy.
public final class UpdatePermissions {
  /// The action of BatchUpdateFindings and of BatchUpdateFindingsV2.
  public static final String UPDATE = "securityhub:BatchUpdateFindings";

  private static final String ASFF = "securityhub:ASFFSyntaxPath/";
  private static final String OCSF = "securityhub:OCSFSyntaxPath/";

  /// What every update brings: a note, and user-defined fields.
  private static final Set<UpdateField> NOTES =
      EnumSet.of(UpdateField.NOTE, UpdateField.USER_DEFINED_FIELDS);

  /// The other fields of ASFF, those first whose values can be listed, and of them the status.
  private static final List<UpdateField> ASFF_FIELDS =
      Arrays.stream(UpdateField.values())
          .filter(field -> field.isExpressibleIn(Format.ASFF) && !NOTES.contains(field))
          .sorted(
              Comparator.comparing((UpdateField field) -> field != UpdateField.WORKFLOW_STATUS)
                  .thenComparing(field -> field.kind() != UpdateField.Kind.CONSTANT)
                  .thenComparing(UpdatePermissions::asffKey))
          .toList();
  private static final List<String> NOTE_FIELDS =
      List.of("Note.Text", "Note.UpdatedBy", "UserDefinedFields.key", "UserDefinedFields.value");

  private final List<Statement> statements = new ArrayList<>();

  private UpdatePermissions() {}

  /// The statements of the function's role: what is permitted is allowed, all else denied.
  ///
  /// @param permitted what may be set on findings of the formats
  /// @param isEnforced whether decisions are applied; without it every update is denied
  /// @param hubs the ARNs of the two kinds of hub, in the right partition, Region and account
  public static List<Statement> of(
      PermittedChanges permitted, Set<Format> formats, boolean isEnforced, List<String> hubs) {
    UpdatePermissions permissions = new UpdatePermissions();
    permissions.statements.add(Statement.allow("UpdateFindings", UPDATE, hubs));
    if (!isEnforced) {
      permissions.deny("Observe", Map.of());
    }
    permissions.limitAsff(formats.contains(Format.ASFF) ? permitted : PermittedChanges.NONE);
    permissions.limitOcsf(formats.contains(Format.OCSF) ? permitted : PermittedChanges.NONE);
    return List.copyOf(permissions.statements);
  }

  /// The statement that lets the role read findings again before a late event changes them. One
  /// action authorises reading in both formats.
  ///
  /// @param hubs the ARNs of the two kinds of hub
  public static Statement readingOf(List<String> hubs) {
    return Statement.allow("ReadFindings", "securityhub:GetFindings", hubs);
  }

  private void limitAsff(PermittedChanges changes) {
    for (UpdateField field : ASFF_FIELDS) {
      String key = asffKey(field);
      if (field.kind() == UpdateField.Kind.CONSTANT) {
        permitValues(key, names(changes.constants(field)), names(field.constants()));
      } else if (!changes.permits(field)) {
        denyField(key);
      }
    }
    if (!changes.notes()) {
      NOTE_FIELDS.forEach(field -> denyField(ASFF + field));
    }
  }

  private void limitOcsf(PermittedChanges changes) {
    permitValues(
        ocsfKey(UpdateField.STATUS_ID),
        ids(
            OcsfStatus.values(),
            OcsfStatus::id,
            status ->
                status
                    .workflowStatus()
                    .map(changes.constants(UpdateField.WORKFLOW_STATUS)::contains)
                    .orElse(changes.constants(UpdateField.STATUS_ID).contains(status))),
        ids(OcsfStatus.values(), OcsfStatus::id, _ -> true));
    permitValues(
        ocsfKey(UpdateField.SEVERITY_ID),
        ids(
            OcsfSeverity.values(),
            OcsfSeverity::id,
            severity ->
                UpdateField.SEVERITY_ID.constants().contains(severity)
                    ? changes.constants(UpdateField.SEVERITY_ID).contains(severity)
                    : severity
                        .label()
                        .filter(changes.constants(UpdateField.SEVERITY)::contains)
                        .isPresent()),
        ids(OcsfSeverity.values(), OcsfSeverity::id, _ -> true));
    if (!changes.notes()) {
      denyField(ocsfKey(UpdateField.NOTE));
    }
  }

  private static String asffKey(UpdateField field) {
    return ASFF + String.join(".", field.member(Format.ASFF));
  }

  private static String ocsfKey(UpdateField field) {
    return OCSF + String.join(".", field.member(Format.OCSF));
  }

  private static List<String> names(List<? extends Enum<?>> values) {
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

  private void deny(String sid, Map<String, Map<String, Object>> conditions) {
    statements.add(Statement.deny("Deny" + sid, UPDATE, conditions));
  }

  /// A statement id has letters and digits only (IAM, Sid).
  private static String sid(String key) {
    return key.substring(key.indexOf(':') + 1)
        .replace("SyntaxPath", "")
        .replaceAll("[^A-Za-z0-9]", "");
  }
}
