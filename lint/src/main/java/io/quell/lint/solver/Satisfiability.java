package io.quell.lint.solver;

import io.quell.finding.Finding;

/// Whether criteria can hold.
public sealed interface Satisfiability {

  /// There is no finding in Security Hub for which they hold, now or later. This is proved.
  ///
  /// @param why what excludes what, as a sentence without its full stop
  record Never(String why) implements Satisfiability {}

  /// They hold for this finding. This has been tried.
  record Holds(Finding example) implements Satisfiability {}

  /// Neither was found.
  ///
  /// @param why what was in the way, as a sentence without its full stop
  record Unknown(String why) implements Satisfiability {}
}
