package io.quell.bench.drain;

import io.quell.bench.Invocations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A queue as Lambda reads it: full batches while there are messages, and a message that is given
/// back comes again when its visibility timeout is over.
final class Backlog {
  /// The most that Lambda hands over in one invocation (Lambda quotas, synchronous invocation
  /// payload), less what stands around the messages.
  private static final int MOST_BYTES = 6 * 1024 * 1024 - 1_000;

  /// An event that waits.
  ///
  /// @param receives how often it has been taken
  record WaitingEvent(String id, String body, int receives) {
    private String record() {
      return Invocations.message(id, body, receives);
    }
  }

  private record Hidden(WaitingEvent message, long until) {}

  private final int batchSize;
  private final Duration visibility;
  private final Deque<WaitingEvent> waiting = new ArrayDeque<>();
  private final PriorityQueue<Hidden> hidden =
      new PriorityQueue<>((one, other) -> Long.compare(one.until() - other.until(), 0));
  private int left;
  private int givenBack;

  /// @param batchSize the most messages of a batch
  /// @param visibility how long after it was taken a message comes again that is given back
  Backlog(int batchSize, Duration visibility) {
    this.batchSize = batchSize;
    this.visibility = visibility;
  }

  void add(String id, String body) {
    waiting.add(new WaitingEvent(id, body, 0));
    left++;
  }

  /// Takes a batch, and waits for one where all messages are taken; null when none is left.
  synchronized @Nullable List<WaitingEvent> take() throws InterruptedException {
    while (left > 0) {
      while (!hidden.isEmpty() && hidden.peek().until() - System.nanoTime() <= 0) {
        waiting.add(hidden.remove().message());
      }
      if (!waiting.isEmpty()) {
        return batch();
      }
      wait(100);
    }
    return null;
  }

  private List<WaitingEvent> batch() {
    List<WaitingEvent> batch = new ArrayList<>();
    int bytes = 0;
    while (!waiting.isEmpty() && batch.size() < batchSize) {
      WaitingEvent next = waiting.getFirst();
      bytes += next.record().getBytes(StandardCharsets.UTF_8).length + 1;
      if (bytes > MOST_BYTES) {
        break;
      }
      waiting.removeFirst();
      batch.add(new WaitingEvent(next.id(), next.body(), next.receives() + 1));
    }
    return batch;
  }

  /// The payload of an invocation.
  static String payload(List<WaitingEvent> batch) {
    return Invocations.batchOf(batch.stream().map(WaitingEvent::record).toList());
  }

  /// A batch was worked on.
  ///
  /// @param taken when it was taken
  /// @param failed the ids of the messages that come again
  synchronized void done(List<WaitingEvent> batch, long taken, Set<String> failed) {
    for (WaitingEvent message : batch) {
      if (failed.contains(message.id())) {
        hidden.add(new Hidden(message, taken + visibility.toNanos()));
        givenBack++;
      } else {
        left--;
      }
    }
    notifyAll();
  }

  /// How many messages came again.
  synchronized int givenBack() {
    return givenBack;
  }
}
