package io.quell.infra.options;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// An option has a value that it cannot have, or there is no such option. The message names the
/// option, the value and what is allowed, a line for each problem.
public final class OptionException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<OptionProblem> problems;

  /// @param problems all that is wrong, at least one
  OptionException(List<OptionProblem> problems) {
    super(problems.stream().map(OptionProblem::message).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /// @param option what is wrong
  /// @param message how, and what to do
  OptionException(DeploymentOption option, String message) {
    this(List.of(new OptionProblem(List.of(option.key()), message)));
  }

  /// Something that is wrong with more than an option.
  ///
  /// @param message what, where, and what to do
  public OptionException(String message) {
    this(List.of(new OptionProblem(List.of(), message)));
  }

  /// All that is wrong.
  public List<OptionProblem> problems() {
    return problems;
  }
}
