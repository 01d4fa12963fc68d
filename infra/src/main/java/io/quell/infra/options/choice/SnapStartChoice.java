package io.quell.infra.options.choice;

import io.quell.infra.region.RegionFacts;

/// Whether the functions start from a snapshot of their published version.
public enum SnapStartChoice {
  /// Where the Region has snapshots.
  AUTO,
  /// Yes; a Region without snapshots is refused.
  ON,
  /// No.
  OFF;

  /// Whether they do in a Region.
  public boolean in(RegionFacts region) {
    return switch (this) {
      case AUTO -> region.hasSnapStart();
      case ON -> true;
      case OFF -> false;
    };
  }
}
