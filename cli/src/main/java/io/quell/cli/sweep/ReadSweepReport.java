package io.quell.cli.sweep;

import io.quell.cli.command.CommandContext;
import io.quell.lambda.report.Result;

/// Ends a pass that sends nothing where what it tells is not read any more.
///
/// @param told tells it
/// @param context where it is told
record ReadSweepReport(SweepReport told, CommandContext context) implements SweepReport {
  @Override
  public void decided(Proposal proposal, Result result) {
    told.decided(proposal, result);
    context.requireReader();
  }

  @Override
  public void finish(SweepCounts counts, boolean isSent) {
    told.finish(counts, isSent);
  }
}
