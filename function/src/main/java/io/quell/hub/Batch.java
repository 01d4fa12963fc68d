package io.quell.hub;

import io.quell.engine.Update;
import io.quell.finding.FindingIdentifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Up to [#MOST_FINDINGS] distinct findings that take the same update in one call.
record Batch(Update update, List<FindingIdentifier> findings) {
  /// The most findings in one call (BatchUpdateFindings, FindingIdentifiers).
  static final int MOST_FINDINGS = 100;

  /// Cuts updates into as few batches as equal updates allow. Of several updates for one finding the last counts: it
  /// comes from the newest event.
  static List<Batch> of(Collection<FindingUpdate> updates) {
    Map<FindingIdentifier, Update> byFinding = new LinkedHashMap<>();
    updates.forEach(update -> byFinding.put(update.identifier(), update.update()));
    Map<Update, List<FindingIdentifier>> byUpdate = new LinkedHashMap<>();
    byFinding
        .forEach((finding, update) -> byUpdate.computeIfAbsent(update, _ -> new ArrayList<>()).add(finding));
    List<Batch> batches = new ArrayList<>();
    byUpdate.forEach((update, findings) -> {
      for (int from = 0; from < findings.size(); from += MOST_FINDINGS) {
        batches.add(new Batch(update, findings.subList(from, Math.min(from + MOST_FINDINGS, findings.size()))));
      }
    });
    return batches;
  }
}
