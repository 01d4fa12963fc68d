package io.quell.hub;

import io.quell.finding.FindingIdentifier;
import io.quell.update.Limits;
import io.quell.update.Update;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Up to [Limits#MOST_FINDINGS_A_CALL] distinct findings, named in one way, that take the same
/// update in one call.
record Batch(Update update, List<FindingIdentifier> findings) {
  private record Grouping(Class<?> identifier, Update update) {}

  /// Cuts updates into as few batches as equal updates allow. Of several updates for one finding
  /// the last counts: it comes from the newest event.
  static List<Batch> of(Collection<FindingUpdate> updates) {
    Map<FindingIdentifier, Update> byFinding = new LinkedHashMap<>();
    updates.forEach(update -> byFinding.put(update.identifier(), update.update()));
    Map<Grouping, List<FindingIdentifier>> byKind = new LinkedHashMap<>();
    byFinding.forEach(
        (finding, update) ->
            byKind
                .computeIfAbsent(new Grouping(finding.getClass(), update), _ -> new ArrayList<>())
                .add(finding));
    List<Batch> batches = new ArrayList<>();
    byKind.forEach(
        (kind, findings) -> {
          for (int from = 0; from < findings.size(); from += Limits.MOST_FINDINGS_A_CALL) {
            batches.add(
                new Batch(
                    kind.update(),
                    findings.subList(
                        from, Math.min(from + Limits.MOST_FINDINGS_A_CALL, findings.size()))));
          }
        });
    return batches;
  }

  /// The two halves of a batch of at least two findings.
  List<Batch> halves() {
    int middle = findings.size() / 2;
    return List.of(
        new Batch(update, findings.subList(0, middle)),
        new Batch(update, findings.subList(middle, findings.size())));
  }
}
