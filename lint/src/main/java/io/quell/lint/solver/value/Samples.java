package io.quell.lint.solver.value;

import io.quell.criteria.Condition;
import io.quell.criteria.Domain;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/// Values that are as good as each other, of which a rule's own code may like one and not the next.
public final class Samples {
  private Samples() {}

  /// The values to take one after the other; not empty where the candidates are not.
  public static List<String> of(ValueConstraint constraint, Candidates candidates, Instant now) {
    boolean anything =
        constraint.domain() instanceof Domain.Free
            && constraint.clauses().stream()
                .allMatch(clause -> clause.stream().anyMatch(Condition.Exists.class::isInstance));
    if (!anything) {
      return candidates.values();
    }
    LocalDate soon = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(14);
    return Stream.concat(
            Stream.of(
                "example",
                soon.toString(),
                "true",
                "1",
                soon.minusDays(28).toString(),
                "false",
                "security@example.com",
                now.toString()),
            candidates.values().stream())
        .filter(value -> constraint.isMetBy(value, now))
        .distinct()
        .toList();
  }
}
