package io.quell.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page of costs, and what docs/deploy.md says of prices, are what `quell cost` works with.
/// DocumentedCommandsTest runs the examples of both.
final class CostPageTest {
  private static String page(String name) throws IOException {
    return Files.readString(Path.of("..", "docs", name));
  }

  private static String number(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%,.0f", number)
        : Double.toString(number);
  }

  @ParameterizedTest
  @EnumSource
  void hasEachPrice(Price price) throws IOException {
    assertThat(page("cost.md"))
        .contains(
            "| `%s` | %s | %s | [AWS](%s) |"
                .formatted(price.word(), Price.shown(price.dollars()), price.unit(), price.page()));
  }

  @Test
  void hasNoOtherPriceAndTheDay() throws IOException {
    assertThat(page("cost.md").lines().filter(line -> line.contains("[AWS](")))
        .hasSize(Price.values().length);
    assertThat(page("cost.md")).contains("noted on " + Price.NOTED);
  }

  @Test
  void hasWhatWasMeasured() throws IOException {
    assertThat(page("cost.md"))
        .contains(
            "| processor time of an invocation | %s ms |"
                .formatted(number(Measured.INVOCATION_MILLIS)),
            "| processor time of a finding | %s ms |".formatted(number(Measured.FINDING_MILLIS)),
            "| log of an invocation, Lambda's own lines included | %s bytes |"
                .formatted(number(Measured.INVOCATION_BYTES)),
            "| log of a finding | %s bytes |".formatted(number(Measured.FINDING_BYTES)));
  }

  @Test
  void agreesWithThePageOfTheDeployment() throws IOException {
    Prices prices = new Prices(java.util.Map.of());
    List<CostItem> items =
        CostModel.items(
            new Assumptions(1, 1, 0, 1, 100_000, 1_024, 26, 0, false, 200),
            DeliveryWay.QUEUE,
            prices);
    String page = page("deploy.md");
    assertThat(page)
        .contains(
            "26 alarms at " + Price.shown(Price.ALARM.dollars()),
            "a Contributor Insights rule at " + Price.shown(Price.INSIGHTS_RULE.dollars()),
            "20 custom metrics at " + Price.shown(Price.METRIC.dollars()),
            Price.shown(Price.INSIGHTS_EVENT.dollars()) + " for a million lines",
            "at " + Price.shown(Price.LAMBDA_GB_SECOND.dollars()) + " a second on arm64",
            "are 40 runs in 30 days: $%.2f".formatted(dollars(items, "reconciliation: GB-seconds")),
            "asks its queue 648,000 times for messages, at "
                + Price.shown(Price.SQS_FIFO_REQUEST.dollars()));
    assertThat(number(items, "reconciliation: queue")).isEqualTo(648_000);
    assertThat(number(items, "metrics")).isEqualTo(20);
    assertThat(dollars(items, "dashboard")).isEqualTo(3);
    assertThat(page).contains("a dashboard at $3");
  }

  /// What the page says of a million findings.
  @Test
  void knowsWhatAMillionFindingsCost() throws IOException {
    Assumptions million = new Assumptions(1e6, 1, 0, 1, 0, 1_024, 0, 0, false, 200);
    List<CostItem> items =
        CostModel.items(million, DeliveryWay.QUEUE, new Prices(java.util.Map.of()));
    double lambda =
        dollars(items, "function: invocations") + dollars(items, "function: GB-seconds");

    assertThat(dollars(items, "queue: send, receive, delete, poll") / 30).isBetween(0.45, 0.55);
    assertThat(lambda / 30).isLessThan(0.10);
    assertThat(dollars(items, "log: GB written") / 30).isBetween(0.255, 0.275);
    assertThat(page("deploy.md"))
        .contains("are about $0.50 for SQS, some cents for Lambda, and $0.26 for the log");
  }

  private static double dollars(List<CostItem> items, String name) {
    return item(items, name).dollars();
  }

  private static double number(List<CostItem> items, String name) {
    return item(items, name).number();
  }

  private static CostItem item(List<CostItem> items, String name) {
    return items.stream().filter(item -> item.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void namesAllOptions() throws IOException {
    String page = page("cost.md");
    assertThat(Arrays.stream(CostCommand.class.getDeclaredFields()))
        .flatExtracting(
            field -> {
              var option = field.getAnnotation(picocli.CommandLine.Option.class);
              return option == null ? List.of() : List.of(option.names());
            })
        .contains("--matched")
        .filteredOn(name -> !List.of("--json", "--memory", "--alarms").contains(name))
        .allSatisfy(name -> assertThat(page).contains(String.valueOf(name)));
  }
}
