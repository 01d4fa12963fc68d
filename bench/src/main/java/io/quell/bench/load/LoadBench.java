package io.quell.bench.load;

import io.quell.bench.FunctionCode;
import io.quell.bench.drain.ThreeRulesBook;
import io.quell.bench.queue.FunctionLauncher;
import io.quell.bench.queue.MappingTerms;
import io.quell.bench.queue.QueueTerms;
import io.quell.bench.queue.QueueWorkers;
import io.quell.bench.queue.Received;
import io.quell.bench.queue.SimpleQueue;
import io.quell.bench.queue.SourceMapping;
import io.quell.bench.result.BenchReport;
import io.quell.hub.call.TimeSource;
import io.quell.lambda.CallBudget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Sends many events in bursts through processes of the packaged function, against the local
/// Security Hub with AWS's quota, and from a queue that reorders them, delivers some twice, and
/// delivers again what was not dealt with in time.
public final class LoadBench {
  /// One message in so many is handed out a second time though it was dealt with. Together with
  /// [Arrivals#TWICE_EVERY] one event in two hundred comes twice.
  private static final int SECOND_DELIVERY_EVERY = 400;
  /// What a poll of SQS takes within a Region, as an order of magnitude.
  private static final Duration POLL = Duration.ofMillis(10);

  /// As Lambda's managed runtime and the stack have it, with C1 alone.
  private static final String JAVA =
      "-XX:TieredStopAtLevel=1 " + String.join(" ", FunctionCode.heap(FunctionCode.MEMORY));

  /// How long it takes until an update's own event is in the queue.
  private static final Duration OWN_EVENT = Duration.ofSeconds(1);

  private static final double NANOS = 1e9;

  private final LoadOptions options;
  private final SimpleQueue queue;
  private final Lags lags;
  private final Arrivals arrivals;
  private final LoadEvents events;

  private LoadBench(LoadOptions options) {
    this.options = options;
    queue =
        new SimpleQueue(
            QueueTerms.of(options.visibility(), CallBudget.RECEIVES)
                .withDuplicateEvery(SECOND_DELIVERY_EVERY)
                .withPollTime(POLL),
            TimeSource.system());
    lags = new Lags(options);
    arrivals = new Arrivals(options, queue, lags);
    events = new LoadEvents(arrivals::time);
  }

  /// Prints the figures, writes them as JSON, and ends with exit code 1 where a bar is missed.
  ///
  /// @param args where the JSON goes, and what [LoadOptions#read] takes
  public static void main(String[] args) throws Exception {
    LoadOptions options = LoadOptions.read(List.of(args).subList(1, args.length));
    LoadReport report = new LoadBench(options).run();
    report.print();
    BenchReport.end(Path.of(args[0]), report.figures(), report.bars());
  }

  private LoadReport run() throws Exception {
    Path jar = FunctionCode.withBook(ThreeRulesBook.class);
    try (var hub = new LoadHub(options, events)) {
      hub.onUpdate(event -> queue.send(options.ownEvent(event), OWN_EVENT));
      var launcher =
          new FunctionLauncher(
              jar,
              hub.endpoint(),
              Map.of(
                  "QUELL_MODE",
                  "enforce",
                  "QUELL_CONCURRENCY",
                  Integer.toString(options.processes()),
                  "JAVA_TOOL_OPTIONS",
                  JAVA),
              options.timeOut());
      try (var workers =
              new QueueWorkers(options.processes(), queue, () -> mapping(hub), launcher, lags);
          ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
        long begin = System.nanoTime();
        Future<?> sending =
            executor.submit(
                () -> {
                  arrivals.run();
                  return null;
                });
        if (options.kills()) {
          Future<?> _ =
              executor.submit(
                  () -> {
                    lags.awaitHalf();
                    workers.killOne();
                    return null;
                  });
        }
        workers.run();
        sending.get();
        double seconds = (System.nanoTime() - begin) / NANOS;
        return LoadReport.of(options, queue, lags, hub, workers, seconds);
      }
    } finally {
      Files.delete(jar);
    }
  }

  private SourceMapping mapping(LoadHub hub) {
    return new SourceMapping(
        queue,
        message -> record(message, hub),
        MappingTerms.ofTheStack(options.processes()),
        TimeSource.system());
  }

  private String record(Received message, LoadHub hub) {
    if (!options.isOwn(message.event())) {
      return events.record(message);
    }
    int first = options.firstEvent(message.event());
    return events.ownRecord(message, first, hub.finding(first));
  }
}
