package io.quell.lint.book;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// What the checks go by.
///
/// @param now the time that days and ages are counted from
/// @param soonDays in how many days an end is near, 0 or more
/// @param mostShare the share of a corpus that a rule may match at most, 0–1
public record LintOptions(Instant now, int soonDays, double mostShare) {
  /// In how many days an end is near, where nothing else is said.
  public static final int SOON_DAYS = 30;
  /// The share of a corpus that a rule may match, where nothing else is said.
  public static final double MOST_SHARE = 0.2;

  public LintOptions {
    if (soonDays < 0) {
      throw new IllegalArgumentException("an end is near in 0 days or more, not in " + soonDays);
    }
    if (!(mostShare >= 0 && mostShare <= 1)) {
      throw new IllegalArgumentException("a share is between 0 and 1, not " + mostShare);
    }
  }

  /// What the checks go by where nothing else is said.
  public static LintOptions at(Clock clock) {
    return new LintOptions(clock.instant(), SOON_DAYS, MOST_SHARE);
  }

  /// Today (UTC).
  public LocalDate today() {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
