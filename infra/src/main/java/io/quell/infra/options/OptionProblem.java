package io.quell.infra.options;

import java.util.List;
import java.util.stream.Stream;

/// Something wrong with an option.
///
/// @param path the names that lead to it, such as `regions`, `eu-west-1`, `mode`; empty for the
///     whole file
/// @param message what is wrong and what to do, a sentence or more
public record OptionProblem(List<String> path, String message) {
  public OptionProblem {
    path = List.copyOf(path);
  }

  /// The same in a section of its own.
  OptionProblem under(List<String> section) {
    return new OptionProblem(Stream.concat(section.stream(), path.stream()).toList(), message);
  }
}
