package io.quell.finding;

import java.util.Arrays;
import java.util.Optional;

/// The severity of a finding, in rising order.
///
/// Security Hub's table ties a label to a range of the normalized severity: 0 INFORMATIONAL, 1–39
/// LOW, 40–69 MEDIUM, 70–89 HIGH, 90–100 CRITICAL (ASFF, Severity object).
public enum SeverityLabel {
  INFORMATIONAL(0),
  LOW(1),
  MEDIUM(40),
  HIGH(70),
  CRITICAL(90);

  private final int lowestNormalized;

  SeverityLabel(int lowestNormalized) {
    this.lowestNormalized = lowestNormalized;
  }

  /// The lowest normalized severity (0–100) that has this label; it is also what Security Hub
  /// derives from the label.
  public int lowestNormalized() {
    return lowestNormalized;
  }

  /// The label of a normalized severity, or empty outside 0–100.
  public static Optional<SeverityLabel> ofNormalized(double normalized) {
    if (!(normalized >= 0 && normalized <= 100)) {
      return Optional.empty();
    }
    return Arrays.stream(values())
        .filter(label -> label.lowestNormalized <= normalized)
        .reduce((_, higher) -> higher);
  }

  /// The label of this exact name, or empty.
  public static Optional<SeverityLabel> named(String name) {
    return Arrays.stream(values()).filter(label -> label.name().equals(name)).findFirst();
  }

  /// The label that is `steps` higher (lower, where negative), at most CRITICAL and at least
  /// INFORMATIONAL.
  @SuppressWarnings("EnumOrdinal") // the order of the constants is the scale
  public SeverityLabel shifted(int steps) {
    return values()[Math.clamp((long) ordinal() + steps, 0, values().length - 1)];
  }

  /// The lower of the two labels.
  public SeverityLabel atMost(SeverityLabel cap) {
    return compareTo(cap) <= 0 ? this : cap;
  }

  /// The higher of the two labels.
  public SeverityLabel atLeast(SeverityLabel floor) {
    return compareTo(floor) >= 0 ? this : floor;
  }
}
