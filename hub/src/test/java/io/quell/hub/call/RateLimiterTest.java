package io.quell.hub.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RateLimiterTest {
  private static final Duration NO_TIME = Duration.ZERO;

  private final FakeTimeSource time = new FakeTimeSource();
  private final long start = time.nanoseconds();
  private final RateLimiter limiter = Pace.WHOLE_QUOTA.updates(time);
  private final Deadline noHurry = Deadline.farOff(time);

  /// Takes so many tokens, one after the other, and tells how long that took.
  private Duration taking(int tokens) {
    long from = time.nanoseconds();
    for (int at = 0; at < tokens; at++) {
      assertThat(limiter.acquire(noHurry, NO_TIME)).isTrue();
    }
    return time.since(from).truncatedTo(ChronoUnit.MILLIS);
  }

  /// Empties the bucket, so that a pause shows in the time that the next token takes.
  private void empty() {
    taking(30);
  }

  @ParameterizedTest
  @CsvSource({"30, 0", "31, 100", "32, 200", "100, 7000", "130, 10000"})
  void letsABurstThroughAndThenTenASecond(int calls, long milliseconds) {
    assertThat(taking(calls)).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @Test
  void fillsUpWhileNobodyCallsAndHoldsNoMoreThanABurst() {
    empty();
    time.sleep(Duration.ofSeconds(2));
    assertThat(taking(20)).isZero();

    time.sleep(Duration.ofMinutes(5));
    assertThat(taking(30)).isZero();
    assertThat(taking(1)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void pausesLongerWithEachRefusalInARow() {
    empty();
    List<Long> pauses = new ArrayList<>();
    for (int refusal = 0; refusal < 9; refusal++) {
      limiter.refused();
      pauses.add(taking(1).toMillis());
    }

    List<Long> longest = List.of(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L, 5000L);
    for (int at = 0; at < longest.size(); at++) {
      assertThat(pauses.get(at)).isBetween(longest.get(at) / 2, longest.get(at));
    }
  }

  @Test
  void keepsTheBurstWhenRefused() {
    limiter.refused();

    assertThat(taking(30)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
  }

  /// What is refused together does not come back together.
  @Test
  void doesNotPauseAlikeTwice() {
    Set<Duration> pauses = new HashSet<>();
    for (int at = 0; at < 20; at++) {
      RateLimiter other = Pace.WHOLE_QUOTA.updates(time);
      long from = time.nanoseconds();
      other.refused();
      assertThat(other.acquire(noHurry, NO_TIME)).isTrue();
      pauses.add(time.since(from));
    }
    assertThat(pauses).hasSizeGreaterThan(10);
  }

  @Test
  void pausesBrieflyAgainOnceACallWasTaken() {
    empty();
    for (int refusal = 0; refusal < 5; refusal++) {
      limiter.refused();
      taking(1);
    }
    limiter.accepted();
    empty();
    limiter.refused();

    assertThat(taking(1)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void countsRefusalsOfCallsThatWereUnderWayTogetherOnce() {
    empty();
    for (int call = 0; call < 8; call++) {
      limiter.refused();
    }

    assertThat(taking(1)).isEqualTo(Duration.ofMillis(100));
    limiter.refused();
    assertThat(taking(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void pausesForSecondsAtMostHoweverManyRefusalsThereAre() {
    empty();
    for (int refusal = 0; refusal < 100; refusal++) {
      limiter.refused();
      assertThat(taking(1)).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }
  }

  @Test
  void takesNothingThatWouldGoBeyondTheDeadline() {
    empty();
    var soon = Deadline.in(Duration.ofMillis(350), time);

    assertThat(limiter.acquire(soon, NO_TIME)).isTrue();
    assertThat(limiter.acquire(soon, Duration.ofMillis(100))).isTrue();
    assertThat(limiter.acquire(soon, Duration.ofMillis(100))).isFalse();
    assertThat(limiter.acquire(soon, NO_TIME)).isTrue();
    assertThat(limiter.acquire(soon, NO_TIME)).isFalse();
    assertThat(time.since(start).toMillis()).isEqualTo(300);
    assertThat(taking(1)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void takesNothingAfterTheDeadlineThoughThereAreTokens() {
    var over = Deadline.in(Duration.ZERO, time);

    assertThat(limiter.acquire(over, NO_TIME)).isFalse();
    assertThat(taking(30)).isZero();
  }

  @Test
  void keepsAllCallersTogetherWithinTheQuota() {
    Queue<Long> taken = new ConcurrentLinkedQueue<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      for (int caller = 0; caller < 8; caller++) {
        callers.execute(
            () -> {
              for (int call = 0; call < 50; call++) {
                assertThat(limiter.acquire(noHurry, NO_TIME)).isTrue();
                taken.add(time.nanoseconds());
              }
            });
      }
    }

    List<Long> moments = taken.stream().sorted().toList();
    assertThat(moments).hasSize(400);
    for (int at = 30; at < moments.size(); at++) {
      assertThat(moments.get(at) - start)
          .as("token %d", at)
          .isGreaterThanOrEqualTo((at - 29) * 99_999_000L);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "2, 6", "5, 15"})
  void takesTheSameShareOfTheBurst(int updatesASecond, int burst) {
    RateLimiter share = new Pace(3, updatesASecond).updates(time);
    long from = time.nanoseconds();
    for (int at = 0; at <= burst; at++) {
      assertThat(share.acquire(noHurry, NO_TIME)).isTrue();
    }
    assertThat(time.since(from)).isEqualTo(Duration.ofSeconds(1).dividedBy(updatesASecond));
  }

  @ParameterizedTest
  @CsvSource({"2, 15, 200", "3, 10, 300", "7, 4, 700", "40, 1, 4000"})
  void takesTheShareOfOneProcessOfSeveral(int processes, int burst, long milliseconds) {
    RateLimiter share = Pace.WHOLE_QUOTA.sharedBy(processes).updates(time);
    long from = time.nanoseconds();
    for (int at = 0; at <= burst; at++) {
      assertThat(share.acquire(noHurry, NO_TIME)).isTrue();
    }
    assertThat(time.since(from).truncatedTo(ChronoUnit.MILLIS))
        .isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void nobodySharesNothing(int processes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pace.WHOLE_QUOTA.sharedBy(processes))
        .withMessageContaining("at least 1 process");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "4, 1", "1, 0", "1, 11"})
  void thereIsNoPaceBeyondTheQuota(int reads, int updates) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pace(reads, updates))
        .withMessageContaining("a second, not");
  }

  /// A function that is restored on a younger machine finds a clock that was set back by days.
  @Test
  void goesOnWhereTheClockHasGoneBack() {
    time.goBack(Duration.ofDays(20));
    Deadline soon = Deadline.in(Duration.ofSeconds(30), time);

    for (int at = 0; at < 30; at++) {
      assertThat(limiter.acquire(soon, NO_TIME)).isTrue();
    }
    long from = time.nanoseconds();
    for (int at = 0; at < 11; at++) {
      assertThat(limiter.acquire(soon, NO_TIME)).isTrue();
    }
    assertThat(time.since(from).truncatedTo(ChronoUnit.MILLIS)).isEqualTo(Duration.ofMillis(1_100));
  }

  @Test
  void pausesWhereTheClockHasGoneBackSinceTheLastPause() {
    limiter.refused();
    time.goBack(Duration.ofDays(20));
    limiter.acquire(Deadline.farOff(time), NO_TIME);

    limiter.refused();
    assertThat(takenOne()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  private Duration takenOne() {
    long from = time.nanoseconds();
    assertThat(limiter.acquire(Deadline.farOff(time), NO_TIME)).isTrue();
    return time.since(from).truncatedTo(ChronoUnit.MILLIS);
  }
}
