package io.quell.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.standin.StandInAws;
import io.quell.cli.standin.StandInLambda;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StopAndStartTest {
  private final StandInAws aws = StandInAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  private CommandLineRun run(String... arguments) {
    CommandLineRun run = aws.run(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private static Clock at(String time) {
    return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
  }

  @Test
  void disablesTheMappingsAndWaitsUntilTheyAre() {
    CommandLineRun run = run("stop", "--yes");

    assertThat(aws.lambda().state(StandInLambda.FINDINGS)).isEqualTo("Disabled");
    assertThat(aws.lambda().state(StandInLambda.RUNS)).isEqualTo("Disabled");
    assertThat(aws.lambda().reserved()).as("a queue's function keeps running").isEmpty();
    assertThat(aws.lambda().history())
        .containsExactly("tagged", "Disabled findings", "Disabled runs");
    assertThat(run.out())
        .contains("the mapping of the findings is Enabled")
        .contains("The mapping of the findings is Disabled.")
        .contains("Quell is stopped. 'quell start' starts it again.");
    assertThat(run.err()).contains("the mapping of the findings is Disabling");
  }

  @Test
  void saysUntilWhenMessagesWait() {
    aws.sqs().put("Findings", "{}");
    CommandLineRun run =
        aws.shell().clock(at("2026-11-20T12:00:00Z")).run("stop", "--stack", "Quell", "--yes");

    assertThat(run.out())
        .contains(
            "Findings: 1 wait. A message waits 7 days: those since the stop at least until"
                + " 2026-11-27 12:00 UTC")
        .contains("Reconciliation: 0 wait. A message waits 14 days");
    assertThat(aws.shell().clock(at("2026-11-22T12:00:00Z")).run("stop", "--yes").out())
        .as("counted from the stop, not from the second run")
        .contains("it was stopped at 2026-11-20 12:00 UTC")
        .contains("until 2026-11-27 12:00 UTC")
        .contains("Quell is stopped already.");
  }

  @Test
  void sendsEventsOfDirectDeliveryToTheFailedOnesAndPutsTheConcurrencyBack() {
    aws.cloudFormation().outputs().put("Delivery", "direct");
    aws.lambda().reserve(Optional.of(8));
    CommandLineRun stopped = run("stop", "--yes");

    assertThat(aws.lambda().reserved()).contains(0);
    assertThat(aws.lambda().tags())
        .containsEntry("quell:reserved-concurrency", "8")
        .containsKey("quell:stopped-at");
    assertThat(aws.lambda().history())
        .as("a queue whose function may not run would give its messages up")
        .containsExactly("tagged", "Disabled findings", "Disabled runs", "concurrency 0");
    assertThat(stopped.out()).contains("New events go to Failed at once").contains("for 14 days");

    run("start", "--yes");
    assertThat(aws.lambda().reserved()).contains(8);
    assertThat(aws.lambda().tags()).isEmpty();
    assertThat(aws.lambda().history())
        .endsWith("concurrency 8", "Enabled findings", "Enabled runs", "untagged");
  }

  @Test
  void takesTheConcurrencyAwayWhereThereWasNone() {
    aws.cloudFormation().outputs().put("Delivery", "direct");
    run("stop", "--yes");
    assertThat(aws.lambda().tags()).containsEntry("quell:reserved-concurrency", "none");

    run("start", "--yes");
    assertThat(aws.lambda().reserved()).isEmpty();
  }

  @Test
  void remembersTheFirstConcurrencyWhenItIsStoppedTwice() {
    aws.cloudFormation().outputs().put("Delivery", "direct");
    aws.lambda().reserve(Optional.of(3));
    run("stop", "--yes");
    run("stop", "--yes");
    assertThat(aws.lambda().tags()).containsEntry("quell:reserved-concurrency", "3");
  }

  @Test
  void goesOnWhereAStopWasInterrupted() {
    aws.cloudFormation().outputs().put("Delivery", "direct");
    aws.lambda().reserve(Optional.of(4));
    aws.refuse("PutFunctionConcurrency", 1, "AccessDeniedException", "not authorized");
    CommandLineRun broken = aws.run("stop", "--yes");
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.err())
        .contains("Lambda refused PutFunctionConcurrency (AccessDeniedException)")
        .contains("It needs the permission lambda:PutFunctionConcurrency");
    assertThat(aws.lambda().reserved()).contains(4);

    run("stop", "--yes");
    assertThat(aws.lambda().reserved()).contains(0);
    run("start", "--yes");
    assertThat(aws.lambda().reserved()).contains(4);
  }

  @Test
  void doesNotGuessAConcurrencyThatSomebodyElseHasSetToZero() {
    aws.lambda().reserve(Optional.of(0));
    CommandLineRun run = aws.run("start", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("which 'quell stop' has not set")
        .contains("--reserved-concurrency");
    assertThat(aws.changes()).isEmpty();

    run("start", "--reserved-concurrency", "none", "--yes");
    assertThat(aws.lambda().reserved()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"20", "''"})
  void leavesAConcurrencyThatSomebodyHasSetSince(String set) {
    Optional<Integer> since =
        Optional.of(set).filter(text -> !text.isEmpty()).map(Integer::valueOf);
    aws.cloudFormation().outputs().put("Delivery", "direct");
    aws.lambda().reserve(Optional.of(8));
    run("stop", "--yes");
    aws.lambda().reserve(since);
    CommandLineRun run = run("start", "--yes");

    assertThat(aws.lambda().reserved()).isEqualTo(since);
    assertThat(aws.lambda().tags()).isEmpty();
    assertThat(run.out())
        .contains("before the stop it was 8; somebody has changed it since, so it stays as it is")
        .contains("Quell works again.");
  }

  @Test
  void changesAConcurrencyThatSomebodyHasSetSinceWhereItIsAskedTo() {
    aws.cloudFormation().outputs().put("Delivery", "direct");
    run("stop", "--yes");
    aws.lambda().reserve(Optional.of(20));
    run("start", "--reserved-concurrency", "5", "--yes");
    assertThat(aws.lambda().reserved()).contains(5);
  }

  @Test
  void waitsForAChangeThatSomebodyElseHasBegun() {
    aws.lambda().change(StandInLambda.FINDINGS, "Enabling");
    run("stop", "--yes");
    assertThat(aws.lambda().state(StandInLambda.FINDINGS)).isEqualTo("Disabled");
  }

  @Test
  void worksWithoutAReconciliation() {
    aws.cloudFormation().outputs().keySet().removeIf(key -> key.matches(".*Reconcil.*|.*Runs"));
    CommandLineRun run = run("stop", "--yes");
    assertThat(run.out()).doesNotContain("reconciliation");
    assertThat(aws.lambda().state(StandInLambda.RUNS)).isEqualTo("Enabled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "start", "drain", "redrive"})
  void changesNothingWhereItObservesOrNobodyCanBeAsked(String command) {
    aws.lambda().state(StandInLambda.RUNS, "Disabled");
    aws.sqs().put("Undelivered", "{}");
    CommandLineRun observed = run(command, "--observe");
    assertThat(observed.out()).contains("Nothing was changed.");
    CommandLineRun unasked = aws.run(command);
    assertThat(unasked.exitCode()).isEqualTo(2);
    assertThat(unasked.err()).contains("add --yes");
    assertThat(aws.answering("no", command).exitCode()).isEqualTo(1);
    assertThat(aws.changes()).allMatch("ChangeMessageVisibilityBatch"::equals);
    assertThat(aws.sqs().visible("Undelivered")).isOne();
  }

  @Test
  void stopsAfterAYes() {
    assertThat(aws.answering("y", "stop").exitCode()).isZero();
    assertThat(aws.lambda().state(StandInLambda.FINDINGS)).isEqualTo("Disabled");
  }

  @Test
  void startBringsBackWhatCouldNotBeWorkedOn() {
    aws.cloudFormation().outputs().put("Delivery", "direct");
    run("stop", "--yes");
    aws.sqs()
        .put(
            "Failed",
            """
            {"version":"1.0","requestContext":{"condition":"EventAgeExceeded"},\
            "requestPayload":{"detail":{"findings":[]}}}\
            """);
    CommandLineRun run = run("start", "--yes");
    assertThat(aws.sqs().accepted("Findings")).containsExactly("{\"detail\":{\"findings\":[]}}");
    assertThat(run.out()).contains("Failed: 1 redriven into Findings");
  }

  @Test
  void startSaysThatAllIsOn() {
    assertThat(run("start").out()).contains("Quell works already.");
    assertThat(aws.changes()).isEmpty();
  }

  @Test
  void needsToReadTheTags() {
    aws.lambda().hideTags();
    CommandLineRun run = aws.run("stop", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("needs the permission lambda:ListTags");
    assertThat(aws.changes()).isEmpty();
  }

  @Test
  void triesAgainWhereItIsThrottled() {
    aws.refuse("UpdateEventSourceMapping", 2, "TooManyRequestsException", "Rate exceeded");
    aws.refuse("DescribeStacks", 1, "Throttling", "Rate exceeded");
    run("stop", "--yes");
    assertThat(aws.lambda().state(StandInLambda.FINDINGS)).isEqualTo("Disabled");
  }

  @Test
  void saysThatThereIsNoSuchStack() {
    CommandLineRun run = aws.run("stop", "--stack", "Other", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("there is no stack Other in Region us-east-1")
        .contains("--stack", "AWS_REGION");
  }

  @Test
  void saysThatAnOlderQuellHasDeployedTheStack() {
    aws.cloudFormation().outputs().remove("Batches");
    CommandLineRun run = aws.run("stop", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("has no output BatchesOutput").contains("Deploy it again");
  }

  @Test
  void saysThatAStackIsNoneOfQuells() {
    aws.cloudFormation().outputs().clear();
    CommandLineRun run = aws.run("stop", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the stack Quell is none of Quell's");
  }

  @Test
  void namesAnAddressWhereNobodyAnswers() {
    CommandLineRun run =
        aws.shell()
            .environment(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1"))
            .run("stop", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("http://127.0.0.1:1 did not answer DescribeStacks");
  }

  @Test
  void saysWhichCredentialsAreMissing() {
    String before = System.getProperty("aws.disableEc2Metadata");
    System.setProperty("aws.disableEc2Metadata", "true");
    try {
      CommandLineRun run =
          aws.shell()
              .environment(
                  Map.of("AWS_ENDPOINT_URL", "https://quell.invalid", "AWS_REGION", "eu-west-1"))
              .run("stop", "--yes");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("no AWS credentials are found").contains("AWS_PROFILE");
    } finally {
      if (before == null) {
        System.clearProperty("aws.disableEc2Metadata");
      } else {
        System.setProperty("aws.disableEc2Metadata", before);
      }
    }
  }
}
