package io.quell.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.hub.call.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceMappingTest {
  private static final MappingTerms TERMS = new MappingTerms(100, Duration.ofSeconds(5), 5);

  private final WaitingTime time = new WaitingTime();
  private final SimpleQueue queue = new SimpleQueue(QueueTerms.of(Duration.ofMinutes(24), 5), time);

  /// A time in which waiting takes none.
  private static final class WaitingTime implements TimeSource {
    private long now;

    @Override
    public synchronized long nanoseconds() {
      return now;
    }

    @Override
    public synchronized void sleep(Duration duration) {
      now += duration.toNanos();
    }
  }

  private SourceMapping mapping(int characters) {
    return new SourceMapping(queue, _ -> "x".repeat(characters), TERMS, time);
  }

  private void send(int events) {
    queue.send(IntStream.range(0, events).boxed().toList());
  }

  @Test
  void handsOverAFullBatchAtOnce() throws Exception {
    send(250);
    assertThat(mapping(1).next().messages()).hasSize(100);
    assertThat(time.nanoseconds()).isZero();
    assertThat(queue.count(QueueCount.RECEIVED)).as("no more than a batch").isEqualTo(100);
  }

  @Test
  void handsOverWhatThereIsWhenTheWindowIsOver() throws Exception {
    send(30);
    assertThat(mapping(1).next().messages()).hasSize(30);
    assertThat(Duration.ofNanos(time.nanoseconds()))
        .isBetween(TERMS.window(), TERMS.window().plusMillis(100));
  }

  @Test
  void handsOverNoMoreThanSixMegabytesAndKeepsTheRestForTheNextBatch() throws Exception {
    send(100);
    SourceMapping mapping = mapping(100_000);
    assertThat(mapping.next().messages()).hasSize(62);
    assertThat(mapping.next().messages()).hasSize(38);
  }

  @Test
  void endsWhenNothingIsLeftAndNothingWillCome() throws Exception {
    send(100);
    queue.finish();
    SourceMapping mapping = mapping(1);
    QueueBatch batch = mapping.next();
    batch.messages().forEach(queue::delete);
    assertThat(mapping.next().isEmpty()).isTrue();
  }

  @Test
  void theTextsOfABatchArePutIntoOnePayload() {
    var batch =
        new QueueBatch(
            List.of(new Received(0, 0, 7, 1), new Received(1, 1, 8, 1)), List.of("{1}", "{2}"));
    assertThat(batch.payload()).isEqualTo("{\"Records\":[{1},{2}]}");
  }
}
