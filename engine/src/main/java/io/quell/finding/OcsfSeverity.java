package io.quell.finding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The severity of an OCSF finding (`severity_id`).
public enum OcsfSeverity {
  UNKNOWN(0),
  INFORMATIONAL(1),
  LOW(2),
  MEDIUM(3),
  HIGH(4),
  CRITICAL(5),
  FATAL(6),
  OTHER(99);

  private final int id;

  OcsfSeverity(int id) {
    this.id = id;
  }

  /// The number that the format uses.
  public int id() {
    return id;
  }

  /// The caption that the format writes beside the number, such as `High`.
  public String caption() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }

  /// The severity of this number, or empty.
  public static Optional<OcsfSeverity> ofId(int id) {
    return Arrays.stream(values()).filter(severity -> severity.id == id).findFirst();
  }

  /// The severity of this label.
  public static OcsfSeverity of(SeverityLabel label) {
    return switch (label) {
      case INFORMATIONAL -> INFORMATIONAL;
      case LOW -> LOW;
      case MEDIUM -> MEDIUM;
      case HIGH -> HIGH;
      case CRITICAL -> CRITICAL;
    };
  }

  /// The severity of this exact name, or empty.
  public static Optional<OcsfSeverity> named(String name) {
    return Arrays.stream(values()).filter(severity -> severity.name().equals(name)).findFirst();
  }

  /// The label that says the same; CRITICAL for FATAL, which has no other, and none for UNKNOWN and
  /// OTHER.
  public Optional<SeverityLabel> label() {
    return switch (this) {
      case UNKNOWN, OTHER -> Optional.empty();
      case INFORMATIONAL -> Optional.of(SeverityLabel.INFORMATIONAL);
      case LOW -> Optional.of(SeverityLabel.LOW);
      case MEDIUM -> Optional.of(SeverityLabel.MEDIUM);
      case HIGH -> Optional.of(SeverityLabel.HIGH);
      case CRITICAL, FATAL -> Optional.of(SeverityLabel.CRITICAL);
    };
  }

  /// The severities that no label says: a rule that sets one is about findings in OCSF.
  public static OcsfSeverity[] beyondLabels() {
    return new OcsfSeverity[] {UNKNOWN, FATAL, OTHER};
  }
}
