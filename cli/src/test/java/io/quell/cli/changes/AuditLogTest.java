package io.quell.cli.changes;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.HubFindings;
import io.quell.cli.Samples;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.fault.Fault;
import io.quell.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What commands log of their changes, on a real hub.
final class AuditLogTest {
  private static final Rule QUIET = rule("quiet").decides(suppress());

  private final LocalHub hub = LocalHub.start();
  private final HubFindings findings = new HubFindings(hub);
  @TempDir Path folder;

  @AfterEach
  void stop() {
    hub.close();
  }

  private CommandLineRun run(String command, String... options) {
    return new Shell()
        .rules(QUIET)
        .in(folder)
        .environment(Map.of("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE"))
        .run(
            Stream.concat(
                    Stream.of(command, "--endpoint-url", hub.endpoint().toString()),
                    Stream.of(options))
                .toArray(String[]::new));
  }

  private List<Map<?, ?>> log() throws IOException, UnreadableException {
    List<Map<?, ?>> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("log.jsonl"))) {
      lines.add((Map<?, ?>) Json.read(line));
    }
    return lines;
  }

  @Test
  void hasTheFunctionsLinesWithTimeAndCaller() throws IOException, UnreadableException {
    findings.hold(finding().control("S3.9").with("f-1", "Id"));
    findings.hold(ocsfFinding().control("S3.9"));
    CommandLineRun run = run("apply", "--book", "prod", "--yes", "--json", "--log", "log.jsonl");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("quell apply: logged in log.jsonl: 2 lines");
    List<Map<?, ?>> told = run.json("decision");
    List<Map<?, ?>> logged = log();
    assertThat(logged).hasSize(2);
    for (int at = 0; at < told.size(); at++) {
      Map<?, ?> line = logged.get(at);
      assertThat(line.get("by")).isEqualTo("access key AKIAEXAMPLE");
      assertThat(line.get("time")).isEqualTo("2026-11-20T12:00:00Z");
      line.remove("by");
      line.remove("time");
      Map<?, ?> expected = told.get(at);
      assertThat(expected.remove("formatVersion")).as("the version of --json alone").isEqualTo(1);
      assertThat(line).isEqualTo(expected);
    }
  }

  @Test
  void isAppendedToByEachCommandThatChangesFindings() throws IOException, UnreadableException {
    var sample = finding().control("S3.9").with("f-1", "Id");
    findings.hold(sample);
    String arn = sample.read().productArn().orElseThrow();
    run("apply", "--book", "prod", "--yes", "--log", "log.jsonl");
    run("release", "--id", "f-1", "--product-arn", arn, "--yes", "--log", "log.jsonl");
    run("update", "--id", "f-1", "--product-arn", arn, "--severity", "LOW", "--log", "log.jsonl");
    hub.seed(Samples.logBucket("f-2"));
    CommandLineRun last =
        run(
            "run",
            "--log",
            "log.jsonl",
            Samples.file(folder, "log-bucket.json", Samples.logBucket("f-2")));
    assertThat(last.exitCode()).as(last.err() + last.out()).isZero();
    List<Map<?, ?>> lines = log();
    assertThat(lines.subList(0, 3))
        .allSatisfy(line -> assertThat(line.get("message")).isEqualTo("decision"))
        .allSatisfy(line -> assertThat(line.get("result")).isEqualTo("processed"))
        .allSatisfy(line -> assertThat(line.get("by")).isEqualTo("access key AKIAEXAMPLE"))
        .extracting(line -> Json.write(line.get("after")))
        .satisfiesExactly(
            applied -> assertThat(applied).contains("SUPPRESSED"),
            released -> assertThat(released).contains("NEW"),
            updated -> assertThat(updated).contains("LOW"));
    assertThat(lines.get(2).get("ruleBook")).isEqualTo("by hand");
    assertThat(lines).hasSize(4);
  }

  @Test
  void tellsWhatDidNotGoThrough() throws IOException, UnreadableException {
    findings.hold(finding().control("S3.9").with("f-1", "Id"));
    hub.faults().inject(Fault.refuse(ServiceError.DENIED).on(HubOperation.BATCH_UPDATE_FINDINGS));
    assertThat(run("apply", "--book", "prod", "--yes", "--log", "log.jsonl").exitCode()).isOne();
    assertThat(log())
        .singleElement()
        .satisfies(line -> assertThat(line.get("result")).isEqualTo("unprocessed"))
        .satisfies(line -> assertThat(line.get("level")).isEqualTo("ERROR"));
  }

  @Test
  void changesNothingWhereItCannotBeWritten() {
    findings.hold(finding().control("S3.9").with("f-1", "Id"));
    CommandLineRun run = run("apply", "--book", "prod", "--yes", "--log", "nowhere/log.jsonl");
    assertThat(run.exitCode()).isOne();
    assertThat(run.err()).contains("nothing was sent", "nowhere/log.jsonl", "--no-log");
    assertThat(hub.calls(HubOperation.BATCH_UPDATE_FINDINGS)).isZero();
  }

  @Test
  void isNotThereForAHubThatIsNotAwsNorInObserveMode() {
    findings.hold(finding().control("S3.9").with("f-1", "Id"));
    run("apply", "--book", "prod", "--observe", "--log", "log.jsonl");
    run("apply", "--book", "prod", "--yes");
    assertThat(folder).isEmptyDirectory();
    assertThat(run("apply", "--book", "prod", "--yes", "--log", "a", "--no-log").err())
        .contains("mutually exclusive");
  }
}
