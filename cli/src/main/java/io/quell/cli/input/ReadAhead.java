package io.quell.cli.input;

import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Consumer;

/// Reads in a thread of its own while what was read before is worked on. At most one piece waits,
/// so that no more than two are in memory. Pieces come in the order in which they were read.
public final class ReadAhead {
  /// What the reader hands over.
  private sealed interface Handed<T> {}

  private record Piece<T>(T content) implements Handed<T> {}

  private record End<T>(Optional<Throwable> failure) implements Handed<T> {}

  /// Ends the reader where nobody takes what it reads.
  private static final class AbandonedException extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1L;

    private AbandonedException(InterruptedException cause) {
      super(cause);
    }
  }

  private ReadAhead() {}

  /// Reads all of it, and has each piece taken in this thread. What either of them throws is thrown
  /// here: the reader's after all whole pieces were taken. What the taker throws is thrown at once,
  /// also while the reader waits for its input.
  ///
  /// @param reader reads, and gives each piece to what it is called with
  /// @param taker works on a piece
  public static <T> void read(Consumer<Consumer<T>> reader, Consumer<T> taker) {
    var pieces = new SynchronousQueue<Handed<T>>();
    Thread reading =
        Thread.ofPlatform().daemon().name("reader").start(() -> readInto(pieces, reader));
    try {
      Handed<T> next = pieces.take();
      while (next instanceof Piece<T>(T content)) {
        taker.accept(content);
        next = pieces.take();
      }
      if (next instanceof End<T>(var failure)) {
        rethrow(failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while files are read", e);
    } finally {
      reading.interrupt();
    }
  }

  private static <T> void readInto(
      SynchronousQueue<Handed<T>> pieces, Consumer<Consumer<T>> reader) {
    try {
      Optional<Throwable> failure = Optional.empty();
      try {
        reader.accept(content -> put(pieces, new Piece<>(content)));
      } catch (RuntimeException | Error e) {
        failure = Optional.of(e);
      }
      if (failure.filter(AbandonedException.class::isInstance).isEmpty()) {
        put(pieces, new End<>(failure));
      }
    } catch (AbandonedException nobodyTakesTheEnd) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> void put(SynchronousQueue<Handed<T>> pieces, Handed<T> handed) {
    try {
      pieces.put(handed);
    } catch (InterruptedException e) {
      throw new AbandonedException(e);
    }
  }

  private static void rethrow(Optional<Throwable> failure) {
    if (failure.isPresent()) {
      switch (failure.get()) {
        case Error error -> throw error;
        case RuntimeException exception -> throw exception;
        case Throwable other -> throw new IllegalStateException(other);
      }
    }
  }
}
