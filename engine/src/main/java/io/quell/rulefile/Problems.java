package io.quell.rulefile;

import io.quell.rulefile.Node.Position;
import io.quell.value.QuellBuild;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers what is wrong in a file, so that all of it is told in one go.
final class Problems {
  private final String file;
  private final Set<Problem> found = new LinkedHashSet<>();
  private @Nullable String rule;

  Problems(String file) {
    this.file = file;
  }

  /// The problems that follow are this rule's, or no rule's.
  void in(@Nullable String name) {
    rule = name;
  }

  /// Something that cannot be read.
  ///
  /// @return what is read instead: nothing
  <T> Optional<T> add(Position position, String message) {
    found.add(new Problem(file, position.line(), position.column(), rule, message));
    return Optional.empty();
  }

  /// A value that is not what it has to be. It reads as nothing.
  <T> Optional<T> wrong(Node node, String what, String allowed) {
    return add(node.position(), "%s is %s; allowed is %s".formatted(what, node.shown(), allowed));
  }

  /// A name that the file itself does not define, with the one that was probably meant. It reads
  /// as nothing.
  <T> Optional<T> undefined(Position position, String what, String name, Collection<String> known) {
    return add(position, missing(what, name, known));
  }

  /// A name that Quell does not know, with the one that was probably meant: a slip of the pen, or
  /// of a newer Quell. It reads as nothing.
  <T> Optional<T> unknown(Position position, String what, String name, Collection<String> known) {
    return add(
        position,
        "%s. This is Quell %s; a newer Quell may know it"
            .formatted(missing(what, name, known), QuellBuild.version()));
  }

  private static String missing(String what, String name, Collection<String> known) {
    return "there is no %s '%s'; %s %s"
        .formatted(
            what,
            name,
            nearest(name, known).map("did you mean '%s'? There are"::formatted).orElse("there are"),
            known.isEmpty() ? "none" : String.join(", ", known));
  }

  private static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> EditDistance.between(name, candidate)))
        .filter(
            candidate ->
                EditDistance.between(name, candidate) <= Math.max(1, candidate.length() / 3));
  }

  /// How many there are so far.
  int count() {
    return found.size();
  }

  /// @throws RuleFileException where there are any
  void throwIfAny() throws RuleFileException {
    if (!found.isEmpty()) {
      List<Problem> ordered = new ArrayList<>(found);
      ordered.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
      throw new RuleFileException(ordered);
    }
  }
}
