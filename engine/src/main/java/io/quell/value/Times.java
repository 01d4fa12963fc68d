package io.quell.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/// Times as findings have them.
public final class Times {
  /// What the API reference allows beyond the usual form (AwsSecurityFinding, timestamps): an
  /// offset without a colon or without minutes, and lower-case letters.
  private static final DateTimeFormatter ALLOWED =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Times() {}

  /// The time that a text in ISO 8601 with an offset names, `2026-11-01T08:15:30Z`, or empty where
  /// it names none. Offsets go from -18:00 to +18:00.
  public static Optional<Instant> read(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notTheUsualForm) {
      return readAllowed(text);
    }
  }

  /// The day that a text names, `2026-11-01`, or empty where it names none.
  public static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> readAllowed(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text, ALLOWED).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
