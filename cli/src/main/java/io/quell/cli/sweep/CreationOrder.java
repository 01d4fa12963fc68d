package io.quell.cli.sweep;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.hub.HubPage;
import io.quell.hub.SecurityHub;
import io.quell.hub.query.FindingQuery;
import io.quell.hub.query.FindingQuery.Span;
import io.quell.value.JsonTree;
import io.quell.value.Times;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads all findings of a query in the order in which they were created, which never changes.
///
/// Tokens go bad, and nothing says when: after some pages a query of its own begins at the time of
/// creation where the one before has come to, so that no token grows old however many findings
/// there are. A hub that keeps to no order is read on by its tokens.
final class CreationOrder {
  /// So many pages take under a minute at one read a second.
  static final int PAGES_A_QUERY = 50;
  /// The most identifiers that are held, of findings that were created in one second.
  private static final int MOST_HELD = 10_000;
  private static final Instant END = Instant.parse("2099-12-31T23:59:59Z");

  private final SecurityHub hub;
  private final Consumer<Finding> taker;
  private final Consumer<String> unreadable;
  private final int pagesAQuery;
  private final Set<FindingIdentifier> ofLastSecond = new HashSet<>();
  private Instant last = Instant.MIN;
  private boolean isOrdered = true;

  /// @param taker takes each finding
  /// @param unreadable takes a sentence about each that cannot be read
  /// @param pagesAQuery after so many pages a query of its own begins
  CreationOrder(
      SecurityHub hub, Consumer<Finding> taker, Consumer<String> unreadable, int pagesAQuery) {
    this.hub = hub;
    this.taker = taker;
    this.unreadable = unreadable;
    this.pagesAQuery = pagesAQuery;
  }

  /// Reads the findings.
  ///
  /// @throws io.quell.hub.CallRefusedException where a call is refused
  void read(FindingQuery query) {
    FindingQuery part = query;
    Instant from = Instant.MIN;
    int pages = 0;
    for (String token = page(part, null); token != null; token = page(part, token)) {
      pages++;
      if (pages >= pagesAQuery && isOrdered && last.isAfter(from)) {
        from = last;
        part = query.created(new Span(from, END));
        token = null;
        pages = 0;
      }
    }
  }

  private @Nullable String page(FindingQuery part, @Nullable String token) {
    HubPage page = hub.page(part, token);
    page.unreadable().forEach(unreadable);
    page.findings().forEach(this::take);
    return page.nextToken().orElse(null);
  }

  private void take(Finding finding) {
    Instant second = created(finding).orElse(last);
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

  /// Seconds are as fine as it gets: hubs may sort times as the texts that they are.
  private static Optional<Instant> created(Finding finding) {
    return (finding.format() == Format.ASFF
            ? JsonTree.text(finding.json(), "CreatedAt")
            : JsonTree.text(finding.json(), "finding_info", "created_time_dt"))
        .flatMap(Times::read)
        .map(time -> time.truncatedTo(ChronoUnit.SECONDS));
  }
}
