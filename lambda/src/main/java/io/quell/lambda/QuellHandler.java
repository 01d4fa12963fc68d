package io.quell.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quell.finding.Json;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.Pace;
import io.quell.hub.call.TimeSource;
import io.quell.lambda.event.EventReader;
import io.quell.lambda.event.Payload;
import io.quell.lambda.report.LogLines;
import io.quell.lambda.report.LogOutput;
import io.quell.lambda.report.Metrics;
import io.quell.lambda.report.Report;
import io.quell.lambda.snapshot.BeforeSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What Lambda calls: an EventBridge event, or an SQS batch of them, in; nothing, or the messages
/// to give back, out.
///
/// It is a stream handler because the runtime's own mapping of events would more than double the
/// start-up time.
public final class QuellHandler implements RequestStreamHandler {
  /// The environment variable with how many processes take events at a time.
  static final String CONCURRENCY = "QUELL_CONCURRENCY";

  private static final Duration TIME_TO_REPORT = Duration.ofSeconds(2);

  private final Quell quell;
  private final Metrics metrics;
  private final Clock clock;
  private final Consumer<List<String>> log;

  /// The function as Lambda makes it, from its environment: `QUELL_MODE` is `observe` or `enforce`,
  /// `QUELL_RULES` is `packaged` or `appconfig:APPLICATION/ENVIRONMENT/PROFILE`, `QUELL_LEVERS` is
  /// the latter or missing. `QUELL_CONCURRENCY` is how many processes share the quota, 1 where it
  /// is missing. `QUELL_STACK` and `QUELL_RULE_METRICS` are about metrics.
  ///
  /// @throws IllegalArgumentException where the environment or a rule's card is wrong, so that no
  ///     event is taken
  public QuellHandler() {
    this(System.getenv());
  }

  private QuellHandler(Map<String, String> environment) {
    this(
        environment,
        Mode.of(environment) == Mode.ENFORCE
            ? Optional.of(
                StartingHub.begin(
                    () -> SecurityHub.fromEnvironment().at(pace(environment)), System.out::println))
            : Optional.empty());
  }

  private QuellHandler(Map<String, String> environment, Optional<StartingHub> hub) {
    this(
        quell(environment, hub),
        Metrics.of(environment),
        Clock.systemUTC(),
        lines -> LogOutput.write(lines, System.out));
    BeforeSnapshot.run(
        environment,
        () -> {
          hub.ifPresent(StartingHub::awaitEnd);
          new Priming(environment, System.out::println).run();
        });
  }

  /// A handler of given parts.
  ///
  /// @param log takes lines of an invocation together
  QuellHandler(Quell quell, Metrics metrics, Clock clock, Consumer<List<String>> log) {
    this.quell = quell;
    this.metrics = metrics;
    this.clock = clock;
    this.log = log;
  }

  private static Quell quell(Map<String, String> environment, Optional<StartingHub> hub) {
    LeverSource rulings = LeverSource.of(environment, Clock.systemUTC(), System.out::println);
    Safeguards safeguards = Safeguards.of(environment, Clock.systemUTC());
    return hub.map(starting -> Quell.enforcing(rulings, starting.hub(), safeguards))
        .orElseGet(() -> Quell.observing(rulings, safeguards));
  }

  /// The share of the quota that each process takes.
  ///
  /// @throws IllegalArgumentException where the variable has no number, or 0
  static Pace pace(Map<String, String> environment) {
    return Pace.WHOLE_QUOTA.sharedBy(Variables.number(environment, CONCURRENCY, 1));
  }

  /// Takes one invocation.
  ///
  /// @throws EventFailedException where a direct event has failed in whole or in part, so that
  ///     Lambda tries it again
  /// @throws io.quell.lambda.publication.RulesUnavailableException where there are no rules to
  ///     decide by; all of it comes again
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    handle(input.readAllBytes(), output, Duration.ofMillis(context.getRemainingTimeInMillis()));
  }

  /// Takes the payload of an invocation. See [#handleRequest].
  ///
  /// @param left how long the invocation may take
  void handle(byte[] input, OutputStream output, Duration left) throws IOException {
    Payload payload = EventReader.read(input);
    // Some of the time is kept for the report: what is not done by then is given back, not cut off.
    Deadline deadline = Deadline.in(left.minus(TIME_TO_REPORT), TimeSource.system());
    Report report = quell.process(payload.deliveries(), deadline);
    log.accept(LogLines.of(report));
    log.accept(metrics.lines(report, clock.instant()));
    switch (payload) {
      case Payload.Queue _ ->
          output.write(Json.write(answer(report)).getBytes(StandardCharsets.UTF_8));
      case Payload.Direct _ -> {
        for (Report.Entry entry : report.entries()) {
          entry
              .failure()
              .ifPresent(
                  reason -> {
                    throw new EventFailedException(
                        "event %s: %s".formatted(entry.delivery().name(), reason));
                  });
        }
      }
    }
  }

  /// What SQS is told of a batch (Lambda Developer Guide, partial batch responses).
  private static Map<String, List<Map<String, String>>> answer(Report report) {
    return Map.of(
        "batchItemFailures",
        report.entries().stream()
            .filter(entry -> entry.failure().isPresent())
            .map(entry -> Map.of("itemIdentifier", entry.delivery().name()))
            .toList());
  }
}
