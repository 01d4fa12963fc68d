package io.quell.cli.explain;

import io.quell.criteria.Field;
import io.quell.criteria.Mismatch;
import io.quell.run.Explanation;
import java.util.List;
import java.util.stream.Collectors;

/// In a few words, at which criterion a rule ends for a finding: what many rules are counted by.
final class FailedAt {
  private static final int MOST_FIELDS = 2;

  private FailedAt() {}

  /// `control`, `resource tag purpose`, `an exception`.
  static String of(Explanation.Failed failed) {
    Mismatch first = failed.mismatch();
    if (first instanceof Mismatch.Excepted) {
      return "an exception";
    }
    List<Field> fields = first.criterion().fields().stream().distinct().toList();
    String named =
        fields.stream()
            .limit(MOST_FIELDS)
            .map(Field::toString)
            .collect(Collectors.joining(" and "));
    return fields.size() > MOST_FIELDS ? named + " and others" : named;
  }
}
