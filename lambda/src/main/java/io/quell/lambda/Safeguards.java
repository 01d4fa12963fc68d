package io.quell.lambda;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What holds an invocation back: from giving back much at once, for that may be a mistake in the
/// rules, and from deciding by events that are not news any more.
///
/// @param mostGivenBack the most findings on which one invocation gives something back
/// @param lateAfter the age from which on an event is late; empty where none is
/// @param clock tells how old an event is
public record Safeguards(int mostGivenBack, Optional<Duration> lateAfter, Clock clock) {
  /// The environment variable with [#mostGivenBack].
  static final String MOST_GIVEN_BACK = "QUELL_MOST_GIVEN_BACK";
  /// The one with [#lateAfter] in minutes, or `off`.
  static final String LATE_MINUTES = "QUELL_LATE_MINUTES";

  private static final int DEFAULT_MOST_GIVEN_BACK = 1_000;
  private static final int DEFAULT_LATE_MINUTES = 15;

  /// Nothing is held back.
  static final Safeguards NONE =
      new Safeguards(Integer.MAX_VALUE, Optional.empty(), Clock.systemUTC());

  /// What the environment says.
  ///
  /// @throws IllegalArgumentException where a variable has no number
  static Safeguards of(Map<String, String> environment, Clock clock) {
    int minutes =
        Variables.text(environment, LATE_MINUTES).equals("off")
            ? 0
            : Variables.number(environment, LATE_MINUTES, DEFAULT_LATE_MINUTES);
    return new Safeguards(
        Variables.number(environment, MOST_GIVEN_BACK, DEFAULT_MOST_GIVEN_BACK),
        minutes == 0 ? Optional.empty() : Optional.of(Duration.ofMinutes(minutes)),
        clock);
  }

  /// Whether an event is late: an older one than that says nothing for sure, for another about the
  /// same finding may have been dealt with since.
  boolean isLate(Optional<Instant> raised) {
    return lateAfter
        .flatMap(age -> raised.map(time -> time.isBefore(clock.instant().minus(age))))
        .orElse(false);
  }
}
