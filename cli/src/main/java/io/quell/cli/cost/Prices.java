package io.quell.cli.cost;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// The prices that count: the list's, but for those that were given.
final class Prices {
  private final Map<Price, Double> dollars = new EnumMap<>(Price.class);

  Prices(Map<Price, Double> given) {
    for (Price price : Price.values()) {
      dollars.put(price, given.getOrDefault(price, price.dollars()));
    }
  }

  /// What so many cost.
  double of(Price price, double number) {
    return number / price.unitSize() * unit(price);
  }

  /// The price of a unit.
  double unit(Price price) {
    return Objects.requireNonNull(dollars.get(price));
  }
}
