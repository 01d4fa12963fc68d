package io.quell.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Times as findings have them.
public final class Times {
  private Times() {}

  /// The time that a text in ISO 8601 with an offset names, `2026-11-01T08:15:30Z`, or empty where
  /// it names none.
  public static Optional<Instant> read(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
