package io.quell.rulefile;

import io.quell.finding.Json;
import io.quell.rulefile.Node.Scalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads single values. One that is not what it has to be is a problem, and reads as empty.
final class ValueReader {
  private final Problems problems;

  ValueReader(Problems problems) {
    this.problems = problems;
  }

  /// A value that is written in one piece.
  ///
  /// @param what what it is the value of
  /// @param allowed what it has to be
  /// @param meaning what is written, or empty where it is not that
  <T> Optional<T> scalar(
      String what, Node node, String allowed, Function<Scalar, Optional<T>> meaning) {
    Optional<T> value = node instanceof Scalar scalar ? meaning.apply(scalar) : Optional.empty();
    return value.isPresent() ? value : problems.wrong(node, what, allowed);
  }

  /// A text that is not blank.
  Optional<String> text(String what, Node node) {
    return scalar(
        what,
        node,
        "a text",
        scalar ->
            Optional.of(scalar.text()).filter(text -> !scalar.isNothing() && !text.isBlank()));
  }

  /// A truth value.
  Optional<Boolean> truth(String what, Node node) {
    return scalar(
        what,
        node,
        "true or false",
        scalar ->
            switch (scalar.text()) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /// A whole number from the lowest to the highest.
  Optional<Integer> whole(String what, Node node, String allowed, int lowest, int highest) {
    return scalar(
        what,
        node,
        allowed,
        scalar ->
            number(scalar)
                .filter(number -> number == Math.rint(number))
                .filter(number -> number >= lowest && number <= highest)
                .map(Double::intValue));
  }

  /// The number that is written, or empty where it is none.
  static Optional<Double> number(Node node) {
    return node instanceof Scalar scalar
        ? Json.number(scalar.text()).stream().boxed().findFirst()
        : Optional.empty();
  }

  /// One of these constants.
  <E extends Enum<?>> Optional<E> constant(String what, Node node, Collection<E> allowed) {
    return allowed.stream()
        .filter(constant -> node instanceof Scalar(_, var text, _) && constant.name().equals(text))
        .findFirst()
        .or(() -> problems.noneOf(node, what, allowed.stream().<String>map(Enum::name).toList()));
  }

  /// All that is read of these parts, or empty where one of them cannot be read.
  static <N, T> Optional<List<T>> all(Collection<N> parts, Function<N, Optional<T>> reader) {
    List<T> read = new ArrayList<>(parts.size());
    parts.forEach(part -> reader.apply(part).ifPresent(read::add));
    return read.size() < parts.size() ? Optional.empty() : Optional.of(read);
  }
}
