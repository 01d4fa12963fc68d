package io.quell.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is read while what was read before is worked on.
@Timeout(20)
final class ReadAheadTest {
  @Test
  void handsOverEverythingInItsOrder() {
    List<Integer> taken = new ArrayList<>();
    ReadAhead.<Integer>read(
        pieces -> IntStream.range(0, 1_000).forEach(pieces::accept), taken::add);
    assertThat(taken).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
  }

  @Test
  void readsWhileTheTakerWorks() {
    CountDownLatch second = new CountDownLatch(1);
    List<Boolean> wasRead = new ArrayList<>();
    ReadAhead.<Integer>read(
        pieces -> {
          pieces.accept(1);
          second.countDown();
          pieces.accept(2);
        },
        _ -> wasRead.add(await(second)));
    assertThat(wasRead).containsExactly(true, true);
  }

  @Test
  void readsNoMoreThanOnePieceAhead() {
    AtomicInteger read = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger furthest = new AtomicInteger();
    ReadAhead.<Integer>read(
        pieces -> {
          for (int at = 1; at <= 200; at++) {
            read.set(at);
            pieces.accept(at);
          }
        },
        _ -> {
          int number = taken.incrementAndGet();
          furthest.accumulateAndGet(read.get() - number, Math::max);
        });
    assertThat(taken).hasValue(200);
    assertThat(furthest.get()).isLessThanOrEqualTo(1);
  }

  @Test
  void throwsWhatTheReaderThrowsAfterAllThatItHadRead() {
    List<Integer> taken = new ArrayList<>();
    assertThatThrownBy(
            () ->
                ReadAhead.<Integer>read(
                    pieces -> {
                      pieces.accept(1);
                      pieces.accept(2);
                      throw new OutOfMemoryError("for a test");
                    },
                    taken::add))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("for a test");
    assertThat(taken).containsExactly(1, 2);
  }

  /// Standard input may never end: what nobody reads any more must not wait for it.
  @Test
  void throwsWhatTheTakerThrowsWhileTheReaderWaitsForItsInput() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                ReadAhead.<Integer>read(
                    pieces -> {
                      pieces.accept(1);
                      try {
                        await(never);
                      } finally {
                        ended.countDown();
                      }
                    },
                    _ -> {
                      throw new IllegalArgumentException("nobody reads the output");
                    }))
        .hasMessage("nobody reads the output");
    assertThat(ended.await(10, TimeUnit.SECONDS)).as("the reader ends").isTrue();
  }

  @Test
  void endsTheReaderWhoseNextPieceNobodyTakes() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                ReadAhead.<Integer>read(
                    pieces -> {
                      try {
                        pieces.accept(1);
                        pieces.accept(2);
                      } finally {
                        ended.countDown();
                      }
                    },
                    _ -> {
                      throw new IllegalArgumentException("it is over");
                    }))
        .hasMessage("it is over");
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(15, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
