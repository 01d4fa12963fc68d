package io.quell.cli.cost;

import io.quell.cli.options.WordOption;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// What AWS charges for: list prices of US East (N. Virginia), without what is free in a month,
/// noted on [#NOTED]. `docs/cost.md` shows this table. Each price can be changed by `--price`.
enum Price {
  LAMBDA_GB_SECOND(0.0000133334, "GB-second of Lambda, arm64", 1, Page.LAMBDA),
  LAMBDA_REQUEST(0.20, "million invocations of Lambda", Per.MILLION, Page.LAMBDA),
  EVENT(0, "million events of AWS services on EventBridge", Per.MILLION, Page.EVENTBRIDGE),
  SQS_REQUEST(0.40, "million requests to a queue of SQS", Per.MILLION, Page.SQS),
  SQS_FIFO_REQUEST(0.50, "million requests to a FIFO queue of SQS", Per.MILLION, Page.SQS),
  LOG_GB(0.50, "GB taken into CloudWatch Logs", 1, Page.CLOUDWATCH),
  LOG_STORED_GB(0.03, "GB kept in CloudWatch Logs, a month", 1, Page.CLOUDWATCH),
  METRIC(0.30, "custom metric of CloudWatch, a month", 1, Page.CLOUDWATCH),
  ALARM(0.10, "alarm of CloudWatch, a month", 1, Page.CLOUDWATCH),
  DASHBOARD(3, "dashboard of CloudWatch, a month", 1, Page.CLOUDWATCH),
  INSIGHTS_RULE(0.50, "Contributor Insights rule, a month", 1, Page.CLOUDWATCH),
  INSIGHTS_EVENT(
      0.02, "million log lines that Contributor Insights counts", Per.MILLION, Page.CLOUDWATCH),
  APPCONFIG_REQUEST(0.20, "million requests to AppConfig", Per.MILLION, Page.SYSTEMS_MANAGER),
  KMS_KEY(1, "key of KMS, a month", 1, Page.KMS),
  KMS_REQUEST(0.03, "ten thousand requests to KMS", Per.TEN_THOUSAND, Page.KMS),
  UPDATE_CALL(
      0, "million calls of Security Hub's updates and reads", Per.MILLION, Page.SECURITY_HUB);

  /// The day on which the prices were noted.
  static final String NOTED = "2026-11-30";

  private static final class Per {
    private static final long MILLION = 1_000_000;
    private static final long TEN_THOUSAND = 10_000;
  }

  /// Where AWS shows its prices.
  private static final class Page {
    private static final String LAMBDA = "https://aws.amazon.com/lambda/pricing/";
    private static final String EVENTBRIDGE = "https://aws.amazon.com/eventbridge/pricing/";
    private static final String SQS = "https://aws.amazon.com/sqs/pricing/";
    private static final String CLOUDWATCH = "https://aws.amazon.com/cloudwatch/pricing/";
    private static final String SYSTEMS_MANAGER = "https://aws.amazon.com/systems-manager/pricing/";
    private static final String KMS = "https://aws.amazon.com/kms/pricing/";
    private static final String SECURITY_HUB = "https://aws.amazon.com/security-hub/pricing/";
  }

  private final double dollars;
  private final String unit;
  private final long unitSize;
  private final String page;

  Price(double dollars, String unit, long unitSize, String page) {
    this.dollars = dollars;
    this.unit = unit;
    this.unitSize = unitSize;
    this.page = page;
  }

  /// The list price of a unit.
  double dollars() {
    return dollars;
  }

  /// What the price is for, behind *per*.
  String unit() {
    return unit;
  }

  /// How many make a unit.
  long unitSize() {
    return unitSize;
  }

  /// Where AWS shows it.
  String page() {
    return page;
  }

  /// A number of dollars as prices are written, with two digits behind the point or more.
  static String shown(double dollars) {
    BigDecimal exact = new BigDecimal(Double.toString(dollars)).stripTrailingZeros();
    return "$"
        + exact.setScale(Math.max(2, exact.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }

  /// What `--price` calls it.
  String word() {
    return WordOption.word(this);
  }
}
