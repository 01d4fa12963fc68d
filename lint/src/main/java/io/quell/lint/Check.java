package io.quell.lint;

/// One kind of problem, and how it is found.
public sealed interface Check
    permits AlwaysHidden,
        BrokenRule,
        CardIncomplete,
        Conflicts,
        ConflictsAcrossResources,
        Expired,
        ExpiresSoon,
        FormatLacksChange,
        IdReused,
        MatchesMuch,
        MatchesNothing,
        MaySuppressCritical,
        NeverMatches,
        NotDecided,
        OpenEnded,
        SuppressesCritical,
        TestsWhatRulesSet {

  /// The name of the check for ever, such as `never-matches`.
  String id();

  /// How bad its problems are.
  Level level();

  /// What it finds, as the rest of a sentence that begins with "A rule".
  String finds();

  /// What to do about it, as a sentence.
  String advice();

  /// Looks at a rule book and tells what it finds.
  void look(CheckedBook book, ProblemCollector problems);
}
