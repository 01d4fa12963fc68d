package io.quell.bench.queue;

import io.quell.hub.call.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Semaphore;

/// A standard queue of SQS in memory. Messages come in another order than they were sent, some
/// twice, and again when they are not deleted in time. A message is a number.
public final class SimpleQueue {
  /// A poll gives so many at most (SQS, ReceiveMessage, MaxNumberOfMessages).
  public static final int MOST_MESSAGES_A_POLL = 10;
  /// The most polls that are answered at a time; the next one waits for its turn.
  public static final int MOST_POLLS = 10;
  /// The most messages that are received and not deleted: a poll beyond gets none (SQS quotas,
  /// standard queue).
  public static final int MOST_IN_FLIGHT = 120_000;

  /// A second delivery comes so much later than the first one, so that it is in another batch.
  private static final long LEAST_MILLIS_BETWEEN = 12_000;

  private static final int MOST_MILLIS_MORE = 24_000;

  private record Later(long at, Received message) {}

  private final QueueTerms terms;
  private final TimeSource time;
  private final Random random;
  private final Semaphore turns = new Semaphore(MOST_POLLS, true);

  private final Deque<Received> visible = new ArrayDeque<>();
  private final PriorityQueue<Later> delayed = soonestFirst();
  private final Map<Integer, Received> inFlight = new HashMap<>();
  /// In the order of their times, for all are hidden equally long.
  private final Deque<Later> timeouts = new ArrayDeque<>();

  private int nextReceipt;
  private boolean isFinishing;
  private int underWay;
  private final Map<QueueCount, Integer> counts = new EnumMap<>(QueueCount.class);

  /// An empty queue.
  public SimpleQueue(QueueTerms terms, TimeSource time) {
    this.terms = terms;
    this.time = time;
    this.random = new Random(terms.seed());
  }

  /// A message of each of these events is sent; they come in another order.
  public synchronized void send(List<Integer> events) {
    List<Integer> order = new ArrayList<>(events);
    Collections.shuffle(order, random);
    order.forEach(event -> visible.add(sent(event)));
  }

  /// A message is sent that cannot be received yet (SQS, SendMessage, DelaySeconds).
  public synchronized void send(int event, Duration delay) {
    delayed.add(new Later(time.nanoseconds() + delay.toNanos(), sent(event)));
  }

  private Received sent(int event) {
    add(QueueCount.SENT, 1);
    return message(nextReceipt, event);
  }

  private Received message(int message, int event) {
    return new Received(nextReceipt++, message, event, 0);
  }

  /// Some time after which a second delivery comes.
  public synchronized Duration untilSecond() {
    return Duration.ofMillis(LEAST_MILLIS_BETWEEN + random.nextInt(MOST_MILLIS_MORE));
  }

  /// No more is sent.
  public synchronized void finish() {
    isFinishing = true;
  }

  /// Receives messages, which are hidden from other polls from now on; none where none is there.
  ///
  /// @param most at most [#MOST_MESSAGES_A_POLL]
  public List<Received> poll(int most) throws InterruptedException {
    turns.acquire();
    try {
      begin();
      if (terms.pollTime().isPositive()) {
        time.sleep(terms.pollTime());
      }
      return receive(Math.min(most, MOST_MESSAGES_A_POLL));
    } finally {
      end();
      turns.release();
    }
  }

  private synchronized void begin() {
    underWay++;
    atMost(QueueCount.MOST_POLLS, underWay);
  }

  private synchronized void end() {
    underWay--;
  }

  private synchronized List<Received> receive(int most) {
    catchUp();
    List<Received> messages = new ArrayList<>();
    while (!visible.isEmpty() && messages.size() < most && inFlight.size() < MOST_IN_FLIGHT) {
      Received message = visible.remove().again();
      messages.add(message);
      inFlight.put(message.receipt(), message);
      timeouts.add(new Later(time.nanoseconds() + terms.visibility().toNanos(), message));
      if (message.receives() == 1 && comesTwice(message)) {
        secondDelivery(message);
      }
    }
    add(QueueCount.RECEIVED, messages.size());
    atMost(QueueCount.MOST_IN_FLIGHT, inFlight.size());
    return messages;
  }

  private boolean comesTwice(Received message) {
    return message.receipt() == message.message()
        && terms.duplicateEvery() > 0
        && message.message() % terms.duplicateEvery() == 0;
  }

  /// A server of SQS's has missed that the message was received, but the count has not.
  private void secondDelivery(Received first) {
    add(QueueCount.SECOND_DELIVERIES, 1);
    Received second = message(first.message(), first.event());
    delayed.add(new Later(time.nanoseconds() + untilSecond().toNanos(), second.again()));
  }

  /// Messages whose time has come can be received, or are given up.
  private void catchUp() {
    long now = time.nanoseconds();
    while (isDue(delayed, now)) {
      visible.add(delayed.remove().message());
    }
    while (isDue(timeouts, now)) {
      Received message = timeouts.remove().message();
      if (!inFlight.remove(message.receipt(), message)) {
        continue; // deleted
      }
      if (message.receives() >= terms.mostReceives()) {
        add(QueueCount.GIVEN_UP, 1);
      } else {
        add(QueueCount.REDELIVERED, 1);
        visible.add(message);
      }
    }
  }

  private static boolean isDue(Queue<Later> later, long now) {
    return !later.isEmpty() && later.element().at() - now <= 0;
  }

  /// Deletes a message that was received. One that has come into sight again meanwhile stays, and
  /// comes again: SQS may do so too.
  public synchronized void delete(Received message) {
    if (inFlight.remove(message.receipt(), message)) {
      add(QueueCount.DELETED, 1);
    }
  }

  /// Whether a message can be received.
  public synchronized boolean hasVisible() {
    catchUp();
    return !visible.isEmpty();
  }

  /// Whether nothing is left and nothing will come.
  public synchronized boolean isFinished() {
    return isFinishing && !hasVisible() && inFlight.isEmpty() && delayed.isEmpty();
  }

  /// How many messages there are: those that can be received, that are in flight, and that come
  /// later.
  public synchronized int size() {
    return visible.size() + inFlight.size() + delayed.size();
  }

  /// What has happened so far.
  public synchronized int count(QueueCount what) {
    catchUp();
    return counts.getOrDefault(what, 0);
  }

  private void add(QueueCount what, int more) {
    counts.merge(what, more, Integer::sum);
  }

  private void atMost(QueueCount what, int now) {
    counts.merge(what, now, Math::max);
  }

  private static PriorityQueue<Later> soonestFirst() {
    return new PriorityQueue<>((one, other) -> Long.compare(one.at() - other.at(), 0));
  }
}
