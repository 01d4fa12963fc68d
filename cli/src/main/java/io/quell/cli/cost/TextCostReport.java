package io.quell.cli.cost;

import io.quell.cli.options.WordOption;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Table;
import io.quell.cli.terminal.Table.Cell;
import io.quell.cli.terminal.Table.Column;
import io.quell.cli.terminal.TextOutput;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// A cost for people: a table for each way of delivery, and its limits.
record TextCostReport(TextOutput out, Prices prices) implements CostReport {
  private static final double FEW = 100;
  private static final double A_CENT = 0.01;
  private static final int PERCENT = 100;

  @Override
  public void tell(Estimate estimate) {
    String delivery = WordOption.word(estimate.way());
    out.line(0, Style.BOLD, "delivery: " + delivery);
    int numbers = widest("number", estimate, item -> number(item.number()));
    int dollars =
        Math.max(
            money(estimate.dollars()).length(),
            widest("dollars", estimate, item -> money(item.dollars())));
    Table table =
        new Table(
            List.of(
                Column.fixed("in a month"),
                Column.fixed(right("number", numbers)),
                Column.fixed(right("dollars", dollars)),
                Column.fixed("price of a unit")));
    for (CostItem item : estimate.items()) {
      table.add(
          List.of(
              new Cell(item.name(), Style.PLAIN),
              new Cell(right(number(item.number()), numbers), Style.PLAIN),
              new Cell(right(money(item.dollars()), dollars), Style.PLAIN),
              new Cell(
                  "%s %s".formatted(Price.shown(prices.unit(item.price())), item.price().word()),
                  Style.DIM)));
    }
    table.add(
        List.of(
            new Cell("together", Style.BOLD),
            new Cell("", Style.PLAIN),
            new Cell(right(money(estimate.dollars()), dollars), Style.BOLD),
            new Cell("", Style.PLAIN)));
    out.table(table);
    out.blank();
    limits(estimate);
    out.blank();
  }

  private static int widest(String title, Estimate estimate, Function<CostItem, String> shown) {
    return Math.max(
        title.length(),
        estimate.items().stream().map(shown).mapToInt(String::length).max().orElse(0));
  }

  private void limits(Estimate estimate) {
    out.line(0, Style.PLAIN, "How much of each limit is used, the one first that is met first:");
    for (CostLimit limit : estimate.limits()) {
      out.paragraph(
          1,
          limit.isPassed() ? Style.RED : Style.PLAIN,
          "%s: %s of %s%s"
              .formatted(
                  limit.name(),
                  number(limit.needed()),
                  number(limit.allowed()),
                  limit.isPassed()
                      ? ", PASSED"
                      : " (%s %%)".formatted(number(limit.share() * PERCENT))));
    }
    double most = estimate.findingsADayThatFit();
    if (Double.isFinite(most)) {
      out.paragraph(
          0,
          Style.PLAIN,
          "With these shares about %s findings a day fit.".formatted(rounded(most)));
    }
  }

  @Override
  public void end(Assumptions assumed) {
    out.paragraph(
        0,
        Style.DIM,
        "List prices of US East (N. Virginia), noted on %s, without what is free in a month."
                .formatted(Price.NOTED)
            + " Check them; --price changes one. docs/cost.md has the arithmetic.");
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /// Few with their fraction, many without.
  private static String number(double number) {
    if (number > 0 && number < A_CENT) {
      return "below 0.01";
    }
    return number == Math.rint(number) || number >= FEW
        ? String.format(Locale.ROOT, "%,.0f", number)
        : String.format(Locale.ROOT, "%,.2f", number);
  }

  private static String money(double dollars) {
    return String.format(Locale.ROOT, "%,.2f", dollars);
  }

  /// Two digits that count: more are not known.
  private static String rounded(double number) {
    double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(number)) - 1));
    return String.format(Locale.ROOT, "%,.0f", Math.floor(number / unit) * unit);
  }
}
