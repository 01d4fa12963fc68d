package io.quell.lambda;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.lambda.event.Delivery;
import io.quell.value.JsonTree;
import io.quell.value.Times;
import java.time.Instant;
import java.util.ArrayList;
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
  /// cannot be told apart the one that came later decides. A time counts where all versions have
  /// it, or the answer would depend on their order.
  ///
  /// @return the very findings of the events that decide, told apart by identity: two events may
  ///     bring the same
  public static Set<Finding> deciding(Collection<Delivery> deliveries) {
    Map<FindingIdentifier, List<Brought>> versions = new HashMap<>();
    for (Delivery delivery : deliveries) {
      for (Finding finding : delivery.findings()) {
        versions
            .computeIfAbsent(finding.identifier(), _ -> new ArrayList<>(1))
            .add(new Brought(finding, delivery));
      }
    }
    Set<Finding> deciding = Collections.newSetFromMap(new IdentityHashMap<>());
    versions.values().forEach(ofOne -> deciding.add(deciding(ofOne)));
    return deciding;
  }

  /// A finding, and what brought it.
  private record Brought(Finding finding, Delivery delivery) {
    private Version version() {
      return Version.of(finding, delivery);
    }
  }

  /// Most findings come once: then no time has to be read.
  private static Finding deciding(List<Brought> versions) {
    return versions.size() == 1
        ? versions.getFirst().finding()
        : newest(versions.stream().map(Brought::version).toList()).finding();
  }

  private static Version newest(List<Version> versions) {
    Version newest = versions.getFirst();
    for (Version next : versions.subList(1, versions.size())) {
      newest = next.isOlderThan(newest, versions) ? newest : next;
    }
    return newest;
  }

  private boolean isOlderThan(Version other, List<Version> all) {
    if (isPersons != other.isPersons) {
      return other.isPersons;
    }
    for (int at = 0; at < times.size(); at++) {
      int which = at;
      if (all.stream().allMatch(version -> version.times.get(which).isPresent())) {
        int order = times.get(at).orElseThrow().compareTo(other.times.get(at).orElseThrow());
        if (order != 0) {
          return order < 0;
        }
      }
    }
    return false;
  }
}
