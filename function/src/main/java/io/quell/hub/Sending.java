package io.quell.hub;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.hub.Operation.CallAnswer;
import io.quell.hub.Operation.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// The sending of one invocation's updates: in rounds, each of the findings that the round before left worth another
/// try, until all are answered or the time is up.
///
/// Findings that are tried again are put together anew, so that a few of many batches cost one call and not many.
final class Sending {
  /// Calls under way at once: at 200 ms a call enough to use the quota of 10 a second, and no more than a small
  /// function's processor and sockets bear.
  private static final int CALLS_AT_ONCE = 4;
  private static final int MOST_ROUNDS = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  /// An answer takes a fraction of this; a call that would have less time is not made.
  private static final Duration SHORTEST_CALL = Duration.ofMillis(500);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

  private final Map<Format, Operation> operations;
  private final RateLimiter limiter;
  private final Ticker ticker;
  private final Deadline deadline;
  private final Map<FindingIdentifier, Answer> answers = new ConcurrentHashMap<>();
  private final Collection<FindingUpdate> again = new ConcurrentLinkedQueue<>();

  Sending(Map<Format, Operation> operations, RateLimiter limiter, Ticker ticker, Deadline deadline) {
    this.operations = operations;
    this.limiter = limiter;
    this.ticker = ticker;
    this.deadline = deadline;
  }

  /// Sends all updates.
  ///
  /// @return the answer for each finding
  Map<FindingIdentifier, Answer> run(Collection<FindingUpdate> updates) {
    List<Batch> batches = Batch.of(updates);
    for (int round = 0; !batches.isEmpty(); round++) {
      if (round > 0 && !pause(round)) {
        return answers; // what was left for another round keeps the answer of its last one, which says to give it back
      }
      again.clear();
      sendAll(batches);
      batches = Batch.of(again);
    }
    return answers;
  }

  /// Waits between two rounds: longer each time, and never as long as the next caller.
  private boolean pause(int round) {
    long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << (round - 1));
    Duration pause = Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    if (round >= MOST_ROUNDS || !deadline.leaves(pause.plus(SHORTEST_CALL))) {
      return false;
    }
    ticker.sleep(pause);
    return true;
  }

  private void sendAll(List<Batch> batches) {
    if (batches.size() == 1) {
      send(batches.getFirst());
      return;
    }
    var free = new Semaphore(CALLS_AT_ONCE);
    List<Future<?>> calls = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Batch batch : batches) {
        calls.add(executor.submit(() -> {
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
    calls.forEach(Future::resultNow); // send answers for every finding; anything it throws is a defect to be heard of
  }

  private void send(Batch batch) {
    if (!deadline.leaves(SHORTEST_CALL) || !limiter.acquire(deadline)) {
      answer(batch, new Answer.Unprocessed("TimeRanOut", "the time of this invocation ran out before the call", true));
      return;
    }
    Duration timeout = deadline.left().compareTo(LONGEST_CALL) < 0 ? deadline.left() : LONGEST_CALL;
    try {
      CallAnswer answer = operation(batch).send(batch, timeout.isZero() ? SHORTEST_CALL : timeout);
      limiter.accepted();
      read(answer, batch);
    } catch (AwsServiceException e) {
      refused(batch, code(e), String.valueOf(e.getMessage()), Reaction.ofCall(code(e), e.statusCode()));
    } catch (SdkException e) { // lost on the way: nobody knows whether it arrived, and to send it again does no harm
      refused(batch, e.getClass().getSimpleName(), String.valueOf(e.getMessage()), Reaction.RETRY);
    }
  }

  private Operation operation(Batch batch) {
    Format format = batch.findings().getFirst().format();
    Operation operation = operations.get(format);
    if (operation == null) {
      throw new IllegalStateException("no operation updates findings in " + format);
    }
    return operation;
  }

  private void refused(Batch batch, String code, String message, Reaction reaction) {
    switch (reaction) {
      case SLOW_DOWN -> {
        limiter.refused();
        send(batch);
      }
      case SPLIT -> {
        if (batch.findings().size() > 1) {
          batch.halves().forEach(this::send);
        } else {
          answer(batch, new Answer.Unprocessed(code, message, false));
        }
      }
      case RETRY, GIVE_BACK, REPORT -> batch.findings()
          .forEach(finding -> refused(batch, finding, code, message, reaction));
    }
  }

  private void read(CallAnswer answer, Batch batch) {
    for (FindingIdentifier finding : batch.findings()) {
      Refusal refusal = answer.refused().get(finding);
      if (refusal != null) {
        refused(batch, finding, refusal.code(), refusal.message(), Reaction.ofFinding(refusal.code()));
      } else if (answer.processed().contains(finding)) {
        answers.put(finding, new Answer.Processed());
      } else {
        refused(batch, finding, "NotAnswered", "the answer names the finding neither as processed nor as unprocessed",
            Reaction.RETRY);
      }
    }
  }

  private void refused(Batch batch, FindingIdentifier finding, String code, String message, Reaction reaction) {
    answers.put(finding, new Answer.Unprocessed(code, Whereabouts.explained(code, message, finding),
        reaction.isWorthRetrying()));
    if (reaction == Reaction.RETRY) {
      again.add(new FindingUpdate(finding, batch.update()));
    }
  }

  private void answer(Batch batch, Answer answer) {
    batch.findings().forEach(finding -> answers.put(finding, answer));
  }

  /// The name of the exception, or where it has none the HTTP status.
  static String code(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "Http" + e.statusCode() : details.errorCode();
  }
}
