package io.quell.bench.drain;

import io.quell.bench.FunctionCode;
import io.quell.bench.Invocations;
import io.quell.bench.queue.FunctionLauncher;
import io.quell.bench.queue.MappingTerms;
import io.quell.bench.queue.QueueTerms;
import io.quell.bench.queue.QueueWorkers;
import io.quell.bench.queue.SettledListener;
import io.quell.bench.queue.SimpleQueue;
import io.quell.bench.queue.SourceMapping;
import io.quell.bench.result.Bar;
import io.quell.bench.result.BenchReport;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.hub.call.TimeSource;
import io.quell.lambda.CallBudget;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.Quota;
import io.quell.localhub.fault.Fault;
import io.quell.update.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Measures how two processes of the packaged function work off a backlog of findings that need
/// three updates, against the local Security Hub with AWS's quota: with the batches, the time for
/// an invocation and the visibility timeout of the stack.
public final class DrainBench {
  private static final int PROCESSES = CallBudget.CONCURRENCY;
  private static final Duration TIME_OUT = Duration.ofSeconds(CallBudget.FUNCTION_TIMEOUT_SECONDS);
  private static final Duration VISIBILITY = Duration.ofSeconds(CallBudget.VISIBILITY_SECONDS);

  private static final double MOST_TIMES_IDEAL = 1.3;
  private static final double MOST_TIMES_MEDIAN = 5;
  private static final String PRODUCT = "arn:aws:securityhub:eu-west-1::product/aws/securityhub";
  /// That of the packaged event.
  private static final String FINDING =
      "arn:aws:securityhub:eu-west-1:444455556666:security-control/S3.9/finding/47eaa099-2cb6-416d-86dc-283cf0480ff9";

  private static final HubOperation UPDATE = HubOperation.BATCH_UPDATE_FINDINGS;
  private static final double NANOS = 1e9;
  private static final int DEFAULT_FINDINGS = 50_000;

  private final int findings;
  private final List<String> events = new ArrayList<>();
  private final SimpleQueue queue =
      new SimpleQueue(QueueTerms.of(VISIBILITY, CallBudget.RECEIVES), TimeSource.system());

  private DrainBench(int findings) {
    this.findings = findings;
  }

  /// Prints the figures and ends with exit code 1 where a bar is missed.
  ///
  /// @param args where the JSON goes, how many findings there are, and faults as `quell hub
  ///     --fault` takes them, with which no bar but the last is held
  public static void main(String[] args) throws Exception {
    var bench = new DrainBench(args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_FINDINGS);
    bench.run(Path.of(args[0]), List.of(args).subList(Math.min(2, args.length), args.length));
  }

  private void run(Path file, List<String> faults) throws Exception {
    Map<String, Object> figures = new LinkedHashMap<>();
    List<Bar> bars;
    Path jar = FunctionCode.withBook(ThreeRulesBook.class);
    try (LocalHub hub = LocalHub.start(HubOptions.defaults().withAwsQuotas())) {
      fill(hub);
      faults.forEach(fault -> hub.faults().inject(Fault.parse(fault)));
      var launcher =
          new FunctionLauncher(
              jar,
              hub.endpoint(),
              Map.of("QUELL_MODE", "enforce", "QUELL_CONCURRENCY", Integer.toString(PROCESSES)),
              TIME_OUT);
      try (var workers =
          new QueueWorkers(PROCESSES, queue, this::mapping, launcher, SettledListener.NONE)) {
        long start = System.nanoTime();
        workers.run();
        double seconds = (System.nanoTime() - start) / NANOS;
        bars = report(hub, workers, seconds, faults.isEmpty(), figures);
      }
    } finally {
      Files.delete(jar);
    }
    BenchReport.end(file, figures, bars);
  }

  /// All messages are there from the beginning, so that no batch has to wait for more.
  private SourceMapping mapping() {
    return new SourceMapping(
        queue,
        message ->
            Invocations.message(message.id(), events.get(message.event()), message.receives()),
        MappingTerms.ofTheStack(PROCESSES).withWindow(Duration.ZERO),
        TimeSource.system());
  }

