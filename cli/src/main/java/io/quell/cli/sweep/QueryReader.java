package io.quell.cli.sweep;

import io.quell.cli.options.HubQuery;
import io.quell.finding.Finding;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.CallRefusedException;
import io.quell.hub.query.FindingQuery;
import io.quell.hub.reading.HubPage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads what a hub is asked for, page by page. What is no finding is told, and keeps none of the
/// others from being read.
///
/// @param hub the hub, at the pace that is wanted
/// @param taker takes each finding
/// @param unreadable takes a sentence about each that cannot be read
/// @param hasWaited whether time has gone by, other than by reading, since this was last asked
public record QueryReader(
    SecurityHub hub,
    Consumer<Finding> taker,
    Consumer<String> unreadable,
    BooleanSupplier hasWaited) {

  /// Reads what a question of Quell's own finds, in the order of creation and by queries that stay
  /// young.
  ///
  /// @throws CallRefusedException where a call is refused
  public void read(FindingQuery query) {
    new CreationOrder(hub, taker, unreadable, hasWaited, CreationOrder.PAGES_A_QUERY).read(query);
  }

  /// Reads what a person's filter finds, by one query: it may have any conditions, so that none can
  /// be added.
  ///
  /// @throws CallRefusedException where a call is refused
  public void read(HubQuery filter) {
    @Nullable String token = null;
    do {
      HubPage page = hub.page(filter.format(), filter.members(), token);
      page.unreadable().forEach(unreadable);
      page.findings().forEach(taker);
      token = page.nextToken().orElse(null);
    } while (token != null);
  }
}
