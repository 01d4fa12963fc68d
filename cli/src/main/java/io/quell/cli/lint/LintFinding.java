package io.quell.cli.lint;

import io.quell.finding.Finding;
import io.quell.lint.problem.Level;
import io.quell.lint.problem.LintProblem;
import io.quell.rulefile.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What lint tells: a problem of the rules, or of the file that they are in.
///
/// @param level how bad it is
/// @param check the id of the check
/// @param rules the rules it is about, the one to mend first; none where it is about the file
/// @param message what is wrong, as a sentence
/// @param advice what to do about it, as a sentence
/// @param locations where the rules are, in the same order; of rules that the book does not have,
///     the file in which that can be said; at least one
/// @param example a finding that shows it, or null
record LintFinding(
    Level level,
    String check,
    List<String> rules,
    String message,
    String advice,
    List<LintLocation> locations,
    @Nullable Finding example) {
  /// The check of a file that cannot be read.
  static final String FILE = "rule-file";
  /// What the check of a file finds, as the rest of a sentence that begins with "A rule".
  static final String FILE_FINDS = "is not written as the format of rules.yaml has it";
  /// What to do then.
  static final String FILE_ADVICE =
      "Fix the file. No rule in it is used until all of them are valid.";

  LintFinding {
    rules = List.copyOf(rules);
    locations = List.copyOf(locations);
  }

  /// A problem of rules.
  static LintFinding of(LintProblem problem, LintLocations locations) {
    List<LintLocation> places = new ArrayList<>();
    for (int at = 0; at < problem.rules().size(); at++) {
      places.add(locations.of(problem.rules().get(at), problem.names().get(at)));
    }
    if (places.isEmpty()) {
      places.add(locations.ofFile());
    }
    return new LintFinding(
        problem.level(),
        problem.check().id(),
        problem.names(),
        problem.message(),
        problem.advice(),
        places,
        problem.shownBy());
  }

  /// A problem of a file.
  static LintFinding of(Problem problem) {
    String where = problem.rule() == null ? "" : "rule " + problem.rule() + ": ";
    return new LintFinding(
        Level.ERROR,
        FILE,
        List.of(),
        where + problem.message(),
        FILE_ADVICE,
        List.of(LintLocation.at(problem.file(), problem.line(), problem.column())),
        null);
  }

  /// Where the first rule is.
  LintLocation location() {
    return locations.getFirst();
  }

  /// What is wrong, with the rule that it is about.
  String sentence() {
    return rules.isEmpty() ? message : "%s: %s".formatted(rules.getFirst(), message);
  }
}
