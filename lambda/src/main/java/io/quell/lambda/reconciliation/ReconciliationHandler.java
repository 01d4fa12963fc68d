package io.quell.lambda.reconciliation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quell.finding.JsonMembers;
import io.quell.finding.UnreadableException;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.TimeSource;
import io.quell.lambda.LeverSource;
import io.quell.lambda.Ruling;
import io.quell.lambda.Variables;
import io.quell.lambda.queue.MessageQueue;
import io.quell.lambda.queue.SqsQueue;
import io.quell.lambda.reconciliation.ReconciliationRun.Surroundings;
import io.quell.lambda.report.MetricName;
import io.quell.lambda.report.Metrics;
import io.quell.run.RuleEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// What Lambda calls for the reconciliation: a message of its queue in, nothing out.
///
/// A message that cannot be read, or that comes after its time, is told and forgotten: no further
/// try makes it better. Where the hub or the queue fails, the invocation fails and the message
/// comes again.
public final class ReconciliationHandler implements RequestStreamHandler {
  private static final Duration TIME_TO_REPORT = Duration.ofSeconds(5);
  /// Clocks differ, and none of them by this much.
  private static final Duration FURTHEST_AHEAD = Duration.ofHours(1);
  private static final int LONGEST_BODY = 200;

  private final Function<Deadline, Ruling> rulings;
  private final Metrics metrics;
  private final SecurityHub hub;
  private final ReconciliationSettings settings;
  private final MessageQueue queue;
  private final Clock clock;
  private final TimeSource time;
  private final Consumer<String> log;

  /// The function as Lambda makes it, from its environment: that of the first function, and
  /// `QUELL_RECONCILE_QUEUE_URL`, `QUELL_RECONCILE_AT_MOST`, `QUELL_RECONCILE_READS`,
  /// `QUELL_RECONCILE_UPDATES`, `QUELL_RECONCILE_FINDINGS` and `QUELL_FORMATS`.
  ///
  /// @throws IllegalArgumentException where the environment or a rule's card is wrong, so that no
  ///     message is taken
  public ReconciliationHandler() {
    this(
        LeverSource.of(System.getenv(), Clock.systemUTC(), System.out::println),
        Metrics.of(System.getenv()),
        SecurityHub.fromEnvironment(),
        ReconciliationSettings.of(System.getenv()),
        SqsQueue.at(Variables.text(System.getenv(), ReconciliationSettings.QUEUE_URL)),
        Clock.systemUTC(),
        TimeSource.system(),
        System.out::println);
  }

  /// The function with all that it has from outside.
  ///
  /// @param rulings gives, within the time that is left, what decides on the findings that come
  ///     next
  /// @param metrics how metrics are written
  /// @param hub the hub, at any pace
  /// @param settings how it reconciles
  /// @param queue where it sends what is left
  /// @param clock tells the day and the time
  /// @param time what calls are paced by
  /// @param log takes the lines of the log
  public ReconciliationHandler(
      Function<Deadline, Ruling> rulings,
      Metrics metrics,
      SecurityHub hub,
      ReconciliationSettings settings,
      MessageQueue queue,
      Clock clock,
      TimeSource time,
      Consumer<String> log) {
    this.rulings = rulings;
    this.metrics = metrics;
    this.hub = hub.at(settings.pace());
    this.settings = settings;
    this.queue = queue;
    this.clock = clock;
    this.time = time;
    this.log = log;
  }

  /// Takes one invocation.
  ///
  /// @throws ReconciliationFailedException where the hub or the queue has refused something that
  ///     they may take later
  /// @throws io.quell.lambda.publication.RulesUnavailableException where there are no rules to
  ///     decide by
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    handle(input.readAllBytes(), Duration.ofMillis(context.getRemainingTimeInMillis()));
  }

  /// Takes the payload of an invocation. See [#handleRequest].
  ///
  /// @param left how long the invocation may take
  public void handle(byte[] payload, Duration left) {
    Deadline deadline = Deadline.in(left.minus(TIME_TO_REPORT), time);
    try {
      for (QueueMessage message : QueueMessage.read(payload)) {
        take(message, deadline);
      }
    } catch (UnreadableException e) {
      refuse("invocation", String.valueOf(e.getMessage()), "");
    }
  }

  private void take(QueueMessage received, Deadline deadline) {
    RunMessage message;
    try {
      message = RunMessage.read(received.body());
    } catch (UnreadableException e) {
      refuse(received.id(), String.valueOf(e.getMessage()), received.body());
      return;
    }
    Instant now = clock.instant();
    if (message.at().isAfter(now.plus(FURTHEST_AHEAD))) {
      refuse(received.id(), "its 'at' is still to come", received.body());
      return;
    }
    RuleEngine engine = rulings.apply(deadline).engine();
    int atMost = atMost(message, received.receives());
    if (message.at().plus(message.kind().period()).isBefore(now)) {
      new RunTally(message, metrics)
          .lines(
              RunTally.Ending.GIVEN_UP,
              "its period is over: the next run looks at the same",
              atMost,
              message.slices().map(List::size).orElse(0),
              engine.version(),
              now)
          .forEach(log);
      return;
    }
    new ReconciliationRun(
            message,
            atMost,
            new Surroundings(engine, rulings, metrics, hub, settings, queue, clock, log),
            deadline)
        .work();
  }

  /// What an invocation has given back that was killed, nobody knows: each further try of a message
  /// has half of what the one before had, so that all of them together give back little more than
  /// twice as much as the message may.
  private int atMost(RunMessage message, int receives) {
    int most = message.atMost().orElse(settings.atMost());
    return most == 0 ? 0 : Math.max(1, most >> Math.min(receives - 1, Integer.SIZE - 1));
  }

  private void refuse(String name, String reason, String body) {
    log.accept(
        JsonMembers.line("ERROR", "message unreadable")
            .with("event", name)
            .with("reason", reason)
            .with("body", body.substring(0, Math.min(body.length(), LONGEST_BODY)))
            .toString());
    log.accept(
        metrics.line(Map.of(), Map.of(MetricName.EVENTS_UNREADABLE, 1L), "none", clock.instant()));
  }
}
