package io.quell.value;

import java.math.BigDecimal;

/// Numbers as people write them.
public final class Numbers {
  private Numbers() {}

  /// `40` rather than `40.0`, `0.97` as it is.
  public static String text(double number) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : Double.toString(number);
  }
}
