package io.quell.lambda.reconciliation;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.UnreadableException;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.Pace;
import io.quell.lambda.Mode;
import io.quell.lambda.Ruling;
import io.quell.lambda.SampleContext;
import io.quell.lambda.report.Metrics;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.rulefile.Levers;
import io.quell.run.BookSettings;
import io.quell.run.RuleEngine;
import io.quell.testing.Findings;
import io.quell.testing.OcsfFindings;
import io.quell.testing.SampleFinding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The function, its queue as a list, and a local hub, all in a time that passes when somebody
/// waits.
final class LocalReconciliation implements AutoCloseable {
  static final String AT = "2026-06-01T02:00:00Z";
  static final BookSettings PROD = BookSettings.of("prod", Set.of());
  static final Duration INVOCATION = Duration.ofMinutes(15);

  final MovingTime time = new MovingTime(AT);
  final LocalHub local;
  final SecurityHub hub;
  final Deque<String> queue = new ArrayDeque<>();
  final List<String> log = new ArrayList<>();
  Mode mode = Mode.ENFORCE;
  Levers levers = Levers.NORMAL;
  /// After how many questions for what decides somebody pulls the lever to observe.
  int pullAfterRulings = Integer.MAX_VALUE;
  int atMost = 1_000;
  int expectedFindings = 100_000;
  Pace pace = new Pace(1, 2);
  List<Format> formats = List.of(Format.values());
  private RuleEngine engine;
  private int seeded;

  LocalReconciliation(Rule... rules) {
    this(HubOptions.defaults(), rules);
  }

  LocalReconciliation(HubOptions options, Rule... rules) {
    local = LocalHub.start(options.withClock(time));
    hub = SecurityHub.local(local.endpoint(), time);
    engine = engine(RuleHistory.NONE, rules);
  }

  RuleEngine engine(RuleHistory history, Rule... rules) {
    return new RuleEngine(List.of(rules), history, "test", PROD, time);
  }

  /// The book is another one from now on.
  void publish(RuleHistory history, Rule... rules) {
    engine = engine(history, rules);
  }

  ReconciliationHandler handler() {
    return new ReconciliationHandler(
        _ -> ruling(),
        Metrics.of(Map.of()),
        hub,
        new ReconciliationSettings(mode, formats, atMost, pace, expectedFindings),
        queue::addLast,
        time,
        time,
        log::add);
  }

  private Ruling ruling() {
    return Ruling.of(
        engine,
        pullAfterRulings-- > 0
            ? levers
            : new Levers(Levers.Mode.OBSERVE, Set.of(), "observe test"));
  }

  static SampleFinding sample(Format format) {
    return switch (format) {
      case ASFF -> Findings.finding().severity(SeverityLabel.MEDIUM);
      case OCSF -> OcsfFindings.ocsfFinding().severity(SeverityLabel.MEDIUM);
    };
  }

  static SampleFinding createdAt(SampleFinding sample, Instant time) {
    return switch (sample.read().format()) {
      case ASFF -> sample.with(time.toString(), "CreatedAt");
      case OCSF ->
          sample
              .with(time.toEpochMilli(), "finding_info", "created_time")
              .with(time.toString(), "finding_info", "created_time_dt");
    };
  }

  /// Puts a finding into the hub, under an identifier of its own.
  String seed(SampleFinding sample) {
    String id = "finding-" + seeded++;
    SampleFinding named =
        switch (sample.read().format()) {
          case ASFF -> sample.with(id, "Id");
          case OCSF -> sample.with(id, "metadata", "uid");
        };
    local.seed(Json.write(named.read().json()));
    return id;
  }

  /// Puts a finding into the hub as rules leave it.
  String seedAfter(SampleFinding sample, Rule... rules) {
    return seed(sample.after(engine(RuleHistory.NONE, rules).evaluate(sample.read()).update()));
  }

  Finding finding(String id) {
    String json =
        local.ocsfFindings().stream()
            .filter(text -> text.contains("\"" + id + "\""))
            .findFirst()
            .or(
                () ->
                    local.findings().stream()
                        .filter(text -> text.contains("\"" + id + "\""))
                        .findFirst())
            .orElseThrow();
    try {
      return Finding.read(Json.read(json));
    } catch (UnreadableException e) {
      throw new AssertionError(e);
    }
  }

  String status(String id) {
    return finding(id).workflowStatus().orElseThrow().name();
  }

  long suppressed() {
    return local.findings().stream().filter(text -> text.contains("\"SUPPRESSED\"")).count();
  }

  static String message(String kind) {
    return "{\"reconcile\":\"%s\",\"at\":\"%s\"}".formatted(kind, AT);
  }

  /// One invocation with one message.
  void invoke(String body, int receives) {
    invoke(body, receives, INVOCATION);
  }

  void invoke(String body, int receives, Duration left) {
    invoke(records(body, receives), left);
  }

  void invoke(Object payload, Duration left) {
    invoke(handler(), payload, left);
  }

  static Object records(String body, int receives) {
    return Map.of(
        "Records",
        List.of(
            Map.of(
                "messageId",
                "m",
                "eventSource",
                "aws:sqs",
                "body",
                body,
                "attributes",
                Map.of("ApproximateReceiveCount", Integer.toString(receives)))));
  }

  static void invoke(ReconciliationHandler handler, Object payload, Duration left) {
    try {
      handler.handleRequest(
          new ByteArrayInputStream(Json.write(payload).getBytes(StandardCharsets.UTF_8)),
          new ByteArrayOutputStream(),
          new SampleContext((int) left.toMillis()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A message, and then what the function sends itself, until the queue is empty.
  ///
  /// @return how many invocations it took
  int run(String first) {
    queue.addLast(first);
    int invocations = 0;
    while (!queue.isEmpty()) {
      invoke(queue.removeFirst(), 1);
      invocations++;
    }
    return invocations;
  }

  /// The sum of a metric over all lines so far.
  long metric(String name) {
    Pattern value = Pattern.compile("\"" + name + "\":(\\d+)");
    return log.stream()
        .filter(line -> line.contains("\"_aws\"") && !line.contains("\"Rule\":"))
        .filter(line -> !line.contains("\"Code\":"))
        .map(value::matcher)
        .filter(Matcher::find)
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }

  int updates() {
    return local.calls("BatchUpdateFindings") + local.calls("BatchUpdateFindingsV2");
  }

  @Override
  public void close() {
    hub.close();
    local.close();
  }
}
