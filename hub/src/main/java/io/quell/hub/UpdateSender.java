package io.quell.hub;

import io.quell.finding.FindingIdentifier;
import io.quell.hub.call.Backoff;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.ErrorPolicy;
import io.quell.hub.call.Failure;
import io.quell.hub.call.RateLimiter;
import io.quell.hub.call.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/// The sending of one invocation's updates: in rounds, each of the findings that the round before
/// left worth another try, until all are answered or the time is up.
///
/// Findings that are tried again are put together anew, so that a few of many batches cost one call
/// and not many.
final class UpdateSender {
  /// Calls under way at once: at 800 ms a call enough to use the quota of 10 a second, and no more
  /// than a small function's processor and sockets bear.
  static final int CALLS_AT_ONCE = 8;
  /// So many rounds take about forty seconds with their pauses, so that a finding is given back
  /// only where something is wrong for longer: it comes again when the queue's visibility timeout
  /// is over.
  private static final int MOST_ROUNDS = 14;
  /// Where a batch was refused so often, cut ever smaller, and nothing of it was taken, it is the
  /// update that is at fault, not a finding: by then each eighth of the batch was refused.
  private static final int MOST_REFUSALS = 15;
  /// An answer takes a fraction of this; a call that would have less time is not made.
  private static final Duration SHORTEST_CALL = Duration.ofMillis(500);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

  private final SecurityHubClient client;
  private final RateLimiter limiter;
  private final Whereabouts whereabouts;
  private final TimeSource time;
  private final int callsAtOnce;
  private final Deadline deadline;
  private final BiConsumer<FindingUpdate, UpdateResult> listener;
  private final Object telling = new Object();
  private volatile @Nullable RuntimeException deaf;
  private final Map<FindingIdentifier, UpdateResult> answers = new ConcurrentHashMap<>();
  private final Collection<FindingUpdate> again = new ConcurrentLinkedQueue<>();

  UpdateSender(
      SecurityHubClient client,
      RateLimiter limiter,
      Whereabouts whereabouts,
      TimeSource time,
      int callsAtOnce,
      Deadline deadline,
      BiConsumer<FindingUpdate, UpdateResult> listener) {
    this.client = client;
    this.limiter = limiter;
    this.whereabouts = whereabouts;
    this.time = time;
    this.callsAtOnce = callsAtOnce;
    this.deadline = deadline;
    this.listener = listener;
  }

  /// Sends all updates.
  ///
  /// @return the answer for each finding
  /// @throws IllegalStateException where the caller is interrupted, or for a defect
  Map<FindingIdentifier, UpdateResult> run(Collection<FindingUpdate> updates) {
    List<Batch> batches = Batch.of(updates);
    for (int round = 0; !batches.isEmpty(); round++) {
      if (round > 0 && !pause(round)) {
        batches.forEach(this::tellLeft);
        requireHeard();
        return answers; // what was left for another round keeps the answer of its last one, which
        // says to give it back
      }
      again.clear();
      sendAll(batches);
      requireHeard();
      batches = Batch.of(again);
    }
    return answers;
  }

  /// Tells the answer of a finding, which is its last one. Whoever hears it hears one at a time.
  private void tell(Batch batch, FindingIdentifier finding, UpdateResult answer) {
    synchronized (telling) {
      if (deaf != null) {
        return;
      }
      try {
        listener.accept(new FindingUpdate(finding, batch.update()), answer);
      } catch (RuntimeException e) {
        deaf = e;
      }
    }
  }

  private void tellLeft(Batch batch) {
    for (FindingIdentifier finding : batch.findings()) {
      UpdateResult answer = answers.get(finding);
      if (answer != null) {
        tell(batch, finding, answer);
      }
    }
  }

  /// Whoever hears the answers has thrown: nothing more was sent from then on.
  private void requireHeard() {
    RuntimeException failure = deaf;
    if (failure != null) {
      throw failure;
    }
  }

