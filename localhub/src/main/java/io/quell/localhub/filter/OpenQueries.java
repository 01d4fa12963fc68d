package io.quell.localhub.filter;

import io.quell.localhub.page.PageRequest;
import io.quell.localhub.page.PageStart;
import io.quell.localhub.page.PageTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The queries of one operation that somebody may still go on reading.
///
/// A query that no page was read of for as long as a token lives is forgotten. So is the one that
/// was read the longest ago where all of them become too large; its tokens then count as expired.
public final class OpenQueries {
  /// How many findings all queries together may have: 80 MB.
  private static final long MOST_FINDINGS = 10_000_000;

  private final Duration life;
  private final InstantSource clock;
  private final PageTokens tokens;
  private final long mostFindings;

  /// The queries by number, the one that was read the longest ago first.
  private final Map<Long, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long next;
  private long findings;

  private record Kept(OpenQuery query, Instant read) {}

  /// No queries yet.
  ///
  /// @param life how long a token lives
  public OpenQueries(Duration life, InstantSource clock) {
    this(life, clock, MOST_FINDINGS);
  }

  OpenQueries(Duration life, InstantSource clock, long mostFindings) {
    this.life = life;
    this.clock = clock;
    this.mostFindings = mostFindings;
    tokens = new PageTokens(life, clock);
  }

  /// Where in which query a request goes on.
  ///
  /// @param number the query's, under which it is kept
  record Place(long number, OpenQuery query, int position) {}

  /// The place that a request's token names, if it has one.
  ///
  /// @throws io.quell.localhub.api.ServiceException for a token that is not one of this question or
  ///     has expired
  synchronized Optional<Place> find(PageRequest request) {
    Optional<PageStart> start = tokens.read(request);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    long number = start.get().series();
    Kept found = kept.get(number);
    if (found == null || start.get().position() > found.query().size()) {
      throw PageTokens.expired();
    }
    return Optional.of(new Place(number, found.query(), Math.toIntExact(start.get().position())));
  }

  /// The place at the beginning of a query that was just asked.
  synchronized Place begin(OpenQuery query) {
    return new Place(next++, query, 0);
  }

  /// Keeps a query and gives the token for the page that begins at this place of it.
  synchronized String keep(PageRequest request, Place place) {
    Instant now = clock.instant();
    if (kept.put(place.number(), new Kept(place.query(), now)) == null) {
      findings += place.query().size();
    }
    forget(now.minus(life));
    return tokens.write(request, new PageStart(place.number(), place.position()));
  }

  private void forget(Instant lastRead) {
    Iterator<Kept> oldestFirst = kept.values().iterator();
    while (oldestFirst.hasNext() && kept.size() > 1) {
      Kept oldest = oldestFirst.next();
      if (findings <= mostFindings && !oldest.read().isBefore(lastRead)) {
        return;
      }
      findings -= oldest.query().size();
      oldestFirst.remove();
    }
  }
}
