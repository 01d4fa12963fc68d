package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.store.FindingStore;
import io.quell.localhub.store.StoredFinding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A question whose answer is read page by page: which findings matched when it was asked, in the
/// order that they had then.
///
/// So no finding comes twice and none is left out, whatever changes or arrives between two pages.
/// Each is shown as it is when its page is read, and not at all if it matches no longer; one that
/// comes or begins to match later is not part of the answer. AWS documents none of this.
final class OpenQuery {
  private final Predicate<JsonNode> filter;

  /// Which findings they are, by their arrival.
  private final long[] arrivals;

  private Instant moment;

  /// Asks for the findings of a store as they were at a moment.
  OpenQuery(
      FindingStore<?> store,
      Predicate<JsonNode> filter,
      Comparator<StoredFinding> order,
      Instant moment) {
    this.filter = filter;
    this.moment = moment;
    arrivals =
        store.asOf(moment).stream()
            .filter(finding -> filter.test(finding.content()))
            .sorted(order)
            .mapToLong(StoredFinding::arrival)
            .toArray();
  }

  /// One page.
  ///
  /// @param end how many findings the pages up to this one have gone through
  record Page(List<StoredFinding> findings, int end) {}

  /// The page that begins at a position, with so many findings at most.
  ///
  /// @param readable the moment whose state a read shows now; an earlier one than a page before has
  ///     shown does not count, so that no finding is seen to be not there yet
  Page page(FindingStore<?> store, int position, int most, Instant readable) {
    Instant shown = advance(readable);
    List<StoredFinding> findings = new ArrayList<>();
    int at = position;
    while (at < arrivals.length && findings.size() < most) {
      Optional<StoredFinding> finding = store.asOf(arrivals[at], shown);
      finding.filter(present -> filter.test(present.content())).ifPresent(findings::add);
      at++;
    }
    return new Page(findings, at);
  }

  /// How many findings the answer has.
  int size() {
    return arrivals.length;
  }

  private synchronized Instant advance(Instant readable) {
    if (readable.isAfter(moment)) {
      moment = readable;
    }
    return moment;
  }
}
