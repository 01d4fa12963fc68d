package io.quell.lambda.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Which findings a reconciliation looks at.
public enum ReconciliationKind {
  /// Those of the rules that want something else today than yesterday: first and last days, ages,
  /// and rules that are suspended or removed.
  DAILY(Duration.ofDays(1)),
  /// All that the book has marked.
  WEEKLY(Duration.ofDays(7)),
  /// All that the book has marked, because its rules may have changed.
  CHANGED(Duration.ofDays(7));

  /// The most findings on which a run may be asked to give something back.
  public static final int MOST_GIVEN_BACK = RunMessage.MOST;

  private final Duration period;

  ReconciliationKind(Duration period) {
    this.period = period;
  }

  /// How long a run may take: then the next one is due.
  public Duration period() {
    return period;
  }

  /// The word in messages: `daily`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The body of the message that asks for a run.
  ///
  /// @param at when it is asked for
  /// @param atMost on how many findings it gives something back at most, up to [#MOST_GIVEN_BACK];
  ///     empty for as many as the function is set to
  public String message(Instant at, Optional<Integer> atMost) {
    return RunMessage.first(this, at, atMost).toString();
  }

  /// The kind of this word.
  static Optional<ReconciliationKind> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
