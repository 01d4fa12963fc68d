package io.quell.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.cli.CommandLineRun;
import io.quell.cli.Samples;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.SourceFolder;
import io.quell.cli.terminal.Terminal;
import io.quell.localhub.LocalHub;
import io.quell.rule.RuleBook;
import io.quell.rule.RuleHistory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
final class HubCommandTest {
  /// A hub command that runs until it is closed.
  private static final class Running implements AutoCloseable {
    private final CountDownLatch addressSaid = new CountDownLatch(1);

    /// Standard error, which tells when it has the address.
    private final StringWriter err =
        new StringWriter() {
          @Override
          public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (toString().contains("quell run --endpoint-url")) {
              addressSaid.countDown();
            }
          }
        };
    private final BufferedReader out;
    private final Thread thread;

    Running(String... arguments) throws IOException {
      var written = new PipedWriter();
      out = new BufferedReader(new PipedReader(written));
      var context =
          new CommandContext(
              InputStream.nullInputStream(),
              new PrintWriter(written),
              new PrintWriter(err, true),
              Terminal.NONE,
              Map.of(),
              RuleBook::find,
              () -> new Book(List.of(), RuleHistory.NONE, "none"),
              Path.of(""),
              SourceFolder.of(""),
              CommandLineRun.CLOCK);
      thread = Thread.ofVirtual().start(() -> CommandLineRun.execute(context, arguments));
    }

    /// The address in the first line.
    String endpoint() throws IOException {
      return out.readLine().replaceAll(".* at (\\S+) .*", "$1");
    }

    /// The address where it is said on standard error, because standard output has events.
    String saidEndpoint() throws InterruptedException {
      addressSaid.await();
      return err.toString()
          .lines()
          .filter(line -> line.contains(" at "))
          .findFirst()
          .orElseThrow()
          .replaceAll(".* at (\\S+) .*", "$1");
    }

    void stop() throws InterruptedException {
      thread.interrupt();
      thread.join();
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }

  @Test
  void printsItsEndpointAndACommandToPaste() throws Exception {
    try (var hub = new Running("hub", "--port", "0")) {
      assertThat(hub.out.readLine())
          .matches("Local Security Hub at http://127\\.0\\.0\\.1:\\d+ with 0 findings; .*");
      hub.out.readLine();
      assertThat(hub.out.readLine())
          .contains("aws --endpoint-url http://127.0.0.1:", "securityhub get-findings");
    }
  }

  @Test
  void servesItsSeeds() throws Exception {
    try (var hub = new Running("hub", "--port", "0", "--seed", Samples.EVENTS.toString())) {
      CommandLineRun run =
          CommandLineRun.of("run", "--endpoint-url", hub.endpoint(), Samples.EVENTS.toString());
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains(" processed").doesNotContain("unprocessed");
    }
  }

  @Test
  void printsEachEventAsALine(@TempDir Path folder) throws Exception {
    String seed = Samples.file(folder, "seed.json", Samples.logBucket("a"));
    try (var hub = new Running("hub", "--port", "0", "--events", "--seed", seed)) {
      CommandLineRun.of("run", "--endpoint-url", hub.saidEndpoint(), seed);
      assertThat(hub.out.readLine())
          .startsWith("{")
          .contains("Security Hub Findings - Imported", "SUPPRESSED");
    }
  }

  @Test
  void servesSeedsOfBothFormats(@TempDir Path folder) throws Exception {
    String seeds =
        Samples.file(
            folder,
            "seeds.json",
            "[%s, %s, %s]"
                .formatted(
                    Samples.logBucket("a"),
                    Samples.ocsfLogBucket("b"),
                    Samples.ocsfWithoutUid("c")));
    try (var hub = new Running("hub", "--port", "0", "--seed", seeds)) {
      String greeting = hub.out.readLine();
      assertThat(greeting).contains("with 3 findings");
      CommandLineRun run =
          CommandLineRun.of(
              "run", "--endpoint-url", greeting.replaceAll(".* at (\\S+) .*", "$1"), seeds);
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("1 file, 3 findings: 3 processed");
    }
  }

  @Test
  void printsEventsOfOcsfFindings(@TempDir Path folder) throws Exception {
    String seed = Samples.file(folder, "seed.json", Samples.ocsfLogBucket("a"));
    try (var hub = new Running("hub", "--port", "0", "--events", "--seed", seed)) {
      CommandLineRun.of("run", "--endpoint-url", hub.saidEndpoint(), seed);
      assertThat(hub.out.readLine()).contains("Findings Imported V2", "\"status_id\":3");
    }
  }

  @Test
  void misbehavesAsTold(@TempDir Path folder) throws Exception {
    String seed = Samples.file(folder, "seed.json", Samples.logBucket("a"));
    try (var hub =
        new Running(
            "hub",
            "--port",
            "0",
            "--events",
            "--quotas",
            "--seed",
            seed,
            "--fault",
            "throttle=1x",
            "--fault",
            "ConcurrentUpdateError=2x")) {
      CommandLineRun run = CommandLineRun.of("run", "--endpoint-url", hub.saidEndpoint(), seed);
      assertThat(run.out()).contains("1 processed");
      hub.stop();
      assertThat(hub.err.toString().lines())
          .endsWith(
              "Refused for the quota: 0 calls",
              "Injected throttle=1x: 1 time",
              "Injected ConcurrentUpdateError=2x: 2 times");
    }
  }