  private void fill(LocalHub hub) throws IOException, UnreadableException {
    String event =
        Json.write(Json.read(FunctionCode.event()))
            .replace(
                "2026-11-16T07:14:37Z", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    String purpose = ThreeRulesBook.PURPOSES.getFirst();
    for (int at = 0; at < findings; at++) {
      String own =
          event
              .replace(FINDING, id(at))
              .replace(
                  "\"purpose\":\"%s\"".formatted(purpose),
                  "\"purpose\":\"%s\""
                      .formatted(ThreeRulesBook.PURPOSES.get(at % ThreeRulesBook.PURPOSES.size())));
      events.add(own);
      hub.seed(finding(own));
    }
    queue.send(IntStream.range(0, findings).boxed().toList());
    queue.finish();
  }

  private static String id(int at) {
    return "arn:aws:securityhub:eu-west-1:444455556666:security-control/S3.9/finding/" + at;
  }

  private static String finding(String event) throws UnreadableException {
    if (Json.read(event) instanceof Map<?, ?> members
        && members.get("detail") instanceof Map<?, ?> detail
        && detail.get("findings") instanceof List<?> all
        && all.getFirst() instanceof Map<?, ?> finding) {
      return Json.write(finding);
    }
    throw new IllegalStateException("the packaged event has no finding");
  }

  private List<Bar> report(
      LocalHub hub,
      QueueWorkers workers,
      double seconds,
      boolean isWithoutFaults,
      Map<String, Object> figures) {
    int updates = ThreeRulesBook.PURPOSES.size();
    int idealCalls =
        updates * Math.ceilDiv(Math.ceilDiv(findings, updates), Limits.MOST_FINDINGS_A_CALL);
    Quota quota = UPDATE.awsQuota();
    double idealSeconds = Math.max(0, idealCalls - quota.burst()) / quota.perSecond();
    List<Double> sorted = workers.invocations();
    double median = sorted.get(sorted.size() / 2);
    int wrong = 0;
    for (int at = 0; at < findings; at++) {
      wrong += hub.effectiveUpdates(id(at), PRODUCT) == 1 ? 0 : 1;
    }
    System.out.printf(
        Locale.ROOT,
        "%,d findings, three updates mixed, %d processes: %d invocations, %d calls (%d with all of"
            + " it grouped), %d throttled, %.1f s (%.1f s)%n",
        findings,
        PROCESSES,
        sorted.size(),
        hub.calls(UPDATE),
        idealCalls,
        hub.refusedByQuota(UPDATE),
        seconds,
        idealSeconds);
    System.out.printf(
        Locale.ROOT,
        "an invocation: median %.2f s, slowest %.2f s; given back %,d %s; not updated exactly once"
            + " %,d%n",
        median,
        sorted.getLast(),
        workers.givenBack(),
        workers.reasons(),
        wrong);
    figures.put("findings", findings);
    figures.put("calls", hub.calls(UPDATE));
    figures.put("callsIfGrouped", idealCalls);
    figures.put("throttled", hub.refusedByQuota(UPDATE));
    figures.put("seconds", seconds);
    figures.put("invocationSeconds", sorted);
    Bar exact = Bar.atMost(0, "findings not updated exactly once", wrong);
    if (!isWithoutFaults) {
      return List.of(exact);
    }
    return List.of(
        Bar.atMost(
            MOST_TIMES_IDEAL,
            "calls, to those of all grouped",
            (double) hub.calls(UPDATE) / idealCalls),
        Bar.atMost(
            MOST_TIMES_IDEAL, "time, to the quota's for all grouped", seconds / idealSeconds),
        Bar.atMost(
            MOST_TIMES_MEDIAN, "slowest invocation, to the median", sorted.getLast() / median),
        Bar.atMost(0, "findings given back", workers.givenBack()),
        exact);
  }
}
