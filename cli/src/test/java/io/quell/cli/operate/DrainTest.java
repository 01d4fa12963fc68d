package io.quell.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.operate.DrainCommand.Emptiness;
import io.quell.cli.standin.StandInAws;
import io.quell.cli.standin.StandInLambda;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DrainTest {
  private final StandInAws aws = StandInAws.start();

  @BeforeEach
  void furnish() {
    for (String rule : new String[] {"Quell-Rules0", "Quell-Marked", "Quell-Deployed"}) {
      aws.events().addRule(rule);
      aws.cloudFormation().add("AWS::Events::Rule", rule);
      aws.cloudFormation().add("AWS::SQS::Queue", "https://queue/" + rule);
    }
    aws.events().addRule("Somebody-Elses");
    aws.cloudFormation().add("AWS::Scheduler::ScheduleGroup", "Quell-Schedules");
    aws.events().addSchedule("Quell-Schedules", "Quell-Daily");
    aws.events().addSchedule("Others", "Other-Daily");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void disablesTheStacksOwnRulesAndSchedules() {
    CommandLineRun run = aws.run("drain", "--empty-for", "1", "--yes");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(aws.events().states())
        .isEqualTo(
            Map.of(
                "Quell-Rules0", "DISABLED",
                "Quell-Marked", "DISABLED",
                "Quell-Deployed", "DISABLED",
                "Quell-Daily", "DISABLED",
                "Somebody-Elses", "ENABLED",
                "Other-Daily", "ENABLED"));
    assertThat(aws.events().schedule("Quell-Daily"))
        .as("all else stays")
        .containsEntry("ScheduleExpression", "cron(0 1 * * ? *)")
        .containsEntry("GroupName", "Quell-Schedules")
        .containsKey("Target");
    assertThat(run.out())
        .contains("3 event rules and 1 schedules are enabled, of 4 in all")
        .contains("A disabled event rule drops events")
        .contains("quell release --book Quell --all")
        .contains("The queues of Quell are empty.")
        .contains("stay disabled until 'quell drain --undo', and events are dropped meanwhile")
        .contains("'cdk deploy' does not enable them")
        .doesNotContain("up to 6 hours");
    assertThat(run.err()).contains("this waits until that has held for 1 seconds");
    assertThat(aws.run("drain", "--empty-for", "1", "--yes").exitCode()).as("again").isZero();
  }

  @Test
  void enablesThemAgain() {
    aws.run("drain", "--empty-for", "1", "--yes");
    CommandLineRun run = aws.run("drain", "--undo", "--yes");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(aws.events().states().values()).containsOnly("ENABLED");
  }

  @Test
  void saysWhatIsLeft() {
    aws.sqs().put("Findings", "{}");
    aws.sqs().put("Undelivered", "{}");
    CommandLineRun run = aws.run("drain", "--wait", "0", "--empty-for", "1", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("1 messages are left after 0 minutes")
        .containsPattern("Undelivered +1");
  }

  @Test
  void doesNotWaitForAStackThatIsStopped() {
    aws.sqs().put("Findings", "{}");
    aws.lambda().state(StandInLambda.FINDINGS, "Disabled");
    CommandLineRun run = aws.run("drain", "--empty-for", "1", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("the stack is stopped. 'quell start' first.");
  }

  @Test
  void looksAtTheMappingOfTheReconciliationToo() {
    aws.sqs().put("Runs.fifo", "{}");
    aws.lambda().state(StandInLambda.RUNS, "Disabled");
    CommandLineRun run = aws.run("drain", "--empty-for", "1", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("1 messages are left, and nothing takes them");
  }

  @Test
  void saysThatLambdaHasAQueueOfItsOwn() {
    aws.cloudFormation().outputs().put("Delivery", "direct");
    assertThat(aws.run("drain", "--empty-for", "0", "--yes").out())
        .contains("an event may wait in it for up to 6 hours");
  }

  @Test
  void takesZeroForEmptyWhenItHasStayed() {
    var emptiness = new Emptiness(Duration.ofNanos(90));
    assertThat(emptiness.holds(0, 1_000)).isFalse();
    assertThat(emptiness.holds(0, 1_089)).isFalse();
    assertThat(emptiness.holds(2, 1_090)).isFalse();
    assertThat(emptiness.holds(0, 1_100)).as("counted anew").isFalse();
    assertThat(emptiness.holds(0, 1_190)).isTrue();
  }

  @Test
  void saysWhichRuleItMayNotDisable() {
    aws.refuse("DisableRule", 9, "AccessDeniedException", "User: x is not authorized");
    CommandLineRun run = aws.run("drain", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("It needs the permission events:DisableRule");
  }

  @Test
  void refusesAWaitThatIsNone() {
    assertThat(aws.run("drain", "--wait", "-1", "--yes").exitCode()).isEqualTo(2);
  }
}
