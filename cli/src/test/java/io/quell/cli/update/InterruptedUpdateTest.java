package io.quell.cli.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quell.cli.Main;
import io.quell.cli.Samples;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An update as a process that somebody stops in the middle of its calls.
final class InterruptedUpdateTest {
  private static final Path ENV = Path.of("/usr/bin/env");
  private static final int FINDINGS = 3_000;
  private static final Pattern CHANGED =
      Pattern.compile("interrupted: ([0-9,]+) findings were changed");

  @TempDir private Path folder;

  private Process start(LocalHub hub, Path findings) throws IOException {
    return new ProcessBuilder(
            ENV.toString(),
            "--default-signal=INT", // whoever runs the tests may have it ignored
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx96m",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "update",
            "--endpoint-url",
            hub.endpoint().toString(),
            "--findings",
            findings.toString(),
            "--severity",
            "LOW",
            "--log",
            folder.resolve("log.jsonl").toString(),
            "--yes")
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  @Test
  void saysWhatHasGoneThroughAndHasLoggedIt() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(ENV), "skipped: there is no /usr/bin/env");
    Path findings =
        Files.writeString(
            folder.resolve("findings.json"),
            IntStream.range(0, FINDINGS)
                .mapToObj(at -> Samples.logBucket("f" + at))
                .collect(Collectors.joining(",", "[", "]")));
    try (LocalHub hub = LocalHub.start()) {
      IntStream.range(0, FINDINGS).forEach(at -> hub.seed(Samples.logBucket("f" + at)));
      hub.faults()
          .inject(Fault.delay(Duration.ofMillis(400)).on(HubOperation.BATCH_UPDATE_FINDINGS));
      Process process = start(hub, findings);
      while (hub.calls(HubOperation.BATCH_UPDATE_FINDINGS) < 17 && process.isAlive()) {
        Thread.sleep(20);
      }
      new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

      String err = Files.readString(folder.resolve("err"));
      assertThat(process.exitValue()).as(err).isEqualTo(130);
      Matcher changed = CHANGED.matcher(err);
      assertThat(changed.find()).as(err).isTrue();
      int number = Integer.parseInt(changed.group(1).replace(",", ""));
      assertThat(number).isBetween(100, FINDINGS - 1);
      assertThat(Files.readAllLines(folder.resolve("log.jsonl")))
          .hasSizeGreaterThanOrEqualTo(number);
      assertThat(Files.readString(folder.resolve("out"))).contains("Interrupted: ");

      hub.faults().clear();
      Process again = start(hub, findings);
      assertThat(again.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(again.exitValue()).isZero();
      assertThat(Files.readString(folder.resolve("out"))).contains("3,000 processed");
    }
  }
}
