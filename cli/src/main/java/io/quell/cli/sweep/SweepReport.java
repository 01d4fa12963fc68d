package io.quell.cli.sweep;

import io.quell.lambda.report.Result;

/// Tells what a pass over findings comes to.
interface SweepReport {
  /// A finding was changed, or would be, or its update did not go through.
  ///
  /// @param proposal what was to be done about it
  /// @param result what became of that
  void decided(Proposal proposal, Result result);

  /// The pass is over.
  ///
  /// @param counts what came of it
  /// @param isSent whether updates were sent, or would be
  void finish(SweepCounts counts, boolean isSent);
}
