package io.quell.cli.run;

import io.quell.cli.input.InputItem;
import io.quell.finding.Finding;
import io.quell.lambda.report.Result;
import java.util.Optional;

/// Is told what becomes of everything in a run, in the order it was read.
interface RunReport {
  /// A finding was decided on.
  ///
  /// @param held the finding as the hub holds it afterwards, where the hub was asked
  void decided(InputItem item, Result result, Optional<Finding> held);

  /// An event of Security Hub's holds no findings.
  void skipped(InputItem item, String reason);

  /// A file, an event or a finding could not be read.
  void unreadable(InputItem item, String reason);

  /// The run is over.
  void finish(RunCounts runCounts);
}
