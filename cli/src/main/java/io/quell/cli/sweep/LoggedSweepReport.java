package io.quell.cli.sweep;

import io.quell.cli.changes.AuditLog;
import io.quell.lambda.report.Result;

/// Logs what was sent before it is told.
///
/// @param version the version of the rules that decide
record LoggedSweepReport(SweepReport told, AuditLog log, String version) implements SweepReport {
  @Override
  public void decided(Proposal proposal, Result result) {
    log.decided(result, version);
    told.decided(proposal, result);
  }

  @Override
  public void finish(SweepCounts counts, boolean isSent) {
    told.finish(counts, isSent);
  }
}
