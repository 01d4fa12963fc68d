package io.quell.lambda.reconciliation;

import io.quell.finding.Format;
import io.quell.hub.query.FindingQuery.Span;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// A part of the findings that a run looks at: those that were created in a range of time, which
/// never changes. The ends are whole seconds and belong to the slice; neighbours share them.
record Slice(Format format, Reach reach, Instant from, Instant to) {
  Slice {
    if (!from.truncatedTo(ChronoUnit.SECONDS).equals(from)
        || !to.truncatedTo(ChronoUnit.SECONDS).equals(to)
        || to.isBefore(from)) {
      throw new IllegalArgumentException("no slice reaches from %s to %s".formatted(from, to));
    }
  }

  Span span() {
    return new Span(from, to);
  }

  /// The same findings, created from another time on.
  Slice from(Instant later) {
    return new Slice(format, reach, later, to);
  }

  /// The same findings, created in the second that begins then.
  Slice at(Instant second) {
    return new Slice(format, reach, second, second.plusSeconds(1));
  }

  /// The same findings, created up to another time.
  private Slice to(Instant earlier) {
    return new Slice(format, reach, from, earlier);
  }

  /// Two parts that meet at the time, or else in the middle; empty for a slice of a second.
  Optional<List<Slice>> halves(Instant at) {
    if (at.isAfter(from) && at.isBefore(to)) {
      return Optional.of(List.of(to(at), from(at)));
    }
    Instant middle = from.plusSeconds(ChronoUnit.SECONDS.between(from, to) / 2);
    return middle.isAfter(from) ? Optional.of(List.of(to(middle), from(middle))) : Optional.empty();
  }
}
