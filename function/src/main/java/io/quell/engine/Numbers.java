package io.quell.engine;

import java.math.BigDecimal;

/// Numbers as people write them.
final class Numbers {
  private Numbers() {}

  /// `40` rather than `40.0`, `0.97` as it is.
  static String text(double number) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : Double.toString(number);
  }
}
