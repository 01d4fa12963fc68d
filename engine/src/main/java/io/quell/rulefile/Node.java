package io.quell.rulefile;

import io.quell.value.Bounded;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A part of a YAML document, which knows where it stands.
sealed interface Node {
  /// A place in the file; lines and columns are counted from 1.
  record Position(int line, int column) {
    static final Position START = new Position(1, 1);
  }

  /// A text, a number or a truth value, as it is written: an account id keeps its leading zero.
  ///
  /// @param isQuoted whether it stands in quotes
  record Scalar(Position position, String text, boolean isQuoted) implements Node {
    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

    /// Whether nothing is written here, in any of the ways that YAML's core schema has for it.
    boolean isNothing() {
      return !isQuoted && NOTHING.contains(text);
    }
  }

  /// A list.
  record Sequence(Position position, List<Node> items) implements Node {}

  /// Members by name, in the file's order.
  record Mapping(Position position, Map<String, Member> members) implements Node {}

  /// A member of a mapping.
  ///
  /// @param position where its name stands
  record Member(Position position, Node value) {}

  /// Where it begins.
  Position position();

  /// The items of a list; of anything else itself alone.
  default List<Node> items() {
    return List.of(this);
  }

  /// What it is, for a message: the text itself where it is one.
  default String shown() {
    return switch (this) {
      case Scalar scalar -> scalar.isNothing() ? "empty" : "'" + Bounded.value(scalar.text()) + "'";
      case Sequence _ -> "a list";
      case Mapping _ -> "a mapping";
    };
  }
}
