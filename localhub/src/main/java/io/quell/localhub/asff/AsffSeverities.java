package io.quell.localhub.asff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The two scales of an ASFF severity and how one follows from the other.
public final class AsffSeverities {
  /// The labels, lowest first.
  public static final List<String> LABELS =
      List.of("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL");

  private AsffSeverities() {}

  /// The label for a normalized severity from 0 to 100: 0, 1–39, 40–69, 70–89, 90–100.
  static String label(int normalized) {
    if (normalized < 1) {
      return "INFORMATIONAL";
    }
    if (normalized < 40) {
      return "LOW";
    }
    if (normalized < 70) {
      return "MEDIUM";
    }
    return normalized < 90 ? "HIGH" : "CRITICAL";
  }

  /// The normalized severity for a label: the lowest value that has this label.
  static int normalized(String label) {
    return switch (label) {
      case "INFORMATIONAL" -> 0;
      case "LOW" -> 1;
      case "MEDIUM" -> 40;
      case "HIGH" -> 70;
      case "CRITICAL" -> 90;
      default -> throw new IllegalArgumentException("There is no severity label " + label + ".");
    };
  }

  /// Lays the given fields over the severity; of Label and Normalized, one that is not given
  /// follows from the other.
  static void lay(JsonNode given, ObjectNode severity) {
    boolean labelled = given.hasNonNull("Label");
    boolean numbered = given.hasNonNull("Normalized");
    if (labelled) {
      severity.set("Label", given.get("Label"));
    }
    if (numbered) {
      severity.set("Normalized", given.get("Normalized"));
    }
    if (labelled && !numbered) {
      severity.put("Normalized", normalized(given.get("Label").asText()));
    }
    if (numbered && !labelled) {
      severity.put("Label", label(given.get("Normalized").asInt()));
    }
    for (String other : List.of("Product", "Original")) {
      if (given.hasNonNull(other)) {
        severity.set(other, given.get(other));
      }
    }
  }
}
