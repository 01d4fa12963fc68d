package io.quell.lambda;

import io.quell.book.Book;
import io.quell.finding.Json;
import io.quell.finding.JsonMembers;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.TimeSource;
import io.quell.lambda.event.EventReader;
import io.quell.lambda.publication.AppConfigData;
import io.quell.lambda.report.LogOutput;
import io.quell.lambda.report.MetricName;
import io.quell.lambda.report.Metrics;
import io.quell.lambda.snapshot.AwsAnswers;
import io.quell.lambda.snapshot.LoopbackCertificate;
import io.quell.lambda.snapshot.LoopbackServer;
import io.quell.rulefile.Levers;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import io.quell.run.RuleEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.net.ssl.X509ExtendedTrustManager;

/// Does before Lambda takes its snapshot what the first event would otherwise have to wait for:
/// classes are loaded, rules read and compiled, and events of both formats go all the way from
/// their bytes to log lines, by both ways of delivery.
///
/// Their updates and reads go through the AWS SDK, signed and over TLS, to a server inside this
/// process. Nothing of this is seen from outside: the clients are others than the function's and
/// are closed afterwards, and the lines go nowhere. Where something fails, the function starts
/// nevertheless, only slower, and says so.
final class Priming {
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  /// From here on the first response after a restore hardly gets faster (docs/performance.md).
  private static final int ROUNDS = 10;
  /// C1 compiles a method that has run 200 times (Tier3InvocationThreshold of the JVM); until then
  /// it is interpreted.
  private static final int DECISIONS = 250;
  /// No round is begun after that. Lambda allows the function's timeout, and at least 130 seconds,
  /// for the start of which this is a part (Lambda Developer Guide, SnapStart).
  private static final Duration LONGEST = Duration.ofSeconds(40);

  private static final Duration TIME_OF_AN_INVOCATION = Duration.ofMinutes(1);
  /// Shortly after the two events were raised, so that they are not late.
  private static final Clock TIME_OF_THE_EVENTS =
      Clock.fixed(Instant.parse("2026-11-16T07:15:30Z"), ZoneOffset.UTC);
  /// What the AWS SDK takes the trace from; the runtime sets it anew for each invocation.
  private static final String TRACE = "com.amazonaws.xray.traceHeader";

  private static final String SAMPLE_TRACE =
      "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0";
  private static final int MOST_FRAMES = 20;

  private final Map<String, String> environment;
  private final Metrics metrics;
  private final int rounds;
  private final Consumer<String> log;

  /// @param environment the variables of the function
  /// @param log takes one line, and where something fails a second one with a metric
  Priming(Map<String, String> environment, Consumer<String> log) {
    this(environment, ROUNDS, log);
  }

  Priming(Map<String, String> environment, int rounds, Consumer<String> log) {
    this.environment = environment;
    this.metrics = Metrics.of(environment);
    this.rounds = rounds;
    this.log = log;
  }

  /// Does all of it, whatever happens.
  void run() {
    Clock clock = Clock.systemUTC();
    try {
      Instant begun = clock.instant();
      int done = prime();
      log.accept(
          JsonMembers.line("INFO", "primed")
              .with("rounds", done)
              .with("milliseconds", Duration.between(begun, clock.instant()).toMillis())
              .toString());
    } catch (Exception | LinkageError | StackOverflowError e) {
      log.accept(
          JsonMembers.line("ERROR", "priming failed")
              .with(
                  "reason",
                  "the function works, but answers the first event after a restore late: " + e)
              .with(
                  "stack",
                  Arrays.stream(e.getStackTrace())
                      .limit(MOST_FRAMES)
                      .map(StackTraceElement::toString)
                      .toList())
              .toString());
      log.accept(
          metrics.line(Map.of(), Map.of(MetricName.PRIMING_FAILURES, 1L), "none", clock.instant()));
    }
  }

  private int prime() throws IOException, GeneralSecurityException, RuleFileException {
    Levers.read("levers", "{\"mode\": \"normal\"}".getBytes(StandardCharsets.UTF_8), "priming");
    Book book =
        Book.of(RuleFile.readToRun("priming/rules.yaml", resource("rules.yaml")), "priming");
    RuleEngine engine = engine(book);
    byte[] asff = resource("asff.json");
    byte[] ocsf = resource("ocsf.json");
    List<byte[]> payloads = List.of(asff, ocsf, batch(asff, ocsf));
    var answers = new AwsAnswers(finding(asff), finding(ocsf));
    LoopbackCertificate certificate = LoopbackCertificate.packaged();
    String traceBefore = System.clearProperty(TRACE);
    int done = 0;
    try (LoopbackServer server = LoopbackServer.start(certificate, answers)) {
      long begun = System.nanoTime();
      while (done < rounds && System.nanoTime() - begun < LONGEST.toNanos()) {
        if (done == 1) { // the first goes without, for the SDK then looks elsewhere too
          System.setProperty(TRACE, SAMPLE_TRACE);
        }
        round(engine, payloads, server.address(), certificate.trust());
        done++;
      }
      for (int at = 0; at < DECISIONS && System.nanoTime() - begun < LONGEST.toNanos(); at++) {
        decide(engine(book), payloads);
      }
    } finally {
      if (traceBefore == null) {
        System.clearProperty(TRACE);
      } else {
        System.setProperty(TRACE, traceBefore);
      }
    }
    List<String> unasked = answers.unasked(expected());
    if (!unasked.isEmpty()) {
      throw new IllegalStateException("some calls were not made: " + unasked);
    }
    return done;
  }

