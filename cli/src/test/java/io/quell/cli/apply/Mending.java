package io.quell.cli.apply;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.localhub.LocalHub;

/// What looks for findings that are at odds with a book, and mends them.
enum Mending {
  /// All rules over all findings.
  APPLY {
    @Override
    CommandLineRun mend(LocalHub hub, Shell book, String endedRule) {
      return book.run(
          "apply",
          "--endpoint-url",
          hub.endpoint().toString(),
          "--book",
          "prod",
          "--reads",
          "3",
          "--updates",
          "10",
          "--yes");
    }
  },
  /// One rule by hand.
  RELEASE {
    @Override
    CommandLineRun mend(LocalHub hub, Shell book, String endedRule) {
      return book.run(
          "release",
          "--endpoint-url",
          hub.endpoint().toString(),
          "--book",
          "prod",
          "--rule",
          endedRule,
          "--reads",
          "3",
          "--updates",
          "10",
          "--yes");
    }
  };

  /// Mends what is at odds.
  ///
  /// @param book a shell with the rules of book prod and the clock
  /// @param endedRule the rule that has ended
  abstract CommandLineRun mend(LocalHub hub, Shell book, String endedRule);
}
