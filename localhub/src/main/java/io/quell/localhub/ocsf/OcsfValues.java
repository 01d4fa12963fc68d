package io.quell.localhub.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The two numbers that a customer sets on an OCSF finding, and their captions in the OCSF schema.
///
/// Versions of the API reference allow different ones: the hub takes them all.
///
/// @param id the attribute with the number, such as `severity_id`
/// @param caption the attribute with the caption, such as `severity`
/// @param captions the numbers that there are, with their captions
record OcsfValues(String id, String caption, Map<Integer, String> captions) {
  static final OcsfValues SEVERITY =
      new OcsfValues(
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
      if (from.hasNonNull(attribute)) {
        to.set(attribute, from.get(attribute));
      } else {
        to.remove(attribute);
      }
    }
  }

  /// Adds the caption where only the number is there.
  void describe(ObjectNode holder) {
    if (holder.path(id).isIntegralNumber() && !holder.hasNonNull(caption)) {
      set(holder, holder.path(id).asInt());
    }
  }
}
