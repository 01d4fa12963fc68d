package io.quell.cli.cost;

import java.util.List;

/// Tells what a deployment costs.
interface CostReport {
  /// What a way of delivery costs, and its limits.
  ///
  /// @param items what is paid for in a month
  /// @param limits AWS's limits, the one first that is met first
  /// @param findingsADayThatFit from how many findings a day on a limit is passed
  record Estimate(
      DeliveryWay way,
      Usage day,
      List<CostItem> items,
      List<CostLimit> limits,
      double findingsADayThatFit) {
    static Estimate of(Assumptions assumed, DeliveryWay way, Prices prices) {
      return new Estimate(
          way,
          Usage.of(assumed, way),
          CostModel.items(assumed, way, prices),
          CostLimit.of(assumed, way),
          CostLimit.findingsADayThatFit(assumed, way));
    }

    double dollars() {
      return CostModel.total(items);
    }
  }

  /// Tells one.
  void tell(Estimate estimate);

  /// Tells what goes for all.
  void end(Assumptions assumed);
}
