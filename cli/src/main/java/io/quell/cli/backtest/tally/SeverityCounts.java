package io.quell.cli.backtest.tally;

import io.quell.cli.backtest.effect.BookEffect;
import io.quell.update.FindingState;
import java.util.Set;

/// How many findings of a severity there are, as they are and as they would be.
public final class SeverityCounts {
  /// Statuses in which nobody has closed the finding.
  private static final Set<String> OPEN = Set.of("NEW", "NOTIFIED");

  private long openBefore;
  private long openAfter;
  private long suppressedBefore;
  private long suppressedAfter;

  void before(FindingState state) {
    openBefore += isOpen(state) ? 1 : 0;
    suppressedBefore += BookEffect.isSuppressed(state) ? 1 : 0;
  }

  void after(FindingState state) {
    openAfter += isOpen(state) ? 1 : 0;
    suppressedAfter += BookEffect.isSuppressed(state) ? 1 : 0;
  }

  /// A finding without a status is new.
  private static boolean isOpen(FindingState state) {
    return state.workflowStatus().map(OPEN::contains).orElse(true);
  }

  /// How many findings nobody has closed.
  public long openBefore() {
    return openBefore;
  }

  /// How many nobody would have closed.
  public long openAfter() {
    return openAfter;
  }

  /// How many are suppressed.
  public long suppressedBefore() {
    return suppressedBefore;
  }

  /// How many would be suppressed.
  public long suppressedAfter() {
    return suppressedAfter;
  }

  /// Whether there is any finding.
  public boolean isEmpty() {
    return openBefore + openAfter + suppressedBefore + suppressedAfter == 0;
  }
}
