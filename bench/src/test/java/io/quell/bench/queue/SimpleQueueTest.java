package io.quell.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.hub.call.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimpleQueueTest {
  private static final Duration VISIBILITY = Duration.ofMinutes(24);
  private static final int RECEIVES = 3;
  private static final Duration NEVER = Duration.ofDays(1);

  private final TestTime time = new TestTime();
  private final SimpleQueue queue = queue(QueueTerms.of(VISIBILITY, RECEIVES));

  /// A time that goes forward where it is told to.
  private static final class TestTime implements TimeSource {
    private long now;

    @Override
    public long nanoseconds() {
      return now;
    }

    @Override
    public void sleep(Duration duration) {
      now += duration.toNanos();
    }
  }

  private SimpleQueue queue(QueueTerms terms) {
    return new SimpleQueue(terms, time);
  }

  private static List<Integer> events(int number) {
    return IntStream.range(0, number).boxed().toList();
  }

  private static List<Received> pollAll(SimpleQueue queue) throws InterruptedException {
    List<Received> all = new ArrayList<>();
    for (List<Received> some = queue.poll(10); !some.isEmpty(); some = queue.poll(10)) {
      all.addAll(some);
    }
    return all;
  }

  @Test
  void aPollGivesTenMessagesAtMost() throws Exception {
    queue.send(events(25));
    assertThat(queue.poll(100)).hasSize(10);
    assertThat(queue.poll(3)).hasSize(3);
  }

  @Test
  void messagesComeInAnotherOrderThanTheyWereSent() throws Exception {
    queue.send(events(1_000));
    assertThat(pollAll(queue))
        .extracting(Received::event)
        .isNotEqualTo(events(1_000))
        .containsExactlyInAnyOrderElementsOf(events(1_000));
  }

  @Test
  void theOrderFollowsFromTheSeed() throws Exception {
    SimpleQueue other = queue(QueueTerms.of(VISIBILITY, RECEIVES));
    queue.send(events(1_000));
    other.send(events(1_000));
    assertThat(pollAll(queue)).isEqualTo(pollAll(other));
  }

  @Test
  void aMessageThatWasReceivedIsHiddenUntilItsVisibilityTimeoutIsOver() throws Exception {
    queue.send(List.of(7));
    assertThat(queue.poll(10)).extracting(Received::receives).containsExactly(1);
    time.sleep(VISIBILITY.minusMillis(1));
    assertThat(queue.poll(10)).isEmpty();
    assertThat(queue.hasVisible()).isFalse();
    assertThat(queue.size()).isEqualTo(1);
    time.sleep(Duration.ofMillis(1));
    assertThat(queue.poll(10))
        .singleElement()
        .satisfies(
            again -> {
              assertThat(again.event()).isEqualTo(7);
              assertThat(again.receives()).isEqualTo(2);
            });
    assertThat(queue.count(QueueCount.REDELIVERED)).isEqualTo(1);
  }

  @Test
  void aMessageThatWasDeletedDoesNotComeAgain() throws Exception {
    queue.send(events(3));
    queue.finish();
    pollAll(queue).forEach(queue::delete);
    assertThat(queue.isFinished()).isTrue();
    time.sleep(NEVER);
    assertThat(queue.poll(10)).isEmpty();
    assertThat(queue.count(QueueCount.DELETED)).isEqualTo(3);
  }

  @Test
  void aMessageThatIsDeletedTooLateComesAgain() throws Exception {
    queue.send(List.of(7));
    Received late = queue.poll(10).getFirst();
    time.sleep(VISIBILITY);
    Received again = queue.poll(10).getFirst();
    queue.delete(late);
    assertThat(queue.size()).isEqualTo(1);
    queue.delete(again);
    assertThat(queue.size()).isZero();
  }

  @Test
  void aMessageIsGivenUpAfterSoManyReceives() throws Exception {
    queue.send(List.of(7));
    queue.finish();
    for (int receives = 1; receives <= RECEIVES; receives++) {
      assertThat(queue.poll(10)).hasSize(1);
      time.sleep(VISIBILITY);
    }
    assertThat(queue.poll(10)).isEmpty();
    assertThat(queue.count(QueueCount.GIVEN_UP)).isEqualTo(1);
    assertThat(queue.isFinished()).isTrue();
  }

  @Test
  void everySoManiethMessageComesTwiceThoughItWasDeleted() throws Exception {
    SimpleQueue twice = queue(QueueTerms.of(VISIBILITY, RECEIVES).withDuplicateEvery(100));
    twice.send(events(1_000));
    twice.finish();
    List<Received> first = pollAll(twice);
    first.forEach(twice::delete);
    assertThat(first).hasSize(1_000);
    assertThat(twice.hasVisible()).isFalse();
    assertThat(twice.isFinished()).as("second deliveries come later").isFalse();

    time.sleep(Duration.ofMinutes(1));
    List<Received> second = pollAll(twice);
    second.forEach(twice::delete);
    assertThat(second)
        .hasSize(10)
        .allSatisfy(
            message -> {
              assertThat(message.message() % 100).isZero();
              assertThat(message.receives()).isEqualTo(2);
            });
    time.sleep(NEVER);
    assertThat(twice.poll(10)).isEmpty();
    assertThat(twice.isFinished()).isTrue();
  }

  @Test
  void aDelayedMessageCannotBeReceivedBefore() throws Exception {
    queue.send(7, Duration.ofSeconds(10));
    queue.finish();
    time.sleep(Duration.ofMillis(9_999));
    assertThat(queue.poll(10)).isEmpty();
    assertThat(queue.isFinished()).isFalse();
    time.sleep(Duration.ofMillis(1));
    assertThat(queue.poll(10)).hasSize(1);
  }

  @Test
  void givesNoMoreThanTheMostInFlight() throws Exception {
    queue.send(events(SimpleQueue.MOST_IN_FLIGHT + 15));
    List<Received> inFlight = pollAll(queue);
    assertThat(inFlight).hasSize(SimpleQueue.MOST_IN_FLIGHT);
    inFlight.subList(0, 5).forEach(queue::delete);
    assertThat(queue.poll(10)).hasSize(5);
  }

  @Test
  void answersTenPollsAtATimeAndTheOthersInTurn() throws Exception {
    var tenAreUnderWay = new CountDownLatch(SimpleQueue.MOST_POLLS);
    SimpleQueue slow =
        new SimpleQueue(
            QueueTerms.of(VISIBILITY, RECEIVES).withPollTime(Duration.ofMillis(1)),
            new TimeSource() {
              @Override
              public long nanoseconds() {
                return 0;
              }

              @Override
              public void sleep(Duration duration) {
                tenAreUnderWay.countDown();
                try {
                  tenAreUnderWay.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }
            });
    slow.send(events(300));
    List<Callable<List<Received>>> polls = new ArrayList<>();
    for (int at = 0; at < 30; at++) {
      polls.add(() -> slow.poll(10));
    }
    List<Integer> received = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Received>> poll : executor.invokeAll(polls)) {
        poll.get().forEach(message -> received.add(message.event()));
      }
    }
    assertThat(received).containsExactlyInAnyOrderElementsOf(events(300));
    assertThat(slow.count(QueueCount.MOST_POLLS)).isEqualTo(SimpleQueue.MOST_POLLS);
  }
}
