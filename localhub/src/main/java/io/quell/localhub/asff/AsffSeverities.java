package io.quell.localhub.asff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The two scales of an ASFF severity and how one follows from the other.
public final class AsffSeverities {
  /// The labels, lowest first.
  public static final List<String> LABELS =
      List.of("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL");

  /// The lowest normalized severity, from 0 to 100, of each label.
  private static final List<Integer> LOWEST = List.of(0, 1, 40, 70, 90);

  private AsffSeverities() {}

  private static String label(int normalized) {
    int at = LABELS.size() - 1;
    while (at > 0 && normalized < LOWEST.get(at)) {
      at--;
    }
    return LABELS.get(at);
  }

  /// Merges the given fields into the severity; of Label and Normalized, one that is not given
  /// follows from the other.
  static void merge(JsonNode given, ObjectNode severity) {
    boolean labelled = given.hasNonNull("Label");
    boolean numbered = given.hasNonNull("Normalized");
    if (labelled) {
      severity.set("Label", given.get("Label"));
    }
    if (numbered) {
      severity.set("Normalized", given.get("Normalized"));
    }
    if (labelled && !numbered) {
      severity.put("Normalized", LOWEST.get(LABELS.indexOf(given.get("Label").asText())));
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
