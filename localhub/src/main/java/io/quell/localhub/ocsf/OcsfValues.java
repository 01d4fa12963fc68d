package io.quell.localhub.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The two numbers that a customer sets on an OCSF finding, and their captions in the OCSF schema.
///
/// Versions of the API reference allow different ones: the hub takes them all.
///
/// @param member the member of a request that sets it, such as `SeverityId`
/// @param id the attribute with the number, such as `severity_id`
/// @param caption the attribute with the caption, such as `severity`
/// @param captions the numbers that there are, with their captions
record OcsfValues(String member, String id, String caption, Map<Integer, String> captions) {
  static final OcsfValues SEVERITY =
      new OcsfValues(
          "SeverityId",
          "severity_id",
          "severity",
          Map.of(
              0,
              "Unknown",
              1,
              "Informational",
              2,
              "Low",
              3,
              "Medium",
              4,
              "High",
              5,
              "Critical",
              6,
              "Fatal",
              99,
              "Other"));
  static final OcsfValues STATUS =
      new OcsfValues(
          "StatusId",
          "status_id",
          "status",
          Map.of(
              0,
              "Unknown",
              1,
              "New",
              2,
              "In Progress",
              3,
              "Suppressed",
              4,
              "Resolved",
              5,
              "Archived",
              6,
              "Deleted",
              99,
              "Other"));

  /// Both of them.
  static final List<OcsfValues> SETTABLE = List.of(SEVERITY, STATUS);

  /// The status of a finding that nobody has looked at.
  static final int NEW = 1;

  /// The numbers that there are, in order.
  Set<Integer> ids() {
    return new TreeSet<>(captions.keySet());
  }

  /// Sets the number and its caption.
  void set(ObjectNode holder, int value) {
    holder.put(id, value);
    holder.put(caption, captions.getOrDefault(value, "Other"));
  }

  /// Copies the number and its caption, and takes away what is not there.
  void copy(JsonNode from, ObjectNode to) {
    for (String attribute : List.of(id, caption)) {
      JsonText.copy(from, to, attribute);
    }
  }

  /// Adds the caption where only the number is there.
  void describe(ObjectNode holder) {
    if (holder.path(id).isIntegralNumber() && !holder.hasNonNull(caption)) {
      set(holder, holder.path(id).asInt());
    }
  }
}
