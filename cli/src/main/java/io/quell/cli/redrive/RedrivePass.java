package io.quell.cli.redrive;

import io.quell.cli.aws.AwsException;
import io.quell.cli.stack.OutgoingMessage;
import io.quell.cli.stack.ReceivedMessage;
import io.quell.cli.stack.StackQueue;
import io.quell.cli.stack.StackQueue.SentBatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// One pass through a queue of dead letters: each message is received, sent to where it is worked
/// on, and deleted when it was accepted there. Whatever stops the pass, no message is lost; one
/// that was sent and not yet deleted is sent again by the next pass, which does no harm.
///
/// A message that fails again comes back into the same queue, with the attributes by which the
/// pass knows it. It is left there, and the pass ends when it receives nothing else.
///
/// @param source the queue of dead letters
/// @param target where its messages are worked on
/// @param ofRuns whether they start reconciliations
/// @param clock tells when the pass began
/// @param told takes what goes wrong and does not matter
record RedrivePass(
    StackQueue source, StackQueue target, boolean ofRuns, Clock clock, Consumer<String> told) {
  /// Long polling asks all servers of the queue, so that an empty answer means an empty queue.
  private static final Duration WAIT = Duration.ofSeconds(5);
  /// Longer than it takes to send and delete ten messages, with all tries.
  private static final Duration VISIBILITY = Duration.ofMinutes(2);

  /// Redrives all messages.
  ///
  /// @param counts takes what becomes of them
  /// @param progress is called after each round
  void redrive(RedriveCounts counts, Runnable progress) {
    Instant begun = clock.instant();
    Set<String> seen = new HashSet<>();
    Set<String> sent = new HashSet<>();
    List<ReceivedMessage> left = new ArrayList<>();
    try {
      boolean goesOn = true;
      while (goesOn) {
        List<DeadLetter> received = receive();
        List<DeadLetter> ready = new ArrayList<>();
        List<ReceivedMessage> sentBefore = new ArrayList<>();
        for (DeadLetter letter : received) {
          if (letter.wasRedrivenSince(begun)) {
            if (seen.add(letter.message().id())) {
              counts.sawReturned(letter);
            }
            left.add(letter.message());
          } else if (sent.contains(letter.message().id())) {
            sentBefore.add(letter.message()); // it could not be deleted then
          } else if (seen.add(letter.message().id())) {
            counts.sawReason(letter);
            ready.add(letter);
          } else {
            left.add(letter.message());
          }
        }
        source.delete(sentBefore);
        goesOn = !ready.isEmpty() && send(ready, sent, left, counts);
        progress.run();
      }
    } finally {
      giveBack(left);
    }
  }

  private List<DeadLetter> receive() {
    return source.receive(WAIT, VISIBILITY).stream()
        .map(message -> DeadLetter.of(message, ofRuns, clock.instant()))
        .toList();
  }

  /// Sends what can be read, and deletes what was accepted; whether that was any at all, or nothing
  /// could be read or sent.
  private boolean send(
      List<DeadLetter> ready, Set<String> sent, List<ReceivedMessage> left, RedriveCounts counts) {
    List<DeadLetter> readable = new ArrayList<>();
    List<OutgoingMessage> outgoing = new ArrayList<>();
    Instant now = clock.instant();
    for (DeadLetter letter : ready) {
      letter
          .outgoing(now)
          .ifPresentOrElse(
              message -> {
                readable.add(letter);
                outgoing.add(message);
              },
              () -> {
                counts.sawUnreadable();
                left.add(letter.message());
              });
    }
    SentBatch answer = target.send(outgoing);
    List<ReceivedMessage> done = new ArrayList<>();
    for (int at = 0; at < readable.size(); at++) {
      ReceivedMessage message = readable.get(at).message();
      if (answer.accepted().contains(at)) {
        done.add(message);
        sent.add(message.id());
      } else {
        left.add(message);
      }
    }
    counts.redrove(done.size());
    counts.sawRefused(readable.size() - done.size());
    counts.sawTooLarge(answer.unsendable());
    source.delete(done);
    return done.size() + answer.unsendable() > 0 || readable.isEmpty();
  }

  /// Looks at the first messages, and leaves them.
  List<DeadLetter> first() {
    List<DeadLetter> first = receive();
    giveBack(first.stream().map(DeadLetter::message).toList());
    return first;
  }

  /// Looks at all messages, and leaves them.
  ///
  /// @param counts takes what there is
  void observe(RedriveCounts counts) {
    Set<String> seen = new HashSet<>();
    List<ReceivedMessage> left = new ArrayList<>();
    try {
      boolean isNew = true;
      while (isNew) {
        isNew = false;
        for (DeadLetter letter : receive()) {
          left.add(letter.message());
          if (seen.add(letter.message().id())) {
            isNew = true;
            counts.sawReason(letter);
            if (letter.body().isEmpty()) {
              counts.sawUnreadable();
            }
          }
        }
      }
    } finally {
      giveBack(left);
    }
  }

  /// What is not given back is seen again when its time is over.
  private void giveBack(List<ReceivedMessage> messages) {
    try {
      source.giveBack(messages);
    } catch (AwsException lateAgain) {
      told.accept(
          "%s. The messages are seen again in two minutes".formatted(lateAgain.getMessage()));
    }
  }
}
