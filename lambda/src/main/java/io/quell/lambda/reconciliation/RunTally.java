package io.quell.lambda.reconciliation;

import io.quell.finding.JsonMembers;
import io.quell.lambda.report.MetricName;
import io.quell.lambda.report.Metrics;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What one invocation has found and done, and how it ended.
final class RunTally {
  /// How an invocation's part of a run ends.
  enum Ending {
    /// All is looked at.
    FINISHED("INFO"),
    /// The rest is in the queue.
    HANDED_ON("INFO"),
    /// More would be given back than may be.
    STOPPED("ERROR"),
    /// Nobody goes on with the rest.
    GIVEN_UP("ERROR"),
    /// The message comes again.
    FAILED("ERROR");

    private final String level;

    Ending(String level) {
      this.level = level;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private final RunMessage message;
  private final Metrics metrics;
  private long read;
  private long atOdds;
  private long mended;
  private long unfinished;
  private boolean isStopped;

  /// @param metrics how metrics are written
  RunTally(RunMessage message, Metrics metrics) {
    this.message = message;
    this.metrics = metrics;
  }

  void read(long findings) {
    read += findings;
  }

  /// A finding at odds with the rules.
  void atOdds(boolean isMended) {
    atOdds++;
    mended += isMended ? 1 : 0;
  }

  /// Whether something is not at odds any more, so that another read may bring less.
  boolean hasMended() {
    return mended > 0;
  }

  /// More would be given back than may be.
  void stopped() {
    isStopped = true;
  }

  boolean isStopped() {
    return isStopped;
  }

  /// Something that the run leaves unread for good.
  void unfinished() {
    unfinished++;
  }

  /// The lines of the log about the invocation.
  ///
  /// @param atMostLeft on how many findings the run may still give something back
  /// @param slicesLeft how many slices are left
  /// @param reason why it ended so, for a person
  List<String> lines(
      Ending ending, String reason, int atMostLeft, int slicesLeft, String ruleBook, Instant now) {
    Map<MetricName, Long> counts = new EnumMap<>(MetricName.class);
    counts.put(MetricName.RECONCILIATION_AT_ODDS, atOdds);
    counts.put(MetricName.RECONCILIATION_MENDED, mended);
    counts.put(MetricName.RECONCILIATION_LEFT, atOdds - mended);
    counts.put(MetricName.RECONCILIATIONS_STOPPED, isStopped ? 1L : 0);
    counts.put(MetricName.RECONCILIATIONS_FINISHED, ending == Ending.FINISHED ? 1L : 0);
    counts.put(
        MetricName.RECONCILIATIONS_UNFINISHED, unfinished + (ending == Ending.GIVEN_UP ? 1 : 0));
    return List.of(
        JsonMembers.line(ending.level, "reconciliation")
            .with("reconcile", message.kind().word())
            .with("at", message.at().toString())
            .with("depth", message.depth())
            .with("result", ending.word())
            .with("reason", reason)
            .with("read", read)
            .with("atOdds", atOdds)
            .with("mended", mended)
            .with("atMostLeft", atMostLeft)
            .with("slicesLeft", slicesLeft)
            .with("ruleBook", ruleBook)
            .toString(),
        metrics.line(Map.of(), counts, ruleBook, now));
  }
}
