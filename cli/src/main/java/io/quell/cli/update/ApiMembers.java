package io.quell.cli.update;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.JsonMembers;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// An update and an identifier under the names that the two operations have for their parts.
final class ApiMembers {
  private ApiMembers() {}

  /// The members of a request that set the values. Of two that set the same member the later
  /// counts: OCSF's own terms.
  static Map<String, Object> of(Update update, Format format) {
    Map<String, Object> members = new LinkedHashMap<>();
    update
        .within(format)
        .values()
        .forEach(
            (field, value) ->
                put(
                    members,
                    field.member(format),
                    switch (format) {
                      case ASFF -> asff(value);
                      case OCSF -> ocsf(value);
                    }));
    return members;
  }

  @SuppressWarnings("unchecked") // only this method puts members into members
  private static void put(Map<String, Object> members, List<String> path, Object value) {
    if (path.size() == 1) {
      members.put(path.getFirst(), value);
    } else {
      put(
          (Map<String, Object>)
              members.computeIfAbsent(path.getFirst(), _ -> new LinkedHashMap<String, Object>()),
          path.subList(1, path.size()),
          value);
    }
  }

  private static Object asff(FieldValue value) {
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

  private static Object ocsf(FieldValue value) {
    return switch (value) {
      case FieldValue.Constant(SeverityLabel label) -> OcsfSeverity.of(label).id();
      case FieldValue.Constant(WorkflowStatus status) -> OcsfStatus.of(status).id();
      case FieldValue.Constant(var constant) -> number(constant).orElseThrow();
      case FieldValue.Written(var note) -> note.text();
      default -> asff(value);
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
