package io.quell.cli.update;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.update.Update;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An update and an identifier under the names that the two operations have for their parts.
final class ApiMembers {
  private ApiMembers() {}

  /// The members of a request that set the values.
  static Map<String, Object> of(Update update, Format format) {
    return switch (format) {
      case ASFF -> asff(update);
      case OCSF -> ocsf(update);
    };
  }

  private static Map<String, Object> asff(Update update) {
    Map<String, Object> severity = new LinkedHashMap<>();
    update.severity().ifPresent(label -> severity.put("Label", label));
    put(severity, "Normalized", update.newNormalizedSeverity());
    put(severity, "Product", update.newProductSeverity());
    Map<String, Object> members = new LinkedHashMap<>();
    put(members, "Severity", severity.isEmpty() ? null : severity);
    update.workflowStatus().ifPresent(status -> members.put("Workflow", Map.of("Status", status)));
    update
        .note()
        .ifPresent(
            note -> {
              Map<String, Object> parts = new LinkedHashMap<>();
              parts.put("Text", note.text());
              parts.put("UpdatedBy", note.author());
              members.put("Note", parts);
            });
    update.verificationState().ifPresent(state -> members.put("VerificationState", state));
    put(members, "Confidence", update.newConfidence());
    put(members, "Criticality", update.newCriticality());
    put(members, "Types", update.types().isEmpty() ? null : update.types());
    put(
        members,
        "UserDefinedFields",
        update.userDefinedFields().isEmpty() ? null : update.userDefinedFields());
    put(
        members,
        "RelatedFindings",
        update.relatedFindings().isEmpty()
            ? null
            : update.relatedFindings().stream().map(ApiMembers::of).toList());
    return members;
  }

  private static Map<String, Object> ocsf(Update update) {
    Map<String, Object> members = new LinkedHashMap<>();
    update.severityId().map(OcsfSeverity::id).ifPresent(id -> members.put("SeverityId", id));
    update.statusId().map(OcsfStatus::id).ifPresent(id -> members.put("StatusId", id));
    update.note().ifPresent(note -> members.put("Comment", note.text()));
    return members;
  }

  /// The members of an identifier.
  static Map<String, String> of(FindingIdentifier identifier) {
    Map<String, String> members = new LinkedHashMap<>();
    switch (identifier) {
      case FindingIdentifier.Asff(var id, var productArn) -> {
        members.put("Id", id);
        members.put("ProductArn", productArn);
      }
      case FindingIdentifier.MetadataUid(var uid) -> members.put("MetadataUid", uid);
      case FindingIdentifier.OcsfParts(var account, var own, var product) -> {
        members.put("CloudAccountUid", account);
        members.put("FindingInfoUid", own);
        members.put("MetadataProductUid", product);
      }
    }
    return members;
  }

  private static void put(Map<String, Object> members, String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }
}
