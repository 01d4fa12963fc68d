package io.quell.lambda.reconciliation;

import io.quell.finding.Finding;
import io.quell.hub.query.FindingQuery;
import io.quell.hub.query.FindingQuery.Span;
import io.quell.hub.reading.HubPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The reading of one slice, a few pages at a time.
///
/// As long as the hub answers in the order of creation, each window of pages begins a query of its
/// own where the one before has ended: no token grows old, and what is left of a slice is a shorter
/// slice. A hub that keeps to no order is read on by its tokens, and what is left is two halves.
final class SliceReader {
  /// What was read at once.
  record Window(List<Finding> findings, List<String> unreadable) {}

  /// What is left of a slice.
  ///
  /// @param slices the rest, in parts
  /// @param unending the second of which more findings were created than can be read; empty as a
  ///     rule
  record Rest(List<Slice> slices, Optional<Instant> unending) {
    private static Rest of(Slice... slices) {
      return new Rest(List.of(slices), Optional.empty());
    }
  }

  private final Slice slice;
  private final FindingQuery query;
  private final BiFunction<FindingQuery, @Nullable String, HubPage> pages;
  private final int pagesAtOnce;
  private final List<Instant> seen = new ArrayList<>();
  private Instant windowFrom;
  private Instant from;
  private @Nullable String token;
  private boolean isOrdered = true;
  private boolean hasNext = true;

  /// @param query which findings the slice is cut from
  /// @param pages reads a page by its token
  SliceReader(
      Slice slice,
      FindingQuery query,
      BiFunction<FindingQuery, @Nullable String, HubPage> pages,
      int pagesAtOnce) {
    this.slice = slice;
    this.query = query;
    this.pages = pages;
    this.pagesAtOnce = pagesAtOnce;
    this.from = slice.from();
    this.windowFrom = slice.from();
  }

  /// Whether the slice has not been read to its end.
  boolean hasNext() {
    return hasNext;
  }

  /// Whether a token of an earlier answer is in use, which may go bad.
  boolean isBehindFirstPage() {
    return token != null;
  }

  /// Reads on: as many pages as are read at once, or fewer where the time is up.
  ///
  /// @throws io.quell.hub.call.CallRefusedException where a call is refused
  Window next(BooleanSupplier isTimeUp) {
    windowFrom = from;
    List<Finding> findings = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (int page = 0;
        page == 0 || (page < pagesAtOnce && token != null && !isTimeUp.getAsBoolean());
        page++) {
      HubPage read = pages.apply(query.created(new Span(from, slice.to())), token);
      read.findings().forEach(this::see);
      findings.addAll(read.findings());
      unreadable.addAll(read.unreadable());
      token = read.nextToken().orElse(null);
    }
    hasNext = token != null;
    if (hasNext && isOrdered && !seen.isEmpty() && seen.getLast().isAfter(from)) {
      from = seen.getLast();
      token = null;
    }
    return new Window(findings, unreadable);
  }

  private void see(Finding finding) {
    FindingQuery.createdAt(finding)
        .ifPresent(
            time -> {
              isOrdered &= seen.isEmpty() || !time.isBefore(seen.getLast());
              seen.add(time);
            });
  }

  /// When the oldest of some findings was created.
  static Optional<Instant> oldest(List<Finding> findings) {
    return findings.stream()
        .flatMap(finding -> FindingQuery.createdAt(finding).stream())
        .min(Comparator.naturalOrder());
  }

  /// What is left when nothing more is read.
  ///
  /// @param isLastWindowOpen whether the last window has to be read again
  /// @param comesNoFurther whether the slice has had all the time of an invocation and nothing of
  ///     it has changed, so that another one would come no further
  Rest rest(boolean isLastWindowOpen, boolean comesNoFurther) {
    Instant begin = isLastWindowOpen ? windowFrom : from;
    if (seen.isEmpty() || (isOrdered && begin.isAfter(slice.from()))) {
      return Rest.of(slice.from(begin));
    }
    if (isOrdered && (isLastWindowOpen || !comesNoFurther)) {
      return Rest.of(slice);
    }
    Optional<List<Slice>> halves = isOrdered ? Optional.empty() : slice.halves(median());
    if (halves.isPresent()) {
      return new Rest(halves.get(), Optional.empty());
    }
    if (!comesNoFurther) {
      return Rest.of(slice);
    }
    Instant next = slice.from().plusSeconds(1);
    return new Rest(
        next.isAfter(slice.to()) ? List.of() : List.of(slice.from(next)),
        Optional.of(slice.from()));
  }

  private Instant median() {
    List<Instant> sorted = new ArrayList<>(seen);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
