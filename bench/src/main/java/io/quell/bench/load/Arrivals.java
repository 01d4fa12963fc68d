package io.quell.bench.load;

import io.quell.bench.queue.SimpleQueue;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/// Sends the events burst by burst. EventBridge delivers at least once: of some events a second
/// message is sent later.
final class Arrivals {
  /// One event in so many is sent twice; no multiple of the kinds of events, so that all kinds are.
  static final int TWICE_EVERY = 401;

  private final LoadOptions options;
  private final SimpleQueue queue;
  private final Lags lags;
  private final AtomicReferenceArray<Instant> times;

  Arrivals(LoadOptions options, SimpleQueue queue, Lags lags) {
    this.options = options;
    this.queue = queue;
    this.lags = lags;
    times = new AtomicReferenceArray<>(options.bursts());
  }

  /// When an event came.
  Instant time(int event) {
    return times.get(event / options.burst());
  }

  /// Sends them all.
  void run() throws InterruptedException {
    try {
      sendAll();
    } finally {
      queue.finish();
    }
  }

  private void sendAll() throws InterruptedException {
    long begin = System.nanoTime();
    for (int burst = 0; burst < options.bursts(); burst++) {
      long due = begin + burst * options.every().toNanos();
      TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
      int from = burst * options.burst();
      List<Integer> events =
          IntStream.range(from, Math.min(from + options.burst(), options.events()))
              .boxed()
              .toList();
      times.set(burst, Instant.now());
      lags.arrives(burst, events.size());
      queue.send(events);
      events.stream()
          .filter(event -> event % TWICE_EVERY == TWICE_EVERY / 2)
          .forEach(event -> queue.send(event, queue.untilSecond()));
    }
  }
}
