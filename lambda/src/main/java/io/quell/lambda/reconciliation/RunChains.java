package io.quell.lambda.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How many chains of invocations a run takes, and which slices each of them looks at.
///
/// A chain is at most [RunMessage#DEEPEST] invocations long, so that it reads a bounded number of
/// findings. More than that are cut into many slices of equal time, which are dealt out in turn:
/// findings are not spread evenly over the years, but neighbouring slices have about as many.
record RunChains(int readsASecond, int expectedFindings) {
  private static final Duration READING = Duration.ofMinutes(12);
  private static final int FINDINGS_A_PAGE = 100;
  /// Not every page is full, and updates take their time too.
  private static final double USED = 0.75;
  private static final int SLICES_A_CHAIN = 16;

  /// How many chains there are.
  int count() {
    double invocation = readsASecond * READING.toSeconds() * FINDINGS_A_PAGE * USED;
    return expectedFindings <= invocation * RunMessage.DEEPEST
        ? 1
        : (int) Math.ceil(expectedFindings / (invocation * (RunMessage.DEEPEST - 1)));
  }

  /// The messages of the chains where there are several.
  ///
  /// @param atMost what all of them together may give back
  /// @param oldest tells when the oldest finding of a slice was created; empty where it has none
  List<RunMessage> messages(
      RunMessage message,
      List<Slice> slices,
      int atMost,
      Function<Slice, Optional<Instant>> oldest) {
    int chains = count();
    List<List<Slice>> dealt = new ArrayList<>();
    for (int chain = 0; chain < chains; chain++) {
      dealt.add(new ArrayList<>());
    }
    int turn = 0;
    for (Slice slice : slices) {
      Optional<Instant> begin = oldest.apply(slice);
      if (begin.isEmpty()) {
        continue;
      }
      int most = slice.reach() instanceof Reach.Naming ? 1 : chains * SLICES_A_CHAIN;
      for (Slice part : parts(slice, begin.get(), most)) {
        dealt.get(turn++ % chains).add(part);
      }
    }
    List<RunMessage> messages = new ArrayList<>();
    for (int chain = 0; chain < chains; chain++) {
      int share = atMost / chains + (chain < atMost % chains ? 1 : 0);
      if (!dealt.get(chain).isEmpty()) {
        messages.add(message.next(dealt.get(chain), share));
      }
    }
    return messages;
  }

  /// Equal ranges of time from the oldest finding on; the first begins where the slice does.
  private static List<Slice> parts(Slice slice, Instant oldest, int most) {
    long seconds = Math.max(1, ChronoUnit.SECONDS.between(oldest, slice.to()));
    int count = (int) Math.min(most, seconds);
    List<Slice> parts = new ArrayList<>();
    Slice rest = slice;
    for (int part = 1; part < count; part++) {
      Optional<List<Slice>> halves = rest.halves(oldest.plusSeconds(seconds * part / count));
      if (halves.isPresent()) {
        parts.add(halves.get().getFirst());
        rest = halves.get().getLast();
      }
    }
    parts.add(rest);
    return parts;
  }
}
