package io.quell.cli.history;

import io.quell.finding.Finding;
import java.util.List;

/// Tells a finding's history.
interface HistoryReport {
  /// How far back a history reaches.
  String REACH = "Security Hub's history reaches back 90 days";
  /// Where the version of the book stands that decided.
  String VERSION =
      "The version of the book that decided stands in the function's log: filter its lines by"
          + " finding = \"%s\" and read ruleBook.";

  /// Tells how the finding is, and what its mark says.
  void now(Finding finding);

  /// Tells what happened, the oldest event first.
  void events(List<ToldEvent> events);

  /// Says that there is no history of findings in OCSF.
  void noHistory();

  /// Says that the history cannot be read.
  void unreadable(String reason);
}