  /// Each round has clients of its own, for to connect is most of what the first event does.
  private void round(
      RuleEngine engine, List<byte[]> payloads, URI server, X509ExtendedTrustManager trust)
      throws IOException {
    List<AppConfigData> appConfig = new ArrayList<>();
    try (SecurityHub hub = SecurityHub.inProcess(server, trust, new Unhurried())) {
      LeverSource deployed =
          LeverSource.of(
              environment,
              Clock.systemUTC(),
              Priming::toNobody,
              () -> {
                appConfig.add(AppConfigData.inProcess(server, trust));
                return appConfig.getLast();
              });
      Optional<SecurityHub> applying =
          Mode.of(environment) == Mode.ENFORCE ? Optional.of(hub) : Optional.empty();
      Safeguards safeguards = Safeguards.of(environment, TIME_OF_THE_EVENTS);
      for (Quell quell :
          List.of(
              new Quell(deployed, applying, safeguards, new Unhurried()),
              new Quell(_ -> Ruling.of(engine), applying, safeguards, new Unhurried()))) {
        var handler = new QuellHandler(quell, metrics, TIME_OF_THE_EVENTS, Priming::toNobody);
        for (byte[] payload : payloads) {
          invoke(handler, payload);
        }
      }
    } finally {
      appConfig.forEach(AppConfigData::close);
    }
  }

  private RuleEngine engine(Book book) {
    return book.engine(BookVariables.settings(environment), Clock.systemUTC());
  }

  /// All the way from the bytes to the log lines without a call: that is quick, and is done so
  /// often that it is compiled.
  ///
  /// @param engine one that has not seen the findings
  private void decide(RuleEngine engine, List<byte[]> payloads) throws IOException {
    var quell =
        new Quell(
            _ -> Ruling.of(engine),
            Optional.empty(),
            Safeguards.of(environment, TIME_OF_THE_EVENTS),
            new Unhurried());
    var handler = new QuellHandler(quell, metrics, TIME_OF_THE_EVENTS, Priming::toNobody);
    for (byte[] payload : payloads) {
      invoke(handler, payload);
    }
  }

  private static void invoke(QuellHandler handler, byte[] payload) throws IOException {
    var answer = new ByteArrayOutputStream();
    handler.handle(payload, answer, TIME_OF_AN_INVOCATION);
    String text = answer.toString(StandardCharsets.UTF_8);
    if (!text.isEmpty() && !text.equals("{\"batchItemFailures\":[]}")) {
      throw new IllegalStateException("a message was given back: " + text);
    }
  }

  /// The calls that the function makes as it is set up.
  private Set<String> expected() {
    Set<String> expected = new TreeSet<>();
    if (Mode.of(environment) == Mode.ENFORCE) {
      expected.add(AwsAnswers.UPDATE_ASFF);
      expected.add(AwsAnswers.UPDATE_OCSF);
      if (Safeguards.of(environment, TIME_OF_THE_EVENTS).lateAfter().isPresent()) {
        expected.add(AwsAnswers.READ_ASFF);
        expected.add(AwsAnswers.READ_OCSF);
      }
    }
    if (LeverSource.arePublished(environment)) {
      expected.add(AwsAnswers.START_SESSION);
      expected.add(AwsAnswers.LATEST_CONFIGURATION);
    }
    return expected;
  }

  /// A batch of a queue that has come before, so that its findings are read first.
  private static byte[] batch(byte[]... events) {
    List<Map<String, Object>> messages = new ArrayList<>();
    for (byte[] event : events) {
      messages.add(
          Map.of(
              "messageId",
              "priming-" + messages.size(),
              "eventSource",
              "aws:sqs",
              "body",
              new String(event, StandardCharsets.UTF_8),
              "attributes",
              Map.of("ApproximateReceiveCount", "2")));
    }
    return Json.write(Map.of("Records", messages)).getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, ?> finding(byte[] event) {
    return EventReader.read(event).deliveries().getFirst().findings().getFirst().json();
  }

  private static void toNobody(String line) {}

  private static void toNobody(List<String> lines) {
    LogOutput.write(lines, NOWHERE);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(Priming.class.getResourceAsStream("priming/" + name), name)) {
      return file.readAllBytes();
    }
  }

  /// A time that nobody waits for: there is no quota to keep to.
  private static final class Unhurried implements TimeSource {
    @Override
    public long nanoseconds() {
      return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) {}
  }
}
