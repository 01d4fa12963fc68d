package io.quell.rulefile;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// A file of rules that cannot be used, because of one problem or more. None of its rules counts
/// then: to leave one rule out would be to change, without a word, what the others do.
public final class RuleFileException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /// @param problems all that is wrong, in the order of the file; at least one
  public RuleFileException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /// All that is wrong, in the order of the file.
  public List<Problem> problems() {
    return problems;
  }
}
