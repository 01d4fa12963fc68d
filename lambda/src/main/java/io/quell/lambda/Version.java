package io.quell.lambda;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.lambda.event.Delivery;
import io.quell.value.JsonTree;
import io.quell.value.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One finding as one event has brought it.
///
/// @param finding the finding
/// @param isPersons whether a person releases the finding from Quell, or undoes that
/// @param times when this version came to be, the surest first: when Security Hub took it in
///     (`ProcessedAt`), when the event was raised, when the provider last updated the finding. A
///     customer's update leaves the last one as it is.
public record Version(Finding finding, boolean isPersons, List<Optional<Instant>> times) {

  private static Version of(Finding finding, Delivery delivery) {
    return new Version(
        finding,
        isPersons(delivery.task()),
        List.of(
            JsonTree.text(finding.json(), "ProcessedAt").flatMap(Times::read),
            delivery.time(),
            finding.updatedAt()));
  }

  private static boolean isPersons(Delivery.Task task) {
    return switch (task) {
      case DECIDE, TRIAGE -> false;
      case RELEASE, UNDO_RELEASE -> true;
    };
  }

  /// Of several versions of one finding the one that decides, for events come in any order: the
  /// newest, also where it decides on nothing. What a person asks for goes before all; of two that
  /// cannot be told apart the one that came later decides.
  ///
  /// @return the very findings of the events that decide, told apart by identity: two events may
  ///     bring the same
  public static Set<Finding> deciding(Collection<Delivery> deliveries) {
    Map<FindingIdentifier, Version> newest = new HashMap<>();
    for (Delivery delivery : deliveries) {
      for (Finding finding : delivery.findings()) {
        newest.merge(
            finding.identifier(),
            of(finding, delivery),
            (first, next) -> next.isOlderThan(first) ? first : next);
      }
    }
    Set<Finding> deciding = Collections.newSetFromMap(new IdentityHashMap<>());
    newest.values().forEach(version -> deciding.add(version.finding()));
    return deciding;
  }

  private boolean isOlderThan(Version other) {
    if (isPersons != other.isPersons) {
      return other.isPersons;
    }
    for (int at = 0; at < times.size(); at++) {
      if (times.get(at).isPresent() && other.times.get(at).isPresent()) {
        int order = times.get(at).get().compareTo(other.times.get(at).get());
        if (order != 0) {
          return order < 0;
        }
      }
    }
    return false;
  }
}