  @Test
  void isLateAsTold(@TempDir Path folder) throws Exception {
    String seed = Samples.file(folder, "seed.json", Samples.logBucket("a"));
    try (var hub =
        new Running(
            "hub", "--port", "0", "--seed", seed, "--lag", "updates=5m", "--random-seed", "3")) {
      String endpoint = hub.endpoint();
      CommandLineRun run = CommandLineRun.of("run", "--endpoint-url", endpoint, seed);
      assertThat(run.out()).contains("1 processed");
      assertThat(findings(endpoint)).contains("logs-a").doesNotContain("SUPPRESSED");
    }
  }

  @Test
  void letsTokensExpireAsTold(@TempDir Path folder) throws Exception {
    String one = Samples.file(folder, "one.json", Samples.logBucket("a"));
    String other = Samples.file(folder, "other.json", Samples.logBucket("b"));
    try (var hub =
        new Running("hub", "--port", "0", "--seed", one, "--seed", other, "--token-life", "1ms")) {
      URI findings = URI.create(hub.endpoint() + "/findings");
      String page =
          send(
              HttpRequest.newBuilder(findings)
                  .POST(BodyPublishers.ofString("{\"MaxResults\": 1}")));
      Matcher token = Pattern.compile("\"NextToken\":\"([^\"]+)\"").matcher(page);
      assertThat(token.find()).as(page).isTrue();
      Thread.sleep(Duration.ofMillis(5));
      assertThat(
              send(
                  HttpRequest.newBuilder(findings)
                      .POST(
                          BodyPublishers.ofString("{\"NextToken\": \"" + token.group(1) + "\"}"))))
          .contains("Invalid NextToken: It has expired");
    }
  }

  @ParameterizedTest
  @CsvSource({"all, logs-a", "documented, InvalidInputException"})
  void takesComparisonsAsTold(String comparisons, String answer, @TempDir Path folder)
      throws Exception {
    String seed = Samples.file(folder, "seed.json", Samples.logBucket("a"));
    try (var hub =
        new Running("hub", "--port", "0", "--seed", seed, "--comparisons", comparisons)) {
      String filter =
          """
          {"Filters": {"Id": [{"Value": "a", "Comparison": "CONTAINS"}]}}
          """;
      assertThat(
              send(
                  HttpRequest.newBuilder(URI.create(hub.endpoint() + "/findings"))
                      .POST(BodyPublishers.ofString(filter))))
          .contains(answer);
    }
  }

  @ParameterizedTest
  @CsvSource({"replace, false", "merge, true"})
  void takesCollectionsAsTold(String reading, boolean keepsEarlierFields, @TempDir Path folder)
      throws Exception {
    String seed = Samples.file(folder, "seed.json", Samples.logBucket("a"));
    try (var hub = new Running("hub", "--port", "0", "--seed", seed, "--collections", reading)) {
      String endpoint = hub.endpoint();
      for (String field : List.of("first", "second")) {
        String update =
            """
            {"FindingIdentifiers": [{"Id": "a", "ProductArn": "%s"}],
             "UserDefinedFields": {"%s": "v"}}
            """
                .formatted(Samples.PRODUCT, field);
        send(
            HttpRequest.newBuilder(URI.create(endpoint + "/findings/batchupdate"))
                .method("PATCH", BodyPublishers.ofString(update)));
      }
      assertThat(findings(endpoint)).contains("second");
      assertThat(findings(endpoint).contains("first")).isEqualTo(keepsEarlierFields);
    }
  }

  private static String findings(String endpoint) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(endpoint + "/findings"))
            .POST(BodyPublishers.ofString("{}")));
  }

  private static String send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString()).body();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--lag, reads, A lag is written reads=TIME",
    "--lag, writes=1s, A lag is written reads=TIME",
    "--collections, both, is not known; allowed is one of replace",
    "--comparisons, some, is not known; allowed is one of all",
    "--token-life, 1h, is no time such as 500ms",
    "--token-life, 0s, lives longer than 0 ms",
    "--random-seed, x, 'x'"
  })
  void refusesWrongOptions(String option, String value, String reason) {
    CommandLineRun run = CommandLineRun.of("hub", option, value);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(option).contains(reason);
  }

  @Test
  void keepsToTheQuotasOfAws(@TempDir Path folder) throws Exception {
    String seed = Samples.file(folder, "seed.json", Samples.logBucket("a"));
    try (var hub = new Running("hub", "--port", "0", "--events", "--quotas", "--seed", seed)) {
      URI findings = URI.create(hub.saidEndpoint() + "/findings");
      try (HttpClient client = HttpClient.newHttpClient()) {
        for (int calls = 0; calls < 20; calls++) {
          client.send(
              HttpRequest.newBuilder(findings).POST(BodyPublishers.ofString("{}")).build(),
              BodyHandlers.discarding());
        }
      }
      hub.stop();
      assertThat(hub.err.toString()).containsPattern("Refused for the quota: [1-9][0-9]* calls");
    }
  }

  @Test
  void namesSeedsThatItCannotRead(@TempDir Path folder) throws Exception {
    try (var hub =
        new Running(
            "hub", "--port", "0", "--seed", Samples.file(folder, "seed.json", "nonsense"))) {
      assertThat(hub.endpoint()).startsWith("http://");
      assertThat(hub.err.toString()).contains("seed.json: no valid JSON");
    }
  }

  @Test
  void saysThatThePortIsTaken() {
    try (LocalHub other = LocalHub.start()) {
      CommandLineRun run =
          CommandLineRun.of("hub", "--port", String.valueOf(other.endpoint().getPort()));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .contains("cannot listen on port " + other.endpoint().getPort())
          .hasLineCount(1);
    }
  }
}
