package io.quell.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.Samples;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the rules do on another day. Today is 2026-11-20.
final class AtOptionTest {
  @TempDir private Path folder;

  private String rules() throws IOException {
    return Samples.file(
        folder,
        "rules.yaml",
        """
        rules:
          - id: log-buckets
            title: Log buckets keep no log
            reason: A bucket that logs to itself grows without end.
            owner: storage
            from: 2027-01-01
            expires: 2027-06-30
            ticket: OPS-17
            when: {control: S3.9}
            unless: {severity: CRITICAL}
            then: {workflow-status: SUPPRESSED}
        """);
  }

  private CommandLineRun run(String arguments) throws IOException {
    return new Shell()
        .input(Samples.logBucket("a"))
        .run(arguments.replace("RULES", rules()).split(" ", -1));
  }

  /// A last day is whole, in UTC.
  @ParameterizedTest
  @CsvSource({
    "2026-12-31, not in force before 2027-01-01",
    "2027-01-01, matched",
    "2027-06-30, matched",
    "2027-06-30T23:59:59Z, matched",
    "2027-07-01T00:30:00+02:00, matched",
    "2027-06-30T23:30:00-02:00, expired after 2027-06-30",
    "2027-07-01, expired after 2027-06-30",
  })
  void explainsAsOnThatDay(String at, String said) throws IOException {
    CommandLineRun run = run("explain --rules RULES --at " + at + " -");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("  log-buckets: " + said);
  }

  @Test
  void runsAsOnThatDayAndSendsNothing() throws IOException {
    CommandLineRun then = run("run --json --rules RULES --at 2027-03-01 -");
    assertThat(then.exitCode()).as(then.err()).isZero();
    assertThat(then.json("summary").getFirst())
        .satisfies(
            summary -> {
              assertThat(summary.get("observed")).hasToString("1");
              assertThat(summary.get("processed")).hasToString("0");
            });
    assertThat(run("run --json --rules RULES --at 2027-07-01 -").json("summary").getFirst())
        .satisfies(summary -> assertThat(summary.get("noMatch")).hasToString("1"));
  }

  @Test
  void listsAsOnThatDay() throws IOException {
    assertThat(run("rules RULES --json --at 2027-07-01").out()).contains("\"expired\"");
    assertThat(run("rules RULES --json --at 2027-03-01").out()).doesNotContain("\"expired\"");
    CommandLineRun soon = run("rules RULES --expiring 30d --at 2027-06-15");
    assertThat(soon.exitCode()).isEqualTo(1);
    assertThat(soon.out()).contains("log-buckets", "2027-06-30");
    assertThat(run("rules RULES --expiring 30d --at 2027-03-01").exitCode()).isZero();
  }

  @Test
  void checksAsOnThatDay() throws IOException {
    assertThat(run("lint RULES --at 2027-07-01").out()).contains("expired");
    assertThat(run("lint RULES --at 2027-03-01").out()).doesNotContain(" expired");
  }

  @Test
  void backtestsAsOnThatDay() throws IOException {
    assertThat(run("backtest --json --rules RULES --at 2027-03-01 -").json("summary").toString())
        .isNotEqualTo(
            run("backtest --json --rules RULES --at 2027-07-01 -").json("summary").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain", "backtest"})
  void isToday(String command) throws IOException {
    assertThat(run(command + " --json --rules RULES -").out())
        .isEqualTo(run(command + " --json --rules RULES --at 2026-11-20T12:00:00Z -").out());
  }
}
