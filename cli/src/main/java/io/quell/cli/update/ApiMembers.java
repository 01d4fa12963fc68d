package io.quell.cli.update;

import io.quell.cli.json.JsonMembers;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.Note;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            (field, fieldValue) -> {
              Object value = value(fieldValue);
              switch (field) {
                case SEVERITY -> severity.put("Label", value);
                case NORMALIZED_SEVERITY -> severity.put("Normalized", value);
                case PRODUCT_SEVERITY -> severity.put("Product", value);
                case WORKFLOW_STATUS -> members.put("Workflow", Map.of("Status", value));
                case SEVERITY_ID, STATUS_ID -> {
                  // OCSF's
                }
                default -> members.put(member(field), value);
              }
              if (!severity.isEmpty()) {
                members.put("Severity", severity);
              }
            });
    return members;
  }

  /// The field in the API's own spelling: `VerificationState` for `verification-state`.
  private static String member(UpdateField field) {
    return Stream.of(field.key().split("-"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static Object value(FieldValue value) {
    return switch (value) {
      case FieldValue.Constant(var constant) -> constant;
      case FieldValue.Percentage(var number) -> number;
      case FieldValue.Decimal(var number) -> number;
      case FieldValue.Texts(var texts) -> texts;
      case FieldValue.Entries(var entries) -> entries;
      case FieldValue.References(var findings) -> findings.stream().map(ApiMembers::of).toList();
      case FieldValue.Written(var note) ->
          new JsonMembers().with("Text", note.text()).with("UpdatedBy", note.author()).members();
      case FieldValue.Entry _, FieldValue.Reference _ ->
          throw new IllegalArgumentException("an update has all entries, not " + value);
    };
  }

  /// The number that OCSF has for a constant; none where it is one of ASFF's words.
  static OptionalInt number(Enum<?> constant) {
    return switch (constant) {
      case OcsfSeverity severity -> OptionalInt.of(severity.id());
      case OcsfStatus status -> OptionalInt.of(status.id());
      default -> OptionalInt.empty();
    };
  }

  private static Map<String, Object> ocsf(Update update) {
    return new JsonMembers()
        .withPresent("SeverityId", update.severityId().map(OcsfSeverity::id))
        .withPresent("StatusId", update.statusId().map(OcsfStatus::id))
        .withPresent("Comment", update.note().map(Note::text))
        .members();
  }

  /// The members of an identifier.
  static Map<String, Object> of(FindingIdentifier identifier) {
    var members = new JsonMembers();
    return switch (identifier) {
      case FindingIdentifier.Asff(var id, var productArn) ->
          members.with("Id", id).with("ProductArn", productArn).members();
      case FindingIdentifier.MetadataUid(var uid) -> members.with("MetadataUid", uid).members();
      case FindingIdentifier.OcsfParts(var account, var own, var product) ->
          members
              .with("CloudAccountUid", account)
              .with("FindingInfoUid", own)
              .with("MetadataProductUid", product)
              .members();
    };
  }
}
