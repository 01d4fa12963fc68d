package io.quell.cli.backtest.effect;

import java.util.List;
import java.util.Optional;

/// The severities of both formats by their names, from the lowest.
public final class SeverityScale {
  /// What stands for no severity.
  public static final String NONE = "none";
  /// All there are, the lowest first; OCSF has more of them than ASFF.
  public static final List<String> NAMES =
      List.of(
          NONE, "UNKNOWN", "OTHER", "INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL", "FATAL");

  private static final String ARROW = " → ";

  private SeverityScale() {}

  /// A change in words: `MEDIUM → LOW`.
  static String change(Optional<String> before, Optional<String> after) {
    return before.orElse(NONE) + ARROW + after.orElse(NONE);
  }

  /// Whether a change in these words is to a higher severity.
  public static boolean isRise(String change) {
    String[] severities = change.split(ARROW, 2);
    return severities.length == 2 && NAMES.indexOf(severities[0]) < NAMES.indexOf(severities[1]);
  }

  /// Less than zero where the first is lower, more where it is higher.
  public static int compare(Optional<String> first, Optional<String> second) {
    return Integer.compare(rank(first), rank(second));
  }

  private static int rank(Optional<String> severity) {
    return NAMES.indexOf(severity.orElse(NONE));
  }
}
