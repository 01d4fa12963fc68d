package io.quell.bench.queue;

import io.quell.hub.call.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// What Lambda has between a queue and a function: it asks the queue again and again, and hands
/// over a batch that is full, or whose window is over.
public final class SourceMapping {
  /// The most that Lambda hands over in one invocation (Lambda quotas, synchronous invocation
  /// payload), less what stands around the messages.
  private static final int MOST_BYTES = 6 * 1024 * 1024 - 1_000;

  private static final Duration BETWEEN_EMPTY_POLLS = Duration.ofMillis(20);

  private final SimpleQueue queue;
  private final Function<Received, String> records;
  private final MappingTerms terms;
  private final TimeSource time;
  private final Deque<Received> kept = new ArrayDeque<>();

  /// @param records makes the text of a message as Lambda hands it over
  public SourceMapping(
      SimpleQueue queue, Function<Received, String> records, MappingTerms terms, TimeSource time) {
    this.queue = queue;
    this.records = records;
    this.terms = terms;
    this.time = time;
  }

  /// The next batch; waits for one. Empty where nothing is left in the queue, and nothing will
  /// come.
  public QueueBatch next() throws InterruptedException {
    List<Received> messages = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    int bytes = 0;
    long began = time.nanoseconds();
    while (true) {
      while (!kept.isEmpty() && messages.size() < terms.batchSize()) {
        String text = records.apply(kept.getFirst());
        bytes += text.getBytes(StandardCharsets.UTF_8).length + 1;
        if (bytes > MOST_BYTES) {
          return new QueueBatch(messages, texts);
        }
        if (messages.isEmpty()) {
          began = time.nanoseconds();
        }
        messages.add(kept.removeFirst());
        texts.add(text);
      }
      if (messages.size() == terms.batchSize() || queue.isFinished()) {
        return new QueueBatch(messages, texts);
      }
      int missing = terms.batchSize() - messages.size();
      List<Received> polled = poll(missing);
      kept.addAll(polled);
      if (polled.isEmpty()) {
        if (!messages.isEmpty() && isOver(began)) {
          return new QueueBatch(messages, texts);
        }
        time.sleep(BETWEEN_EMPTY_POLLS);
      }
    }
  }

  private boolean isOver(long began) {
    return time.nanoseconds() - began >= terms.window().toNanos();
  }

  /// Asks the queue with several polls at once, for no more than is missing.
  private List<Received> poll(int missing) throws InterruptedException {
    List<Callable<List<Received>>> polls = new ArrayList<>();
    for (int left = missing; left > 0 && polls.size() < terms.pollsAtOnce(); ) {
      int most = Math.min(left, SimpleQueue.MOST_MESSAGES_A_POLL);
      polls.add(() -> queue.poll(most));
      left -= most;
    }
    List<Received> received = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Received>> poll : executor.invokeAll(polls)) {
        received.addAll(poll.resultNow());
      }
    }
    return received;
  }
}
