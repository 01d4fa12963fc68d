package io.quell.cli.cost;

import java.util.ArrayList;
import java.util.List;

/// What a deployment costs in a month of 30 days.
final class CostModel {
  /// The days of the month.
  static final int DAYS = 30;

  private static final double KILO = 1_024;
  private static final double BYTES_A_GB = 1_000_000_000;
  /// Lambda long-polls a queue that it takes from by five pollers, 20 seconds a poll.
  private static final double POLLS_A_DAY = 5 * Usage.DAY_SECONDS / 20;

  private static final double MESSAGES_A_REQUEST = 10;
  /// How often the function asks AppConfig for its levers at most, in each environment.
  private static final double LEVER_POLLS_A_DAY = Usage.DAY_SECONDS / 60;

  private static final int METRICS = 20;
  private static final int METRICS_OF_A_RULE = 2;
  /// A year of lines, which CloudWatch packs to about 15 in a hundred.
  private static final double STORED_MONTHS = 12 * 0.15;

  /// Daily ones that read all, weekly ones, and five after deployments.
  private static final int RECONCILIATIONS = DAYS + 5 + 5;

  private static final double FINDINGS_A_READ = 100;
  /// SQS asks KMS anew every five minutes: twice for each sender, once for each receiver (SQS
  /// Developer Guide, estimating costs of KMS).
  private static final double KMS_REQUESTS_A_QUEUE = DAYS * Usage.DAY_SECONDS / 300 * 3;

  private final Prices prices;
  private final List<CostItem> items = new ArrayList<>();

  private CostModel(Prices prices) {
    this.prices = prices;
  }

  /// All that is paid for, and what is free beside it.
  static List<CostItem> items(Assumptions assumed, DeliveryWay way, Prices prices) {
    CostModel model = new CostModel(prices);
    model.events(assumed, way);
    model.reconciliation(assumed);
    model.standing(assumed);
    return List.copyOf(model.items);
  }

  /// What it is together.
  static double total(List<CostItem> items) {
    return items.stream().mapToDouble(CostItem::dollars).sum();
  }

  private void add(String name, double number, Price price) {
    items.add(new CostItem(name, number, price, prices.of(price, number)));
  }

  private void events(Assumptions assumed, DeliveryWay way) {
    Usage day = Usage.of(assumed, way);
    double gigabytes =
        (day.events() * Measured.FINDING_BYTES + day.invocations() * Measured.INVOCATION_BYTES)
            * DAYS
            / BYTES_A_GB;
    add("events", DAYS * day.events(), Price.EVENT);
    if (way == DeliveryWay.QUEUE) {
      double takes = Math.max(day.events() / MESSAGES_A_REQUEST, day.invocations());
      add(
          "queue: send, receive, delete, poll",
          DAYS * (day.events() + 2 * takes + POLLS_A_DAY),
          Price.SQS_REQUEST);
    }
    add("function: invocations", DAYS * day.invocations(), Price.LAMBDA_REQUEST);
    add(
        "function: GB-seconds",
        DAYS * day.invocations() * day.seconds() * assumed.memoryMegabytes() / KILO,
        Price.LAMBDA_GB_SECOND);
    add("update calls", DAYS * day.calls(), Price.UPDATE_CALL);
    add("log: GB written", gigabytes, Price.LOG_GB);
    add("log: GB kept for a year", gigabytes * STORED_MONTHS, Price.LOG_STORED_GB);
    add("log: updates counted by rule", DAYS * day.updates(), Price.INSIGHTS_EVENT);
    double environments = Math.max(way == DeliveryWay.QUEUE ? 2 : 1, Math.ceil(day.atOnce()));
    add(
        "levers: polls",
        DAYS * Math.min(day.invocations(), environments * LEVER_POLLS_A_DAY),
        Price.APPCONFIG_REQUEST);
  }

  private void reconciliation(Assumptions assumed) {
    if (assumed.marked() > 0) {
      double reads = RECONCILIATIONS * Math.ceil(assumed.marked() / FINDINGS_A_READ);
      add("reconciliation: reads", reads, Price.UPDATE_CALL);
      add( // at a read a second
          "reconciliation: GB-seconds",
          reads * assumed.memoryMegabytes() / KILO,
          Price.LAMBDA_GB_SECOND);
      add("reconciliation: queue", DAYS * POLLS_A_DAY, Price.SQS_FIFO_REQUEST);
    }
  }

  private void standing(Assumptions assumed) {
    add("alarms", assumed.alarms(), Price.ALARM);
    add("metrics", METRICS + METRICS_OF_A_RULE * assumed.ruleMetrics(), Price.METRIC);
    add("dashboard", 1, Price.DASHBOARD);
    add("Contributor Insights rule", 1, Price.INSIGHTS_RULE);
    if (assumed.hasKey()) {
      int queues = assumed.marked() > 0 ? 2 : 1;
      add("key", 1, Price.KMS_KEY);
      add("key: requests of queues", queues * KMS_REQUESTS_A_QUEUE, Price.KMS_REQUEST);
    }
  }
}
