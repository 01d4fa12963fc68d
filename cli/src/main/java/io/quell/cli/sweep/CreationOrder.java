package io.quell.cli.sweep;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.CallRefusedException;
import io.quell.hub.query.FindingQuery;
import io.quell.hub.query.FindingQuery.Span;
import io.quell.hub.reading.HubPage;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads all findings of a query in the order in which they were created, which never changes.
///
/// Tokens go bad, and nothing says when: after some pages, and where time has gone by between two,
/// a query of its own begins at the time of creation where the one before has come to, so that no
/// token grows old however many findings there are. Where one is refused nevertheless, it is read
/// on from there too. A hub that keeps to no order is read on by its tokens.
final class CreationOrder {
  /// At one read a second a query of so many pages is about a minute old at its end, where nothing
  /// else is done between two of them.
  static final int PAGES_A_QUERY = 50;
  /// The most identifiers that are held, of findings that were created in one second.
  private static final int MOST_HELD = 10_000;
  private static final Instant END = Instant.parse("2099-12-31T23:59:59Z");

  private final SecurityHub hub;
  private final Consumer<Finding> taker;
  private final Consumer<String> unreadable;
  private final BooleanSupplier hasWaited;
  private final int pagesAQuery;
  private final Set<FindingIdentifier> ofLastSecond = new HashSet<>();
  private Instant last = Instant.MIN;
  private boolean isOrdered = true;

  /// @param taker takes each finding
  /// @param unreadable takes a sentence about each that cannot be read
  /// @param hasWaited whether time has gone by, other than by reading, since this was last asked
  /// @param pagesAQuery after so many pages a query of its own begins
  CreationOrder(
      SecurityHub hub,
      Consumer<Finding> taker,
      Consumer<String> unreadable,
      BooleanSupplier hasWaited,
      int pagesAQuery) {
    this.hub = hub;
    this.taker = taker;
    this.unreadable = unreadable;
    this.hasWaited = hasWaited;
    this.pagesAQuery = pagesAQuery;
  }

  /// How far the findings are read.
  ///
  /// @param second the last time of creation
  /// @param findings how many findings of that second are known
  private record Progress(Instant second, int findings) {}

  /// Reads the findings.
  ///
  /// @throws CallRefusedException where a call is refused
  void read(FindingQuery query) {
    Optional<Progress> begun = part(query);
    while (begun.isPresent()) {
      begun = part(query.created(new Span(begun.get().second(), END)));
    }
  }

  /// Reads a query, until its end or until another is to go on.
  ///
  /// @return how far it came where another is to go on; empty at the end
  private Optional<Progress> part(FindingQuery query) {
    Progress from = progress();
    int pages = 0;
    boolean mayGoBad = false;
    @Nullable String token = null;
    do {
      HubPage page;
      try {
        page = hub.page(query, token);
      } catch (CallRefusedException e) {
        boolean isBadToken = token != null && e.isCallersFault();
        boolean hasTime = isOrdered && last.isAfter(Instant.MIN);
        if (isBadToken && hasTime && !progress().equals(from)) {
          return Optional.of(progress());
        }
        throw e;
      }
      page.unreadable().forEach(unreadable);
      page.findings().forEach(this::take);
      token = page.nextToken().orElse(null);
      pages++;
      mayGoBad |= hasWaited.getAsBoolean() || pages >= pagesAQuery;
      if (token != null && mayGoBad && isOrdered && last.isAfter(from.second())) {
        return Optional.of(progress());
      }
    } while (token != null);
    return Optional.empty();
  }

  private Progress progress() {
    return new Progress(last, ofLastSecond.size());
  }

  private void take(Finding finding) {
    Instant second = FindingQuery.createdAt(finding).orElse(last);
    isOrdered &= !second.isBefore(last);
    if (second.isAfter(last)) {
      last = second;
      ofLastSecond.clear();
    }
    boolean isNew =
        ofLastSecond.size() >= MOST_HELD
            ? !ofLastSecond.contains(finding.identifier())
            : ofLastSecond.add(finding.identifier());
    if (isNew) {
      taker.accept(finding);
    }
  }
}
