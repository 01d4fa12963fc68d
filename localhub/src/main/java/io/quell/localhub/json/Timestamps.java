package io.quell.localhub.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// Timestamps as Security Hub takes and writes them.
public final class Timestamps {
  /// The five forms in the user guide: seconds with or without a fraction of up to nine digits,
  /// then `Z`, `+HH:MM`, `+HHMM` or `+HH`.
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private Timestamps() {}

  /// Reads a timestamp; empty where it is in none of the forms.
  public static Optional<Instant> read(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text, FORMAT).toInstant());
    } catch (DateTimeException notATimestamp) {
      return Optional.empty();
    }
  }

  /// Writes a moment with milliseconds, as Security Hub does: `2026-01-31T12:00:00.123Z`.
  public static String write(Instant moment) {
    return MILLISECONDS.format(moment);
  }

  /// Writes a moment with seconds, as EventBridge does: `2026-01-31T12:00:00Z`.
  public static String writeSeconds(Instant moment) {
    return DateTimeFormatter.ISO_INSTANT.format(moment.truncatedTo(ChronoUnit.SECONDS));
  }
}
