package io.quell.cli.backtest.effect;

/// What is different.
public enum DifferenceKind {
  /// This book suppresses it, the other one does not.
  NEWLY_SUPPRESSED("newlySuppressed", "newly suppressed"),
  /// The finding is suppressed, the other book leaves it so, and this one gives it back.
  GIVEN_BACK("givenBack", "given back"),
  /// The finding is not suppressed yet: the other book would, and this one does not.
  NO_LONGER_SUPPRESSED("noLongerSuppressed", "no longer suppressed"),
  /// The severity is another.
  SEVERITY_MOVED("severityMoved", "severity moved"),
  /// The status is another, neither of the two SUPPRESSED; or another field is.
  OTHER("otherDifference", "other field");

  private final String key;
  private final String words;

  DifferenceKind(String key, String words) {
    this.key = key;
    this.words = words;
  }

  /// What machines call it.
  public String key() {
    return key;
  }

  /// What people call it.
  public String words() {
    return words;
  }
}
