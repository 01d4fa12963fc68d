package io.quell.lambda;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.lambda.event.Delivery;
import io.quell.run.Evaluation;
import io.quell.run.RuleEngine;
import io.quell.value.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One finding as one event has brought it, and what was decided on it.
///
/// @param evaluation what was decided
/// @param isRelease whether a person takes back what Quell has changed
/// @param times when this version came to be, the surest first: when Security Hub took it in
///     (`ProcessedAt`), when the event was raised, when the provider last updated the finding. A
///     customer's update moves the first two only.
record Version(Evaluation evaluation, boolean isRelease, List<Optional<Instant>> times) {

  static Version of(Finding finding, Delivery delivery, RuleEngine engine) {
    List<Optional<Instant>> times =
        List.of(
            finding.raw("ProcessedAt").stream()
                .map(Object::toString)
                .flatMap(text -> Times.read(text).stream())
                .findFirst(),
            delivery.time(),
            finding.updatedAt());
    return switch (delivery.task()) {
      case DECIDE -> new Version(engine.evaluate(finding), false, times);
      case RELEASE -> new Version(engine.release(finding), true, times);
    };
  }

  FindingIdentifier identifier() {
    return evaluation.finding().identifier();
  }

  /// Whether the other one decides in place of this one. A release goes before all; of two that
  /// cannot be told apart the one that came later decides.
  boolean isOlderThan(Version other) {
    if (isRelease != other.isRelease) {
      return other.isRelease;
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
