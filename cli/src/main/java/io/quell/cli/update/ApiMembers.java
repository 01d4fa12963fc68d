package io.quell.cli.update;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import java.util.LinkedHashMap;
import java.util.Map;

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
    Map<String, Object> members = new LinkedHashMap<>();
    update
        .values()
        .forEach(
            (field, value) -> {
              switch (field) {
                case SEVERITY -> severity.put("Label", value(value));
                case NORMALIZED_SEVERITY -> severity.put("Normalized", value(value));
                case PRODUCT_SEVERITY -> severity.put("Product", value(value));
                case WORKFLOW_STATUS -> members.put("Workflow", Map.of("Status", value(value)));
                case NOTE -> members.put("Note", value(value));
                case VERIFICATION_STATE -> members.put("VerificationState", value(value));
                case CONFIDENCE -> members.put("Confidence", value(value));
                case CRITICALITY -> members.put("Criticality", value(value));
                case TYPES -> members.put("Types", value(value));
                case USER_DEFINED_FIELDS -> members.put("UserDefinedFields", value(value));
                case RELATED_FINDINGS -> members.put("RelatedFindings", value(value));
                case SEVERITY_ID, STATUS_ID -> {
                  // OCSF's
                }
              }
              if (!severity.isEmpty()) {
                members.put("Severity", severity);
              }
            });
    return members;
  }

  private static Object value(FieldValue value) {
    return switch (value) {
      case FieldValue.Constant(var constant) -> constant;
      case FieldValue.Percentage(var number) -> number;
      case FieldValue.Decimal(var number) -> number;
      case FieldValue.Texts(var texts) -> texts;
      case FieldValue.Entries(var entries) -> entries;
      case FieldValue.References(var findings) -> findings.stream().map(ApiMembers::of).toList();
      case FieldValue.Written(var note) -> {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("Text", note.text());
        parts.put("UpdatedBy", note.author());
        yield parts;
      }
      case FieldValue.Entry _, FieldValue.Reference _ ->
          throw new IllegalArgumentException("an update has all entries, not " + value);
    };
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
}
