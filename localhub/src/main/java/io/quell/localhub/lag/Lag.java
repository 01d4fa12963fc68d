package io.quell.localhub.lag;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How late a hub may be. Each read, update and event is late by a time of its own, from nothing to
/// the longest one given here.
///
/// @param reads how old the state may be that a read shows
/// @param updates how long after the answer an update may take effect, each finding for itself: of
///     two updates under way the later one may be overtaken
/// @param events how long after the change its event may come, so that events overtake each other
public record Lag(Duration reads, Duration updates, Duration events) {
  /// No lag at all.
  public static final Lag NONE = new Lag(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  private static final Pattern FORM =
      Pattern.compile("(reads|updates|events)=([0-9]{1,9})(ms|s|m)");

  /// Checks the times.
  ///
  /// @throws IllegalArgumentException for a negative time
  public Lag {
    if (reads.isNegative() || updates.isNegative() || events.isNegative()) {
      throw new IllegalArgumentException("A lag is not negative.");
    }
  }

  /// Reads one of the three from text, as the command line has it: `reads=200ms`, `updates=30s` or
  /// `events=2m`. The other two are zero.
  ///
  /// @throws IllegalArgumentException for other text; the message names it and what is allowed
  public static Lag parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "The lag '"
              + text
              + "' cannot be read. A lag is written reads=TIME, updates=TIME or events=TIME, with a"
              + " TIME such as 200ms, 30s or 2m.");
    }
    long number = Long.parseLong(matcher.group(2));
    Duration time =
        switch (matcher.group(3)) {
          case "m" -> Duration.ofMinutes(number);
          case "s" -> Duration.ofSeconds(number);
          default -> Duration.ofMillis(number);
        };
    return switch (matcher.group(1)) {
      case "reads" -> NONE.withReads(time);
      case "updates" -> NONE.withUpdates(time);
      default -> NONE.withEvents(time);
    };
  }

  /// Reads are late by so much at most.
  public Lag withReads(Duration longest) {
    return new Lag(longest, updates, events);
  }

  /// Updates are late by so much at most.
  public Lag withUpdates(Duration longest) {
    return new Lag(reads, longest, events);
  }

  /// Events are late by so much at most.
  public Lag withEvents(Duration longest) {
    return new Lag(reads, updates, longest);
  }

  /// Both lags together: of each kind the longer one.
  public Lag and(Lag other) {
    return new Lag(
        longer(reads, other.reads), longer(updates, other.updates), longer(events, other.events));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
