package io.quell.lint.problem;

import io.quell.finding.Finding;
import io.quell.rule.Rule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is wrong with a rule, or with some rules together.
///
/// @param check the check that found it
/// @param level how bad it is: as bad as the check says, or less
/// @param rules the rules it is about, the one to mend first; none where the book does not have it
/// @param names what the rules are called that it is about: their ids, or of a rule without a
///     readable card its class
/// @param message what is wrong, as a sentence
/// @param advice what to do about it, as a sentence
/// @param shownBy a finding that shows it, or null
public record LintProblem(
    Check check,
    Level level,
    List<Rule> rules,
    List<String> names,
    String message,
    String advice,
    @Nullable Finding shownBy) {
  public LintProblem {
    rules = List.copyOf(rules);
    names = List.copyOf(names);
    if (names.isEmpty() || !(rules.isEmpty() || rules.size() == names.size())) {
      throw new IllegalArgumentException(
          "a problem is about at least one rule, and each that the book has has a name");
    }
  }

  /// A finding that shows it.
  public Optional<Finding> example() {
    return Optional.ofNullable(shownBy);
  }

  @Override
  public String toString() {
    return "%s %s: %s".formatted(level(), check.id(), message);
  }
}
