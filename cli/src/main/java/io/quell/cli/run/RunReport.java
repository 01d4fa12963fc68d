package io.quell.cli.run;

import io.quell.cli.input.InputItem;
import io.quell.finding.Finding;
import io.quell.lambda.report.Result;
import java.util.Optional;

/// Is told what becomes of everything in a run, in the order it was read.
interface RunReport {
  /// A finding was decided on.
  ///
  /// @param after the finding as the hub has it afterwards, where the hub was asked
  void decided(InputItem item, Result result, Optional<Finding> after);

  /// An event of Security Hub's has no findings.
  void skipped(InputItem item, String reason);

  /// A file, an event or a finding could not be read.
  void unreadable(InputItem item, String reason);

  /// The run is over.
  void finish(RunCounts runCounts);
}
