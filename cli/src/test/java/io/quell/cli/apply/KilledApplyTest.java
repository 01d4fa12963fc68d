package io.quell.cli.apply;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.HubFindings;
import io.quell.cli.Main;
import io.quell.finding.Finding;
import io.quell.finding.WorkflowStatus;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed in the middle of its updates leaves nothing behind that the next one
/// would need.
final class KilledApplyTest {
  private static final int ASFF = 2_500;
  private static final int OCSF = 300;
  private static final String RULES =
      """
      rules:
        - id: quiet
          title: Quiet
          reason: Nobody acts on it.
          owner: team
          when: {control: S3.9}
          unless: {severity: CRITICAL}
          then: {workflow-status: SUPPRESSED}
      """;

  @TempDir Path folder;

  private Process start(LocalHub hub) throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "apply",
            "--endpoint-url",
            hub.endpoint().toString(),
            "--rules",
            rules.toString(),
            "--book",
            "prod",
            "--reads",
            "3",
            "--updates",
            "10",
            "--yes")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  private String end(Process process) throws IOException, InterruptedException {
    boolean hasEnded = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly().waitFor();
    String output = Files.readString(folder.resolve("output"));
    assertThat(hasEnded && process.exitValue() == 0).as(output).isTrue();
    return output;
  }

  @Test
  void goesOnWhereAProcessWasKilledAndEndsWithEachFindingRight()
      throws IOException, InterruptedException {
    try (LocalHub hub = LocalHub.start(HubOptions.defaults().withAwsQuotas())) {
      var findings = new HubFindings(hub);
      for (int at = 0; at < ASFF; at++) {
        findings.hold(finding().control("S3.9").with("asff-" + at, "Id"));
      }
      for (int at = 0; at < OCSF; at++) {
        findings.hold(ocsfFinding().control("S3.9").with("ocsf-" + at, "metadata", "uid"));
      }
      hub.faults()
          .inject(Fault.delay(Duration.ofMillis(300)).on(HubOperation.BATCH_UPDATE_FINDINGS));

      Process killed = start(hub);
      while (hub.calls(HubOperation.BATCH_UPDATE_FINDINGS) < 10 && killed.isAlive()) {
        Thread.sleep(20);
      }
      killed.destroyForcibly().waitFor();
      hub.faults().clear();
      assertThat(suppressed(findings)).isBetween(1L, (long) ASFF - 1);

      assertThat(end(start(hub))).contains("2,800 findings read");
      assertThat(suppressed(findings)).isEqualTo(ASFF + OCSF);
      for (int at = 0; at < ASFF; at++) {
        Finding one = findings.now(finding().with("asff-" + at, "Id"));
        assertThat(hub.effectiveUpdates("asff-" + at, one.productArn().orElseThrow())).isEqualTo(1);
      }
      for (int at = 0; at < OCSF; at++) {
        assertThat(hub.effectiveUpdates("ocsf-" + at)).isEqualTo(1);
      }
    }
  }

  private static long suppressed(HubFindings findings) {
    return findings.all().stream()
        .map(Finding::workflowStatus)
        .filter(Optional.of(WorkflowStatus.SUPPRESSED)::equals)
        .count();
  }
}
