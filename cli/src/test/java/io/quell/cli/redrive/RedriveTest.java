package io.quell.cli.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.standin.StandInAws;
import io.quell.cli.standin.StandInLambda;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RedriveTest {
  private static final Map<String, String> FORBIDDEN =
      Map.of(
          "ERROR_CODE",
          "NO_PERMISSIONS",
          "ERROR_MESSAGE",
          "Lack of permissions to invoke cross account target. Request"
              + " 0f8fad5b-d9cb-469f-a165-70867728950e",
          "RULE_ARN",
          "arn:aws:events:us-east-1:111122223333:rule/Quell-FindingsOfRules",
          "TARGET_ARN",
          "arn:aws:sqs:us-east-1:111122223333:Quell-Findings");

  private final StandInAws aws = StandInAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  private static String event(int number) {
    return "{\"detail-type\":\"Security Hub Findings - Imported\",\"id\":\"%d\"}".formatted(number);
  }

  private static String wrapped(String payload) {
    return """
    {"version":"1.0","timestamp":"2026-11-14T18:16:05.568Z",\
    "requestContext":{"requestId":"e4b46cbf","functionArn":"arn","condition":"RetriesExhausted","approximateInvokeCount":3},\
    "requestPayload":%s,\
    "responseContext":{"statusCode":200,"executedVersion":"7","functionError":"Unhandled"},\
    "responsePayload":{"errorMessage":"Task timed out after 60.00 seconds"}}\
    """
        .formatted(payload);
  }

  private void fill(String queue, int messages) {
    for (int number = 0; number < messages; number++) {
      aws.sqs().put(queue, event(number), FORBIDDEN);
    }
  }

  @Test
  void sendsWhatEventBridgeCouldNotHandOverAndSaysWhyByReason() {
    fill("Undelivered", 23);
    aws.sqs().put("Undelivered", event(99), Map.of("ERROR_CODE", "SDK_CLIENT_ERROR"));
    CommandLineRun run = aws.run("redrive", "--yes");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(aws.sqs().bodies("Undelivered")).isEmpty();
    assertThat(aws.sqs().bodies("Findings")).hasSize(24).contains(event(0), event(22), event(99));
    assertThat(aws.sqs().attribute("Findings", "QuellRedrives")).containsOnly("1");
    assertThat(run.out())
        .contains("Undelivered: 24 redriven into Findings")
        .contains(
            "     23  NO_PERMISSIONS: Lack of permissions to invoke cross account target. Request …"
                + " (Quell-FindingsOfRules to Quell-Findings)")
        .contains("      1  SDK_CLIENT_ERROR: no message");
    assertThat(aws.calls()).filteredOn("SendMessageBatch"::equals).hasSize(3);
  }

  @Test
  void unwrapsWhatLambdaGaveUp() {
    aws.cloudFormation().outputs().put("Delivery", "direct");
    aws.sqs().put("Failed", wrapped(event(1)));
    CommandLineRun run = aws.run("redrive", "--from", "failed", "--yes");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(aws.sqs().bodies("Findings")).containsExactly(event(1));
    assertThat(aws.sqs().bodies("Failed")).isEmpty();
    assertThat(run.out()).contains("RetriesExhausted: Task timed out after 60.00 seconds");
    assertThat(aws.calls()).doesNotContain("StartMessageMoveTask");
  }

  @Test
  void letsSqsMoveWhatTheQueuesFunctionGaveUp() {
    fill("Failed", 5);
    aws.sqs().moveStep(2);
    CommandLineRun run = aws.run("redrive", "--yes");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(aws.sqs().bodies("Findings")).hasSize(5);
    assertThat(run.out()).contains("Failed: 5 moved back into Findings by SQS");
    assertThat(aws.calls())
        .contains("StartMessageMoveTask")
        .doesNotContain("SendMessageBatch", "DeleteMessageBatch");
  }

  @Test
  void sendsWhatSqsGivesUpMoving() {
    fill("Failed", 5);
    aws.sqs().failMoves(2);
    CommandLineRun run = aws.run("redrive", "--yes");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(aws.sqs().bodies("Failed")).isEmpty();
    assertThat(aws.sqs().bodies("Findings")).hasSize(5).contains(event(0), event(4));
    assertThat(run.err())
        .contains("SQS has given the move out of Failed up (CouldNotDetermineMessageSource)");
    assertThat(run.out())
        .contains("Failed: 2 moved back into Findings by SQS")
        .contains("Failed: 3 redriven into Findings");
  }

  @Test
  void saysWhyTheFirstMessagesAreThereBeforeSqsMovesThem() {
    fill("Failed", 12);
    aws.sqs().put("Failed", "{}");
    CommandLineRun run = aws.run("redrive", "--yes");
    assertThat(run.out())
        .containsSubsequence(
            "Failed, the first 10 of its messages:",
            "     10  NO_PERMISSIONS: Lack of permissions",
            "What fails again is back in Failed in about two hours",
            "Failed: 13 moved back into Findings by SQS");
  }

  @Test
  void goesOnAfterAMessageThatSqsNeverTakes() {
    aws.sqs().put("Undelivered", "{\"large\":\"%s\"}".formatted("x".repeat(1_100_000)));
    fill("Undelivered", 12);
    CommandLineRun run = aws.run("redrive", "--yes");

    assertThat(run.exitCode()).as("one is left").isEqualTo(1);
    assertThat(aws.sqs().bodies("Findings")).hasSize(12);
    assertThat(aws.sqs().bodies("Undelivered")).hasSize(1);
    assertThat(run.out())
        .contains("Undelivered: 12 redriven into Findings")
        .contains("1 were not taken, and are left where they are")
        .contains("1 of them SQS does not take from anybody");
  }

  @Test
  void goesOnWhereAMessageThatSqsNeverTakesComesAlone() {
    aws.sqs().put("Undelivered", "{\"large\":\"%s\"}".formatted("x".repeat(1_100_000)));
    CommandLineRun run = aws.run("redrive", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("Undelivered: 0 redriven into Findings");
    assertThat(run.err()).doesNotContain("took none");
    assertThat(aws.sqs().bodies("Undelivered")).hasSize(1);
  }

  @Test
  void saysThatAFifoQueueShowsTenAtMost() {
    aws.sqs().put("FailedRuns.fifo", "{\"reconcile\":\"weekly\",\"at\":\"2026-11-20T02:00:00Z\"}");
    assertThat(aws.run("redrive", "--observe").out())
        .containsOnlyOnce("These are ten at most: a FIFO queue shows the others");
  }

  @Test
  void unwrapsWhatIsLeftFromBeforeTheDeliveryWasChanged() {
    fill("Failed", 2);
    aws.sqs().put("Failed", wrapped(event(7)));
    CommandLineRun run = aws.run("redrive", "--yes");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(aws.sqs().bodies("Findings"))
        .containsExactlyInAnyOrder(event(0), event(1), event(7));
    assertThat(aws.calls()).doesNotContain("StartMessageMoveTask");
  }

  @Test
  void stopsAMoveThatMeetsItsOwnMessages() {
    fill("Failed", 3);
    aws.sqs().moveStep(1);
    aws.sqs().consume("Findings", body -> !body.equals(event(0)));
    CommandLineRun run = aws.run("redrive", "--yes");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("Messages came back meanwhile");
    assertThat(aws.calls()).contains("CancelMessageMoveTask");
    assertThat(aws.sqs().bodies("Failed")).containsExactly(event(0));
  }

  @Test
  void leavesPoisonAtTheHeadAndRedrivesTheRest() {
    aws.cloudFormation().outputs().put("Delivery", "direct");
    aws.sqs().put("Failed", "no JSON at all");
    aws.sqs().put("Failed", wrapped("{\"poison\":true}"));
    for (int number = 0; number < 25; number++) {
      aws.sqs().put("Failed", wrapped(event(number)));
    }
    aws.sqs().consume("Findings", body -> !body.contains("poison"));
    CommandLineRun run = aws.run("redrive", "--yes");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(aws.sqs().accepted("Findings"))
        .hasSize(26)
        .as("once, though it comes back at once")
        .containsOnlyOnce("{\"poison\":true}");
    assertThat(aws.sqs().bodies("Failed"))
        .containsExactlyInAnyOrder("no JSON at all", "{\"poison\":true}");
    assertThat(aws.sqs().visible("Failed")).as("given back at the end").isEqualTo(2);
    assertThat(run.out())
        .contains("Failed: 26 redriven into Findings")
        .contains("1 came back while this went on, and are left")
        .contains("1 cannot be read by the function, and are left where they are")
        .contains("it is no JSON object");

    CommandLineRun again = aws.run("redrive", "--yes");
    assertThat(again.out()).contains("Some were redriven before, one of them 2 times.");
    assertThat(aws.sqs().attribute("Failed", "QuellRedrives")).contains("2");
  }

  @Test
  void losesNothingWhereItIsKilledBetweenSendingAndDeleting() {
    fill("Undelivered", 15);
    List<Boolean> killed = new ArrayList<>();
    aws.sqs()
        .afterSend(
            () -> {
              if (killed.isEmpty()) {
                killed.add(true);
                aws.refuse("DeleteMessageBatch", 1, "AccessDeniedException", "not authorized");
              }
            });
    CommandLineRun broken = aws.run("redrive", "--yes");
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.err()).contains("10 messages of Undelivered are redriven, and none is lost");
    assertThat(aws.sqs().bodies("Undelivered")).hasSize(15);
    assertThat(aws.sqs().bodies("Findings")).hasSize(10);

    aws.sqs().advance(Duration.ofMinutes(3));
    CommandLineRun again = aws.run("redrive", "--yes");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(aws.sqs().bodies("Undelivered")).isEmpty();
    assertThat(aws.sqs().bodies("Findings"))
        .as("some twice, none lost")
        .hasSize(25)
        .contains(event(0), event(14));
  }

  @Test
  void keepsWhatTheQueueDoesNotTake() {
    fill("Undelivered", 12);
    aws.sqs().refuse("Findings", body -> body.equals(event(3)));
    CommandLineRun run = aws.run("redrive", "--yes");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(aws.sqs().bodies("Undelivered")).containsExactly(event(3));
    assertThat(run.out())
        .contains("Undelivered: 11 redriven into Findings")
        .contains("1 were not taken, and are left where they are");
  }

  @Test
  void endsWhereTheQueueTakesNothing() {
    fill("Undelivered", 12);
    aws.sqs().refuse("Findings", _ -> true);
    CommandLineRun run = aws.run("redrive", "--yes");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Findings took none of the messages of Undelivered");
    assertThat(aws.sqs().bodies("Undelivered")).hasSize(12);
  }

  @Test
  void losesNothingWhereTwoRunAtOnce() {
    fill("Undelivered", 60);
    CompletableFuture<CommandLineRun> other =
        CompletableFuture.supplyAsync(() -> aws.run("redrive", "--yes"));
    CommandLineRun one = aws.run("redrive", "--yes");
    CommandLineRun two = other.join();

    assertThat(one.exitCode()).as(one.err()).isZero();
    assertThat(two.exitCode()).as(two.err()).isZero();
    assertThat(aws.sqs().bodies("Undelivered")).isEmpty();
    assertThat(aws.sqs().accepted("Findings")).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void turnsEventsIntoTheMessageThatStartsARun() {
    aws.sqs()
        .put(
            "UnstartedRuns",
            "{\"detail-type\":\"CloudFormation Stack Status"
                + " Change\",\"time\":\"2026-11-19T10:00:00Z\"}",
            FORBIDDEN);
    aws.sqs().put("UnstartedRuns", "{\"reconcile\":\"daily\",\"at\":\"2026-11-20T01:00:00Z\"}");
    aws.sqs().put("UnstartedRuns", "{\"other\":1}");
    aws.sqs().put("FailedRuns.fifo", "{\"reconcile\":\"weekly\",\"at\":\"2026-11-20T02:00:00Z\"}");
    CommandLineRun run = aws.run("redrive", "--yes");

    assertThat(run.exitCode()).as("one is left").isEqualTo(1);
    assertThat(aws.sqs().bodies("Runs.fifo"))
        .containsExactlyInAnyOrder(
            "{\"reconcile\":\"changed\",\"at\":\"2026-11-19T10:00:00Z\"}",
            "{\"reconcile\":\"daily\",\"at\":\"2026-11-20T01:00:00Z\"}",
            "{\"reconcile\":\"weekly\",\"at\":\"2026-11-20T02:00:00Z\"}");
    assertThat(aws.sqs().grouped("Runs.fifo")).isEqualTo(3);
    assertThat(aws.sqs().bodies("UnstartedRuns")).containsExactly("{\"other\":1}");
  }

  @Test
  void observesWithoutTakingAnything() {
    fill("Undelivered", 23);
    CommandLineRun run = aws.run("redrive", "--from", "undelivered", "--observe");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("Undelivered: 23 messages").contains("23  NO_PERMISSIONS");
    assertThat(aws.sqs().visible("Undelivered")).isEqualTo(23);
    assertThat(aws.changes()).containsOnly("ChangeMessageVisibilityBatch");
  }

  @Test
  void saysThatAllQueuesAreEmpty() {
    CommandLineRun run = aws.run("redrive");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("There is nothing to redrive.");
    assertThat(aws.changes()).isEmpty();
  }

  @Test
  void sendsLargeMessagesInCallsOfTheirOwn() {
    for (int number = 0; number < 3; number++) {
      aws.sqs().put("Undelivered", "{\"large\":\"%s\"}".formatted("x".repeat(200_000)));
    }
    assertThat(aws.run("redrive", "--yes").exitCode()).isZero();
    assertThat(aws.sqs().bodies("Findings")).hasSize(3);
    assertThat(aws.calls()).filteredOn("SendMessageBatch"::equals).hasSize(3);
  }

  @Test
  void warnsThatTheStackIsStopped() {
    fill("Undelivered", 1);
    aws.lambda().state(StandInLambda.FINDINGS, "Disabled");
    assertThat(aws.run("redrive", "--yes").err())
        .contains("messages wait in the queue until 'quell start'");
  }

  @Test
  void saysWhichPermissionIsMissing() {
    fill("Undelivered", 1);
    aws.refuse("ReceiveMessage", 9, "AccessDenied", "User: x is not authorized.");
    CommandLineRun run = aws.run("redrive", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("SQS refused ReceiveMessage (AccessDenied)")
        .contains("It needs the permission sqs:ReceiveMessage");
  }

  @Test
  void triesAgainWhereItIsThrottled() {
    fill("Undelivered", 12);
    aws.refuse("SendMessageBatch", 2, "RequestThrottled", "Rate exceeded");
    assertThat(aws.run("redrive", "--yes").exitCode()).isZero();
    assertThat(aws.sqs().accepted("Findings")).hasSize(12);
  }

  @Test
  void refusesAQueueThatThereIsNot() {
    CommandLineRun run = aws.run("redrive", "--from", "findings", "--yes");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--from: 'findings' is not known; allowed is one of undelivered, unstarted-runs");
  }
}
