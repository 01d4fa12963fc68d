package io.quell.criteria;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people say them.
public final class Durations {
  /// How they are written: a number of days, hours, minutes or seconds.
  public static final Pattern TEXT =
      Pattern.compile("([1-9][0-9]{0,5}) (day|hour|minute|second)s?");

  private Durations() {}

  /// The duration that a text says, or empty where it says none.
  public static Optional<Duration> read(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "day" -> Duration.ofDays(number);
          case "hour" -> Duration.ofHours(number);
          case "minute" -> Duration.ofMinutes(number);
          default -> Duration.ofSeconds(number);
        });
  }

  /// `30 days`, `1 hour`; the largest unit that divides the duration without a rest.
  public static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return count(seconds / 86_400, "day");
    }
    if (seconds % 3_600 == 0) {
      return count(seconds / 3_600, "hour");
    }
    return seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
