package io.quell.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.quell.cli.CommandLineRun;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a deployment costs, and which limits it meets.
final class CostCommandTest {
  private static CommandLineRun cost(String options) {
    return CommandLineRun.of(
        Stream.concat(Stream.of("cost"), Stream.of(options.split(" "))).toArray(String[]::new));
  }

  private static double number(CommandLineRun run, String item) {
    return line(run, "cost", "item", item).get("number") instanceof Number number
        ? number.doubleValue()
        : Double.NaN;
  }

  private static double needed(CommandLineRun run, String limit) {
    return line(run, "limit", "limit", limit).get("needed") instanceof Number number
        ? number.doubleValue()
        : Double.NaN;
  }

  private static Map<?, ?> line(CommandLineRun run, String message, String key, String value) {
    return run.json(message).stream()
        .filter(line -> value.equals(line.get(key)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(value + " is not in " + run.out()));
  }

  private static String first(CommandLineRun run) {
    return String.valueOf(run.json("limit").getFirst().get("limit"));
  }

  private static final String CALLS = "Security Hub's update calls a second";

  /// The figures of docs/scale.md.
  @ParameterizedTest
  @CsvSource({
    "10000000, 1, 1, 1.157", // a hundred a call
    "10000000, 1, 3, 1.389", // three mixed: twelve calls for a thousand
    "864000, 1, 1000000, 10", // no two alike
    "1000000, 0.5, 1, 0.2" // one a window of five seconds
  })
  void countsCallsAsThePageOfScaleDoes(
      long findings, double updated, long different, double calls) {
    CommandLineRun run =
        cost(
            "--findings-per-day %d --matched 1 --updated %s --different %d --delivery queue --json"
                .formatted(findings, updated, different));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(needed(run, CALLS)).isCloseTo(calls, offset(calls / 100));
  }

  @Test
  void makesACallOfEachUpdateWithoutAQueue() {
    CommandLineRun run =
        cost("--findings-per-day 864000 --matched 1 --updated 1 --delivery direct --json");
    assertThat(needed(run, CALLS)).isCloseTo(10, offset(0.001));
    assertThat(number(run, "function: invocations")).isEqualTo(2 * 864_000 * 30);
    assertThat(run.out()).doesNotContain("queue: send");
  }

  @Test
  void paysNothingForWhatTheEventRulesKeepBack() {
    CommandLineRun all = cost("--findings-per-day 500000 --matched 1 --json");
    CommandLineRun tenth = cost("--findings-per-day 5000000 --matched 0.1 --json");
    assertThat(tenth.json("cost")).isNotEmpty().isEqualTo(all.json("cost"));
  }

  @Test
  void fillsBatchesBeforeItStartsMoreOfThem() {
    assertThat(
            number(
                cost("--findings-per-day 100 --matched 1 --updated 0 --json"),
                "function: invocations"))
        .isEqualTo(3_000);
    assertThat(
            number(
                cost("--findings-per-day 1000000 --matched 1 --updated 0 --json"),
                "function: invocations"))
        .isEqualTo(518_400);
    assertThat(
            number(
                cost("--findings-per-day 100000000 --matched 1 --updated 0 --json"),
                "function: invocations"))
        .isEqualTo(3_000_000);
  }

  @Test
  void saysWhichLimitIsMetFirst() {
    assertThat(first(cost("--findings-per-day 10000000 --matched 1 --updated 1 --json")))
        .isEqualTo(CALLS);
    assertThat(
            first(
                cost(
                    "--findings-per-day 10000000 --matched 1 --updated 0 --marked 0 --delivery"
                        + " queue --json")))
        .startsWith("environments of the function");
    assertThat(first(cost("--findings-per-day 1000 --matched 1 --marked 8000000 --json")))
        .startsWith("hours of a reconciliation");
  }

  @Test
  void saysThatTheQuotaOfUpdatesIsPassed() {
    CommandLineRun run = cost("--findings-per-day 1000000000000 --matched 1");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("findings updated a second, 100 a call: 1,157,407 of 1,000, PASSED");
    assertThat(cost("--findings-per-day 1000 --matched 1").out()).doesNotContain("PASSED");
  }

  @Test
  void saysHowManyFindingsFit() {
    String shares = " --matched 0.5 --updated 1 --different 3 --delivery queue --json";
    CommandLineRun run = cost("--findings-per-day 1000" + shares);
    if (!(run.json("month").getFirst().get("findingsPerDayThatFit") instanceof Number fit)) {
      throw new AssertionError(run.out());
    }
    assertThat(cost("--findings-per-day " + fit.longValue() + shares).out())
        .doesNotContain("\"passed\":true");
    assertThat(cost("--findings-per-day " + (long) (fit.longValue() * 1.01) + shares).out())
        .contains("\"passed\":true");
  }

  @Test
  void takesOtherPrices() {
    String question = "--findings-per-day 1000000 --matched 1 --delivery queue --json";
    CommandLineRun list = cost(question);
    CommandLineRun dearer = cost(question + " --price sqs-request=0.8 --price metric=0");
    String item = "queue: send, receive, delete, poll";
    assertThat(line(dearer, "cost", "item", item).get("dollars"))
        .asString()
        .satisfies(
            dollars ->
                assertThat(Double.parseDouble(dollars))
                    .isCloseTo(
                        2
                            * Double.parseDouble(
                                String.valueOf(line(list, "cost", "item", item).get("dollars"))),
                        offset(0.0001)));
    assertThat(line(dearer, "cost", "item", "metrics").get("dollars")).hasToString("0.0");
  }

  @Test
  void countsAKeyAndReconciliationWhereTheyAre() {
    String question = "--findings-per-day 1000 --matched 1 --delivery queue --json";
    assertThat(number(cost(question + " --key"), "key: requests of queues")).isEqualTo(51_840);
    CommandLineRun without = cost(question + " --key --marked 0");
    assertThat(number(without, "key: requests of queues")).isEqualTo(25_920);
    assertThat(without.out()).doesNotContain("reconciliation");
    assertThat(cost(question).out()).doesNotContain("\"key\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--matched 1 | --findings-per-day needs a value",
        "--findings-per-day 5 | --matched needs a value",
        "--findings-per-day 0 --matched 1 | --findings-per-day is 0; allowed is 1 to",
        "--findings-per-day -5 --matched 1 | --findings-per-day is -5; allowed is 1 to",
        "--findings-per-day 2000000000000000 --matched 1 | allowed is 1 to 1,000,000,000,000,000",
        "--findings-per-day 99999999999999999999 --matched 1 | is not a whole number",
        "--findings-per-day ten --matched 1 | 'ten' is not a whole number",
        "--findings-per-day 5 --matched 1.1 | --matched: '1.1' is no share from 0 to 1",
        "--findings-per-day 5 --matched -0.1 | --matched: '-0.1' is no share",
        "--findings-per-day 5 --matched NaN | --matched: 'NaN' is no share",
        "--findings-per-day 5 --matched 20% | --matched: '20%' is no share",
        "--findings-per-day 5 --matched 0 | --matched is 0: then nothing starts the function",
        "--findings-per-day 5 --matched 1 --updated 2 | --updated: '2' is no share",
        "--findings-per-day 5 --matched 1 --different 0 | --different is 0; allowed is 1 to",
        "--findings-per-day 5 --matched 1 --memory 128 | --memory is 128; allowed is 256 to 10,240",
        "--findings-per-day 5 --matched 1 --delivery post | 'post' is not known",
        "--findings-per-day 5 --matched 1 --price sqs=1 | did you mean 'sqs-request'? Allowed is"
            + " one of lambda-gb-second",
        "--findings-per-day 5 --matched 1 --price sqs-request | is no price such as",
        "--findings-per-day 5 --matched 1 --price sqs-request=-1 | '-1' is no number of dollars",
        "--findings-per-day 5 --matched 1 --price alarm=1 --price alarm=2 | alarm is given twice"
      })
  void refusesWhatMakesNoSense(String options, String reason) {
    CommandLineRun run = cost(options);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(reason);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void addsUp() {
    CommandLineRun run = cost("--findings-per-day 70000 --matched 0.3 --key --json");
    for (String way : List.of("queue", "direct")) {
      double sum =
          run.json("cost").stream()
              .filter(line -> way.equals(line.get("delivery")))
              .mapToDouble(line -> Double.parseDouble(String.valueOf(line.get("dollars"))))
              .sum();
      assertThat(line(run, "month", "delivery", way).get("dollars"))
          .asString()
          .satisfies(
              dollars -> assertThat(Double.parseDouble(dollars)).isCloseTo(sum, offset(0.001)));
    }
  }
}
