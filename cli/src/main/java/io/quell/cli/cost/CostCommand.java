package io.quell.cli.cost;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.report.JsonLines;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// `quell cost`: what a deployment costs a month, and which limit of AWS it meets first.
@Command(
    name = "cost",
    sortOptions = false,
    header = "Works out what a deployment costs a month, and which limit of AWS it meets first.",
    description =
        "%nFrom measured durations and AWS's list prices; nothing is called. Findings are taken as"
            + " coming evenly, which costs most.%n",
    exitCodeList = {"0:the cost is shown, also where a limit is passed"},
    footer = {
      "  quell cost --findings-per-day 1000000 --matched 0.2",
      "  quell cost --findings-per-day 1000000 --matched 0.2 --updated 0.5 --delivery queue",
      "  quell cost --findings-per-day 50000 --matched 1 --price lambda-gb-second=0.0000166667"
    })
public final class CostCommand implements Callable<Integer> {
  private static final long MOST_FINDINGS = 1_000_000_000_000_000L;
  private static final int MOST_MILLIS = 60_000;
  private static final int LEAST_MEGABYTES = 256;
  private static final int MOST_MEGABYTES = 10_240;

  private final CommandContext context;

  @Option(
      names = "--findings-per-day",
      paramLabel = "N",
      required = true,
      description = "How many findings are imported a day.")
  private long findingsADay;

  @Option(
      names = "--matched",
      paramLabel = "SHARE",
      required = true,
      converter = ShareOption.class,
      description =
          "The share of them that the stack's event rules let through, such as 0.2. The others cost"
              + " nothing.")
  private double matched;

  @Option(
      names = "--updated",
      paramLabel = "SHARE",
      converter = ShareOption.class,
      description =
          "The share of those that need an update (default: 0.1). A finding that is suppressed"
              + " already needs none.")
  private double updated = 0.1;

  @Option(
      names = "--different",
      paramLabel = "N",
      description =
          "How many different updates there are at a time (default: 3). Equal ones share calls.")
  private long different = 3;

  @Option(
      names = "--marked",
      paramLabel = "N",
      description =
          "How many findings the book has marked, which reconciliation reads (default: 100000); 0:"
              + " no reconciliation.")
  private long marked = 100_000;

  @Option(
      names = "--delivery",
      paramLabel = "DELIVERY",
      description = "Only queue, or only direct (default: both).")
  private @Nullable DeliveryWay delivery;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description = "The function's memory, and with it its processor (default: 1024).")
  private int memory = 1_024;

  @Option(
      names = "--call-ms",
      paramLabel = "MS",
      description =
          "How long an update call takes, waiting for the quota included (default: 200, which is"
              + " the pace of half of the quota).")
  private int callMillis = 200;

  @Option(
      names = "--alarms",
      paramLabel = "N",
      description = "How many alarms the stack has (default: 26); 0 where nobody is told.")
  private int alarms = 26;

  @Option(
      names = "--rule-metrics",
      paramLabel = "N",
      description = "How many rules have metrics of their own (default: 0).")
  private int ruleMetrics;

  @Option(names = "--key", description = "The stack has a KMS key.")
  private boolean hasKey;

  @Option(
      names = "--price",
      paramLabel = "NAME=DOLLARS",
      converter = PriceOption.class,
      description =
          "Another price, such as sqs-request=0.44 a million; docs/cost.md has the names. Any"
              + " number of times.")
  private List<PriceOption.GivenPrice> given = List.of();

  @Option(
      names = "--json",
      description = "Prints JSON lines: a line for each cost and limit, then the month.")
  private boolean json;

  /// The command, with all that it has from outside.
  public CostCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Prices prices = new Prices(prices());
    Assumptions assumed = assumptions();
    CostReport report =
        json
            ? new JsonCostReport(new JsonLines(context.out()), prices)
            : new TextCostReport(context.text(), prices);
    for (DeliveryWay way : delivery == null ? List.of(DeliveryWay.values()) : List.of(delivery)) {
      report.tell(CostReport.Estimate.of(assumed, way, prices));
    }
    report.end(assumed);
    context.out().flush();
    return ExitCode.OK;
  }

  private Map<Price, Double> prices() {
    Map<Price, Double> prices = new EnumMap<>(Price.class);
    for (PriceOption.GivenPrice one : given) {
      if (prices.put(one.price(), one.dollars()) != null) {
        throw new WrongUseException("--price: %s is given twice".formatted(one.price().word()));
      }
    }
    return prices;
  }

  private Assumptions assumptions() {
    return new Assumptions(
        checked("--findings-per-day", findingsADay, 1, MOST_FINDINGS),
        matched(),
        updated,
        checked("--different", different, 1, MOST_FINDINGS),
        checked("--marked", marked, 0, MOST_FINDINGS),
        (int) checked("--memory", memory, LEAST_MEGABYTES, MOST_MEGABYTES),
        (int) checked("--alarms", alarms, 0, 1_000),
        (int) checked("--rule-metrics", ruleMetrics, 0, 100_000),
        hasKey,
        checked("--call-ms", callMillis, 0, MOST_MILLIS));
  }

  private double matched() {
    if (matched == 0) {
      throw new WrongUseException(
          "--matched is 0: then nothing starts the function; give the share that does");
    }
    return matched;
  }

  private static long checked(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new WrongUseException(
          "%s is %,d; allowed is %,d to %,d".formatted(option, value, least, most));
    }
    return value;
  }
}
