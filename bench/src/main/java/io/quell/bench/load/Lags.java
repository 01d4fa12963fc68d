package io.quell.bench.load;

import io.quell.bench.queue.Received;
import io.quell.bench.queue.SettledListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// How long events wait: from the arrival of their burst until an invocation that has settled them
/// has ended.
final class Lags implements SettledListener {
  private static final double MILLION = 1e6;
  private static final double MILLIS = 1_000;
  private static final int UNSETTLED = -1;

  private final LoadOptions options;
  private final int[] millis;
  private final long[] arrivals;
  private final int[] left;
  private final double[] settledAfter;
  private final double[] emptyAfter;
  private final CountDownLatch untilHalf;
  private int arrived;

  /// @param options how many events there are, and in which bursts
  Lags(LoadOptions options) {
    this.options = options;
    millis = new int[options.events()];
    Arrays.fill(millis, UNSETTLED);
    arrivals = new long[options.bursts()];
    left = new int[options.bursts()];
    settledAfter = new double[options.bursts()];
    emptyAfter = new double[options.bursts()];
    untilHalf = new CountDownLatch(options.events() / 2);
  }

  /// A burst comes now.
  synchronized void arrives(int burst, int events) {
    arrivals[burst] = System.nanoTime();
    left[burst] = events;
    arrived = burst + 1;
  }

  @Override
  public synchronized void settled(Received message) {
    int event = message.event();
    if (options.isOwn(event) || millis[event] != UNSETTLED) {
      return;
    }
    int burst = event / options.burst();
    double lag = (System.nanoTime() - arrivals[burst]) / MILLION;
    millis[event] = (int) lag;
    left[burst]--;
    if (left[burst] == 0) {
      settledAfter[burst] = lag / MILLIS;
    }
    untilHalf.countDown();
  }

  @Override
  public synchronized void answered(boolean isQueueEmpty) {
    int burst = arrived - 1;
    if (isQueueEmpty && burst >= 0 && emptyAfter[burst] == 0) {
      emptyAfter[burst] = (System.nanoTime() - arrivals[burst]) / MILLION / MILLIS;
    }
  }

  /// Waits until half of the events are settled.
  void awaitHalf() throws InterruptedException {
    untilHalf.await();
  }

  /// How many events were never settled.
  synchronized int unsettled() {
    return (int) Arrays.stream(millis).filter(each -> each == UNSETTLED).count();
  }

  /// The lags of the settled events in seconds that these parts of them stayed within.
  synchronized List<Double> quantiles(double... parts) {
    int[] sorted = Arrays.stream(millis).filter(each -> each != UNSETTLED).sorted().toArray();
    List<Double> quantiles = new ArrayList<>();
    for (double part : parts) {
      quantiles.add(
          sorted.length == 0
              ? Double.NaN
              : sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)] / MILLIS);
    }
    return quantiles;
  }

  /// For each burst, how many seconds after it its last event was settled.
  synchronized List<Double> settledAfter() {
    return Arrays.stream(settledAfter).boxed().toList();
  }

  /// For each burst, how many seconds after it no message could be received; 0 where the next burst
  /// came before.
  synchronized List<Double> emptyAfter() {
    return Arrays.stream(emptyAfter).boxed().toList();
  }
}
