package io.quell.localhub.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A field whose value changed.
///
/// @param field the names on the way to it, with dots between them: `Workflow.Status`
/// @param before the earlier value; a missing node where there was none
/// @param after the later value; a missing node where there is none
record FieldChange(String field, JsonNode before, JsonNode after) {
  /// What the history leaves out: "top-level timestamp fields, such as the CreatedAt and UpdatedAt
  /// fields" (API reference, GetFindingHistory).
  private static final Set<String> TOP_LEVEL_TIMES =
      Set.of("CreatedAt", "UpdatedAt", "ProcessedAt", "FirstObservedAt", "LastObservedAt");

  /// The fields in which two versions of a finding differ, times at the top left out.
  ///
  /// The members of objects are fields of their own; a list is one field. So it is in the one
  /// example that AWS gives, `Compliance.RelatedRequirements` (AWS CLI, get-finding-history).
  static List<FieldChange> between(JsonNode before, JsonNode after) {
    List<FieldChange> changes = new ArrayList<>();
    for (String member : members(before, after)) {
      if (!TOP_LEVEL_TIMES.contains(member)) {
        collect(member, before.path(member), after.path(member), changes);
      }
    }
    return changes;
  }

  /// The change as the API writes it. Text stands as it is, everything else as JSON text, and there
  /// is no value where there was none or an empty one, which the API does not allow.
  ObjectNode toJson() {
    ObjectNode update = JsonText.object().put("UpdatedField", field);
    text(before).ifPresent(text -> update.put("OldValue", text));
    text(after).ifPresent(text -> update.put("NewValue", text));
    return update;
  }

  private static void collect(
      String field, JsonNode before, JsonNode after, List<FieldChange> changes) {
    if (before.equals(after)) {
      return;
    }
    if (isObjectOrNothing(before) && isObjectOrNothing(after)) {
      for (String member : members(before, after)) {
        collect(field + "." + member, before.path(member), after.path(member), changes);
      }
    } else {
      changes.add(new FieldChange(field, before, after));
    }
  }

  private static boolean isObjectOrNothing(JsonNode value) {
    return value.isObject() || JsonText.present(value).isEmpty();
  }

  private static Set<String> members(JsonNode before, JsonNode after) {
    Set<String> members = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(members::add);
    after.fieldNames().forEachRemaining(members::add);
    return members;
  }

  private static Optional<String> text(JsonNode value) {
    return JsonText.present(value)
        .map(present -> present.isTextual() ? present.asText() : JsonText.write(present))
        .filter(text -> !text.isBlank());
  }
}
