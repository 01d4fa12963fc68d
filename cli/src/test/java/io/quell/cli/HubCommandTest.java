package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.engine.RuleEngine;
import io.quell.localhub.LocalHub;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class HubCommandTest {
  /// A hub command that runs until it is closed.
  private static final class Running implements AutoCloseable {
    private final StringWriter err = new StringWriter();
    private final BufferedReader out;
    private final Thread thread;

    Running(String... arguments) throws IOException {
      var written = new PipedWriter();
      out = new BufferedReader(new PipedReader(written));
      var surroundings = new Surroundings(InputStream.nullInputStream(), new PrintWriter(written),
          new PrintWriter(err, true), Terminal.NONE, Map.of(), () -> new RuleEngine(List.of(), CommandLineRun.CLOCK));
      thread = Thread.ofVirtual().start(() -> QuellCommand.commandLine(surroundings).execute(arguments));
    }

    /// The address in the first line.
    String endpoint() throws IOException {
      return out.readLine().replaceAll(".* at (\\S+) .*", "$1");
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }

  @Test
  void printsItsEndpointAndACommandToPaste() throws Exception {
    try (var hub = new Running("hub", "--port", "0")) {
      assertThat(hub.out.readLine()).matches("Local Security Hub at http://127\\.0\\.0\\.1:\\d+ with 0 findings; .*");
      hub.out.readLine();
      assertThat(hub.out.readLine()).contains("aws --endpoint-url http://127.0.0.1:", "securityhub get-findings");
    }
  }

  @Test
  void servesItsSeeds() throws Exception {
    try (var hub = new Running("hub", "--port", "0", "--seed", Samples.EVENTS.toString())) {
      CommandLineRun run = CommandLineRun.of("run", "--endpoint-url", hub.endpoint(), Samples.EVENTS.toString());
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains(" processed").doesNotContain("unprocessed");
    }
  }

  @Test
  void printsEachEventAsALine(@TempDir Path folder) throws Exception {
    String seed = Samples.file(folder, "seed.json", Samples.logBucket("a"));
    int port;
    try (LocalHub free = LocalHub.start()) {
      port = free.endpoint().getPort();
    }
    try (var hub = new Running("hub", "--port", String.valueOf(port), "--events", "--seed", seed)) {
      while (!hub.err.toString().contains("quell run --endpoint-url")) {
        Thread.sleep(10);
      }
      CommandLineRun.of("run", "--endpoint-url", "http://127.0.0.1:" + port, seed);
      assertThat(hub.out.readLine()).startsWith("{").contains("Security Hub Findings - Imported", "SUPPRESSED");
    }
  }

  @Test
  void namesSeedsThatItCannotRead(@TempDir Path folder) throws Exception {
    try (var hub = new Running("hub", "--port", "0", "--seed", Samples.file(folder, "seed.json", "nonsense"))) {
      assertThat(hub.endpoint()).startsWith("http://");
      assertThat(hub.err.toString()).contains("seed.json: no valid JSON");
    }
  }

  @Test
  void saysThatThePortIsTaken() {
    try (LocalHub other = LocalHub.start()) {
      CommandLineRun run = CommandLineRun.of("hub", "--port", String.valueOf(other.endpoint().getPort()));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("cannot listen on port " + other.endpoint().getPort()).hasLineCount(1);
    }
  }
}
