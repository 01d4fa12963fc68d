package io.quell.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.standin.StandInAws;
import io.quell.testing.runtime.LocalQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReconcileCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                      | daily
          --daily     | daily
          --weekly    | weekly
          --changed   | changed
          """)
  void putsOneMessageIntoTheQueue(String option, String kind) {
    try (LocalQueue queue = LocalQueue.start()) {
      CommandLineRun run =
          option == null
              ? CommandLineRun.of("reconcile", "--queue-url", queue.url(), "--yes", "5000")
              : CommandLineRun.of("reconcile", option, "--queue-url", queue.url(), "--yes", "5000");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("gives back on at most 5,000 of them");
      assertThat(queue.sent())
          .containsExactly(
              "{\"reconcile\":\"%s\",\"at\":\"2026-11-20T12:00:00Z\",\"atMost\":5000}"
                  .formatted(kind));
    }
  }

  @Test
  void findsTheQueueByTheStack() {
    try (StandInAws aws = StandInAws.start()) {
      CommandLineRun run = aws.run("reconcile", "--weekly", "--yes", "7");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(aws.sqs().accepted("Runs.fifo"))
          .singleElement()
          .asString()
          .startsWith("{\"reconcile\":\"weekly\"")
          .endsWith("\"atMost\":7}");

      aws.cloudFormation().outputs().remove("Reconciliation");
      CommandLineRun without = aws.run("reconcile", "--yes", "7");
      assertThat(without.exitCode()).isEqualTo(1);
      assertThat(without.err()).contains("it is deployed without a reconciliation");
      assertThat(aws.run("reconcile", "--stack", "Other", "--yes", "7").err())
          .contains("there is no stack Other");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--observe", "--dry-run"})
  void sendsNothingWhereItObserves(String option) {
    try (LocalQueue queue = LocalQueue.start()) {
      CommandLineRun run =
          CommandLineRun.of("reconcile", "--queue-url", queue.url(), option, "--yes", "5");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).startsWith("Nothing was sent.").contains("at most 5 of them");
      assertThat(queue.sent()).isEmpty();
    }
  }

  @Test
  void asksFirstWhereNobodyHasSaidYes() {
    try (LocalQueue queue = LocalQueue.start()) {
      CommandLineRun run =
          CommandLineRun.of("reconcile", "--queue-url", queue.url(), "--at-most", "10");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err())
          .contains("looks at the findings of the rules that the day is about")
          .contains("at most 10 of them")
          .contains("add --yes N");
      assertThat(queue.sent()).isEmpty();
    }
  }

  @Test
  void saysThatTheQueueDidNotTakeIt() {
    try (LocalQueue queue = LocalQueue.start()) {
      CommandLineRun run =
          new Shell()
              .run(
                  "reconcile",
                  "--queue-url",
                  queue.url().replace("reconciliation", "other"),
                  "--yes",
                  "1");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("did not take the message");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --stack A --queue-url https://e.com/a.fifo --yes 1 | mutually exclusive
          --queue-url https://example.com/a --yes 1      | no URL of a FIFO queue
          --queue-url https://e.com/a.fifo --yes -1      | a run gives back on 1 to 999,999 findings, not on -1
          --queue-url https://e.com/a.fifo --yes 1000000 | a run gives back on 1 to 999,999 findings, not on 1,000,000
          --queue-url https://e.com/a.fifo --yes many    | 'many' is not a whole number
          --queue-url https://e.com/a.fifo --yes 0       | gives back on 1 to 999,999 findings, not on 0
          --queue-url x.fifo --daily --weekly --yes 1    | mutually exclusive
          --queue-url x.fifo --at-most 1 --yes 1         | mutually exclusive
          """)
  void refusesWhatMakesNoSense(String arguments, String said) {
    CommandLineRun run = CommandLineRun.of(("reconcile " + arguments).split(" ", -1));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(said);
  }
}
