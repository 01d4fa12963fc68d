package io.quell.cli.redrive;

import io.quell.cli.command.FailedException;
import io.quell.cli.stack.StackQueue;
import io.quell.cli.stack.StackQueue.Move;
import io.quell.cli.stack.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// The move of a dead-letter queue's messages back into their queue, which SQS does by itself and
/// goes on with when this command ends.
///
/// @param source the dead-letter queue
/// @param arn its ARN
/// @param told takes what goes on
record QueueMove(StackQueue source, String arn, Consumer<String> told) {
  /// SQS lets a move run for this long.
  private static final Duration LONGEST = Duration.ofHours(36);
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(5);

  /// What came of a move.
  ///
  /// @param moved about how many messages were moved
  /// @param isCut whether it was stopped because messages came back
  /// @param failure why SQS gave it up; empty where it did not
  record Moved(long moved, boolean isCut, Optional<String> failure) {}

  /// Moves all messages, or follows the move that goes on already.
  Moved run() {
    Optional<Move> before = source.move(arn).filter(Move::isRunning);
    if (before.isPresent()) {
      told.accept("a move out of %s goes on already: this follows it".formatted(source.id()));
    } else {
      source.startMove(arn);
    }
    var waiting = new Waiting(LONGEST, LONGEST_INTERVAL, told);
    Move seen =
        waiting.until(this::now, move -> !move.isRunning() || hasMovedAll(move), QueueMove::words);
    boolean isCut = seen.isRunning() && hasMovedAll(seen);
    if (isCut) {
      // What it moves from here on are messages that have failed again.
      seen.handle().ifPresent(source::cancelMove);
    }
    Move last =
        isCut ? waiting.until(this::now, move -> !move.isRunning(), QueueMove::words) : seen;
    return new Moved(
        last.moved(),
        isCut,
        Optional.of(last.reason()).filter(_ -> last.status().equals("FAILED")));
  }

  private Move now() {
    return source
        .move(arn)
        .orElseThrow(
            () ->
                new FailedException("SQS knows no move out of %s any more".formatted(source.id())));
  }

  /// More than there were at its beginning: SQS counts "about", and those that came back count too.
  private static boolean hasMovedAll(Move move) {
    return move.toMove().filter(all -> all > 0 && move.moved() > all).isPresent();
  }

  private static String words(Move move) {
    return "%,d of about %s messages are moved"
        .formatted(move.moved(), move.toMove().map("%,d"::formatted).orElse("…"));
  }
}
