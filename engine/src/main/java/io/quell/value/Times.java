package io.quell.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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

  /// The first and the last moment whose year has four digits, as every time of a finding has. What
  /// lies beyond is a slip of the pen, and more than can be reckoned with.
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private static final String USUAL = "0000-00-00T00:00:00Z";
  private static final String WITH_MILLISECONDS = "0000-00-00T00:00:00.000Z";

  private Times() {}

  /// The time that a text in ISO 8601 with an offset names, `2026-11-01T08:15:30Z`, or empty where
  /// it names none. Offsets go from -18:00 to +18:00, and years have four digits.
  public static Optional<Instant> read(String text) {
    Optional<Instant> time;
    try {
      time =
          isUsual(text)
              ? Optional.of(usual(text))
              : Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notTheUsualForm) {
      time = readAllowed(text);
    }
    return time.filter(Times::hasFourDigits);
  }

  /// Whether a text has the form that most times have, `2026-11-01T08:15:30Z`, maybe with
  /// milliseconds.
  private static boolean isUsual(String text) {
    String form = text.length() == USUAL.length() ? USUAL : WITH_MILLISECONDS;
    if (text.length() != form.length()) {
      return false;
    }
    for (int at = 0; at < form.length(); at++) {
      char letter = text.charAt(at);
      if (form.charAt(at) == '0' ? letter < '0' || letter > '9' : letter != form.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  private static Instant usual(String text) {
    int milliseconds = text.length() == USUAL.length() ? 0 : number(text, 20, 23);
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            milliseconds * 1_000_000)
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int start, int end) {
    return Integer.parseInt(text, start, end, 10);
  }

  /// The time so many milliseconds after 1970, or empty where its year has more than four digits.
  public static Optional<Instant> ofMilliseconds(long milliseconds) {
    return milliseconds < FIRST.toEpochMilli() || milliseconds > LAST.toEpochMilli()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(milliseconds));
  }

  /// The day that a text names, `2026-11-01`, or empty where it names none. Its year has four
  /// digits.
  public static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text)).filter(Times::hasFourDigits);
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  /// Whether the year of a day has four digits.
  public static boolean hasFourDigits(LocalDate day) {
    return day.getYear() >= 0 && day.getYear() <= 9999;
  }

  private static boolean hasFourDigits(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }

  private static Optional<Instant> readAllowed(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text, ALLOWED).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
