package io.quell.localhub.lag;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// What a hub still has to do, by its own clock: the updates and events that are under way.
///
/// How late each is follows from the seed and from the order in which they are asked for. Whatever
/// is due is done in the order of its times, also where the clock jumps far ahead. What is still
/// under way when the hub closes never happens.
public final class Agenda implements AutoCloseable {
  /// How often the agenda looks at the clock by itself.
  private static final Duration GLANCE = Duration.ofMillis(5);

  private final Lag lag;
  private final InstantSource clock;
  private final SplittableRandom reads;
  private final SplittableRandom updates;
  private final SplittableRandom events;
  private final Queue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::number));
  private final ReentrantLock working = new ReentrantLock();
  private final CountDownLatch closed = new CountDownLatch(1);
  private long added;

  private record Entry(Instant due, long number, Consumer<Instant> work) {}

  /// An agenda that is late by this much. It does what is due when it is told to catch up, and by
  /// itself soon after.
  public Agenda(Lag lag, long seed, InstantSource clock) {
    this.lag = lag;
    this.clock = clock;
    SplittableRandom chance = new SplittableRandom(~seed); // other chance than the faults have
    reads = chance.split();
    updates = chance.split();
    events = chance.split();
    if (!lag.updates().isZero() || !lag.events().isZero()) {
      Thread.ofVirtual().name("localhub-agenda").start(this::watch);
    }
  }

  /// The moment whose state a read shows now.
  public Instant readableMoment() {
    return clock.instant().minus(draw(reads, lag.reads()));
  }

  /// Says whether updates take effect only after they are answered.
  public boolean delaysUpdates() {
    return !lag.updates().isZero();
  }

  /// Makes a change when its time has come, which is handed to it; at once where updates are never
  /// late.
  public void update(Consumer<Instant> change) {
    late(clock.instant(), updates, lag.updates(), change);
  }

  /// Delivers an event when its time has come; at once where events are never late.
  ///
  /// @param raised when it was raised
  public void event(Instant raised, Runnable delivery) {
    late(raised, events, lag.events(), _ -> delivery.run());
  }

  /// Does all that is due by now, in order, and what that leads to.
  public void catchUp() {
    working.lock();
    try {
      for (Optional<Entry> next = nextDue(); next.isPresent(); next = nextDue()) {
        next.get().work().accept(next.get().due());
      }
    } finally {
      working.unlock();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void late(
      Instant from, SplittableRandom chance, Duration longest, Consumer<Instant> work) {
    if (longest.isZero()) {
      work.accept(from);
      return;
    }
    Instant due = from.plus(draw(chance, longest));
    synchronized (entries) {
      entries.add(new Entry(due, added++, work));
    }
  }

  private Duration draw(SplittableRandom chance, Duration longest) {
    if (longest.isZero()) {
      return Duration.ZERO;
    }
    synchronized (chance) {
      return Duration.ofMillis(chance.nextLong(longest.toMillis() + 1));
    }
  }

  private Optional<Entry> nextDue() {
    synchronized (entries) {
      Entry first = entries.peek();
      return first == null || first.due().isAfter(clock.instant())
          ? Optional.empty()
          : Optional.of(entries.remove());
    }
  }

  private void watch() {
    try {
      while (!closed.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
        catchUp();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