  /// Waits between two rounds: longer each time, and never as long as the next caller.
  private boolean pause(int round) {
    Duration pause = Backoff.pause(round - 1);
    if (round >= MOST_ROUNDS || !deadline.leaves(pause.plus(SHORTEST_CALL))) {
      return false;
    }
    time.sleep(pause);
    return true;
  }

  private void sendAll(List<Batch> batches) {
    if (batches.size() == 1) {
      send(batches.getFirst());
      return;
    }
    var free = new Semaphore(callsAtOnce);
    List<Future<?>> calls = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Batch batch : batches) {
        calls.add(
            executor.submit(
                () -> {
                  free.acquire();
                  try {
                    send(batch);
                  } finally {
                    free.release();
                  }
                  return null;
                }));
      }
    }
    for (Future<?> call : calls) {
      if (call.state()
          == Future.State
              .FAILED) { // send answers for every finding; what it throws is to be heard of
        throw new IllegalStateException("the sending of updates broke off", call.exceptionNow());
      }
    }
  }

  /// Sends a batch, and where that is refused the parts it is cut into, the larger ones first.
  private void send(Batch whole) {
    Deque<Batch> open = new ArrayDeque<>(List.of(whole));
    boolean taken = false;
    int refusals = 0;
    while (!open.isEmpty() && deaf == null) {
      Batch batch = open.removeFirst();
      if (!limiter.acquire(deadline, SHORTEST_CALL)) {
        refused(
            batch,
            Failure.silent(
                ErrorPolicy.TIME_RAN_OUT, "the time of this invocation ran out before the call"));
        continue;
      }
      try {
        CallAnswer answer = operation(batch).send(batch, timeout());
        limiter.accepted();
        taken = true;
        read(answer, batch);
      } catch (AwsServiceException e) {
        Failure failure = Failure.of(e);
        switch (failure.reaction()) {
          case SLOW_DOWN -> {
            limiter.refused();
            open.addFirst(batch);
          }
          case SPLIT -> {
            refusals++;
            if (!taken && refusals >= MOST_REFUSALS) {
              refused(batch, failure);
              open.forEach(other -> refused(other, failure));
              return;
            }
            if (batch.findings().size() > 1) {
              open.addAll(batch.halves());
            } else {
              refused(batch, failure);
            }
          }
          case RETRY, GIVE_BACK, REPORT -> refused(batch, failure);
        }
      } catch (SdkException e) {
        refused(batch, Failure.of(e));
      } catch (RuntimeException e) { // what nobody has thought of must not take the other batches
        refused(batch, Failure.unreadable(e));
      }
    }
  }

  private Duration timeout() {
    Duration left = deadline.left();
    if (left.isZero()) { // the machine was slower than the pause; the SDK takes no timeout of zero
      return Duration.ofMillis(1);
    }
    return left.compareTo(LONGEST_CALL) < 0 ? left : LONGEST_CALL;
  }

  private Operation operation(Batch batch) {
    return Operation.of(batch.findings().getFirst().format(), client);
  }

  private void read(CallAnswer answer, Batch batch) {
    for (FindingIdentifier finding : batch.findings()) {
      answer
          .failure(finding)
          .ifPresentOrElse(
              failure -> refused(batch, finding, failure),
              () -> answered(batch, finding, new UpdateResult.Processed()));
    }
  }

  private void refused(Batch batch, Failure failure) {
    batch.findings().forEach(finding -> refused(batch, finding, failure));
  }

  private void refused(Batch batch, FindingIdentifier finding, Failure failure) {
    var answer =
        new UpdateResult.Unprocessed(
            failure.code(),
            whereabouts.explained(failure.code(), failure.message(), finding),
            failure.reaction().isWorthRetrying());
    if (failure.reaction() == ErrorPolicy.RETRY) {
      answers.put(finding, answer);
      again.add(new FindingUpdate(finding, batch.update()));
    } else {
      answered(batch, finding, answer);
    }
  }

  private void answered(Batch batch, FindingIdentifier finding, UpdateResult answer) {
    answers.put(finding, answer);
    tell(batch, finding, answer);
  }
}
