package io.quell.cli.cost;

import io.quell.cli.options.WordOption;
import io.quell.cli.report.JsonLines;
import io.quell.finding.JsonMembers;

/// A cost for machines: JSON lines.
record JsonCostReport(JsonLines out, Prices prices) implements CostReport {
  @Override
  public void tell(Estimate estimate) {
    String delivery = WordOption.word(estimate.way());
    for (CostItem item : estimate.items()) {
      out.print(
          JsonMembers.line("INFO", "cost")
              .with("delivery", delivery)
              .with("item", item.name())
              .with("number", item.number())
              .with("price", item.price().word())
              .with("unitPrice", prices.unit(item.price()))
              .with("dollars", item.dollars()));
    }
    for (CostLimit limit : estimate.limits()) {
      out.print(
          JsonMembers.line("INFO", "limit")
              .with("delivery", delivery)
              .with("limit", limit.name())
              .with("needed", limit.needed())
              .with("allowed", limit.allowed())
              .with("passed", limit.isPassed()));
    }
    JsonMembers summary =
        JsonMembers.line("INFO", "month")
            .with("delivery", delivery)
            .with("dollars", estimate.dollars())
            .with("invocationSeconds", estimate.day().seconds())
            .with("passed", estimate.limits().getFirst().isPassed());
    if (Double.isFinite(estimate.findingsADayThatFit())) {
      summary.with("findingsPerDayThatFit", (long) estimate.findingsADayThatFit());
    }
    out.print(summary);
  }

  @Override
  public void end(Assumptions assumed) {}
}
