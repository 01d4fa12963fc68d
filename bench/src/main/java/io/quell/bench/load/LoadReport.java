package io.quell.bench.load;

import io.quell.bench.queue.ProcessEnd;
import io.quell.bench.queue.QueueCount;
import io.quell.bench.queue.QueueWorkers;
import io.quell.bench.queue.SimpleQueue;
import io.quell.bench.result.Bar;
import io.quell.update.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// What was measured, in the order in which it is told.
///
/// @param figures by their names in the JSON
/// @param bars that nothing was lost, and nothing updated that should not have been
record LoadReport(Map<String, Object> figures, List<Bar> bars) {
  private static final double MEDIAN = 0.5;
  private static final double MOST = 0.99;
  private static final double HUNDRED = 100;
  private static final double MILLIS = 1_000;

  /// Looks at everything after a run.
  ///
  /// @param seconds from the first burst until nothing was left
  static LoadReport of(
      LoadOptions options,
      SimpleQueue queue,
      Lags lags,
      LoadHub hub,
      QueueWorkers workers,
      double seconds) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("events", options.events());
    figures.put("matching", options.matching());
    figures.put("processes", options.processes());
    figures.put("eventsOfABurst", options.burst());
    figures.put("secondsBetweenBursts", options.every().toSeconds());
    figures.put("visibilitySeconds", options.visibility().toSeconds());
    figures.put("killed", options.kills());
    figures.put("faults", options.faults());
    figures.put("seconds", seconds);
    figures.put("eventsASecond", options.events() / seconds);
    figures.put("eventsRaisedByUpdates", hub.raised());
    for (QueueCount count : QueueCount.values()) {
      figures.put("queue" + camelCase(count), queue.count(count));
    }
    lags(figures, lags);
    calls(figures, options, hub);
    processes(figures, options, workers);

    return new LoadReport(
        figures,
        List.of(
            Bar.atMost(0, "findings that match and were not updated", hub.neverUpdated()),
            Bar.atMost(0, "findings updated more than once", hub.updatedAgain()),
            Bar.atMost(0, "findings updated that match no rule", hub.wronglyNamed()),
            Bar.atMost(0, "events never settled", lags.unsettled()),
            Bar.atMost(0, "messages left in the queue", queue.size()),
            Bar.atMost(0, "messages given up", queue.count(QueueCount.GIVEN_UP)),
            Bar.atMost(0, "processes that failed", workers.failedProcesses())));
  }

  private static void lags(Map<String, Object> figures, Lags lags) {
    List<Double> quantiles = lags.quantiles(MEDIAN, MOST, 1);
    figures.put("lagMedianSeconds", quantiles.get(0));
    figures.put("lag99PercentSeconds", quantiles.get(1));
    figures.put("lagLongestSeconds", quantiles.get(2));
    figures.put("burstSettledAfterSeconds", lags.settledAfter());
    figures.put("queueEmptyAfterSeconds", lags.emptyAfter());
  }

  private static void calls(Map<String, Object> figures, LoadOptions options, LoadHub hub) {
    int ideal = idealCalls(options.events());
    figures.put("updateCalls", hub.updateCalls());
    figures.put("updateCallsAllGrouped", ideal);
    figures.put("updateCallsToAllGrouped", (double) hub.updateCalls() / ideal);
    figures.put("updateCallsThrottled", hub.throttledUpdates());
    figures.put(
        "updateCallsThrottledPercent", hub.throttledUpdates() * HUNDRED / hub.updateCalls());
    figures.put("readCalls", hub.readCalls());
    figures.put("readCallsThrottled", hub.throttledReads());
  }

  /// What it takes where the findings of each update share calls over the whole run.
  private static int idealCalls(int events) {
    int[] findings = new int[EventKind.ALL.size()];
    IntStream.range(0, events)
        .filter(EventKind::matches)
        .forEach(event -> findings[EventKind.index(event)]++);
    return IntStream.of(findings)
        .map(each -> Math.ceilDiv(each, Limits.MOST_FINDINGS_A_CALL))
        .sum();
  }

  private static void processes(
      Map<String, Object> figures, LoadOptions options, QueueWorkers workers) {
    List<Double> invocations = workers.invocations();
    figures.put("invocations", invocations.size());
    figures.put("eventsAnInvocation", (double) options.events() / invocations.size());
    figures.put("invocationMedianSeconds", invocations.get(invocations.size() / 2));
    figures.put("invocationSlowestSeconds", invocations.getLast());
    figures.put("messagesGivenBack", workers.givenBack());
    figures.put("reasons", workers.reasons().stream().sorted().toList());
    List<Map<String, Object>> ends = new ArrayList<>();
    double processor = 0;
    for (ProcessEnd end : workers.ends()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("killed", end.isKilled());
      one.put("processorSeconds", end.processorSeconds());
      one.put("peakMegabytes", end.peakMegabytes());
      ends.add(one);
      processor += end.processorSeconds();
    }
    figures.put("functions", ends);
    figures.put("processorMillisAnEvent", processor * MILLIS / options.events());
  }

  /// `MOST_POLLS` as `MostPolls`.
  private static String camelCase(QueueCount count) {
    var name = new StringBuilder();
    for (String word : count.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  /// Prints a line for each figure.
  void print() {
    figures.forEach((name, figure) -> System.out.printf("%s: %s%n", name, text(figure)));
  }

  private static String text(Object figure) {
    return switch (figure) {
      case Integer number -> String.format(Locale.ROOT, "%,d", number);
      case Double number -> String.format(Locale.ROOT, "%.2f", number);
      case List<?> all -> String.join(", ", all.stream().map(LoadReport::text).toList());
      default -> figure.toString();
    };
  }
}
