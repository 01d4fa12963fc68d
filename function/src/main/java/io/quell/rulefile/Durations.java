package io.quell.rulefile;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as the file has them: `30 days`, `12 hours`, `90 minutes`, `1 day`.
final class Durations {
  static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,5}) (day|hour|minute|second)s?");

  private Durations() {}

  static Optional<Duration> read(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(matcher.group(1));
    return Optional.of(switch (matcher.group(2)) {
      case "day" -> Duration.ofDays(number);
      case "hour" -> Duration.ofHours(number);
      case "minute" -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    });
  }
}
