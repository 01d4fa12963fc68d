package io.quell.rulefile;

import io.quell.rulefile.Node.Position;
import io.quell.value.Bounded;
import io.quell.value.MeantName;
import io.quell.value.QuellBuild;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers what is wrong in a file, so that all of it is told in one go; but of a file that
/// is wrong all over only the first [Bounded#MOST_ITEMS] problems, and how many more there are.
final class Problems {
  private final String file;
  private final Set<Problem> found = new LinkedHashSet<>();
  private @Nullable String rule;
  private int more;

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
    if (isFull()) {
      more++;
    } else {
      found.add(new Problem(file, position.line(), position.column(), rule, message));
    }
    return Optional.empty();
  }

  /// A value that is not what it has to be. It reads as nothing.
  <T> Optional<T> wrong(Node node, String what, String allowed) {
    return add(node.position(), "%s is %s; allowed is %s".formatted(what, node.shown(), allowed));
  }

  /// A value that is none of a few, with the one that was probably meant. It reads as nothing.
  <T> Optional<T> noneOf(Node node, String what, Collection<String> allowed) {
    Optional<String> meant =
        node instanceof Node.Scalar scalar
            ? MeantName.among(allowed, scalar.text())
            : Optional.empty();
    return add(
        node.position(),
        "%s is %s; %sllowed is %s"
            .formatted(
                what,
                node.shown(),
                meant.map("did you mean '%s'? A"::formatted).orElse("a"),
                String.join(", ", allowed)));
  }

  /// A name that the file itself does not define, with the one that was probably meant. It reads
  /// as nothing.
  <T> Optional<T> undefined(Position position, String what, String name, Collection<String> known) {
    return add(position, isFull() ? "" : missing(what, name, known));
  }

  /// A name that Quell does not know, with the one that was probably meant: a slip of the pen, or
  /// of a newer Quell. It reads as nothing.
  <T> Optional<T> unknown(Position position, String what, String name, Collection<String> known) {
    if (isFull()) {
      return add(position, "");
    }
    return add(
        position,
        "%s. This is Quell %s; a newer Quell may know it"
            .formatted(missing(what, name, known), QuellBuild.version()));
  }

  private static String missing(String what, String name, Collection<String> known) {
    return "there is no %s '%s'; %s"
        .formatted(what, Bounded.value(name), MeantName.sentence(known, name));
  }

  /// Whether a further problem is counted and not told.
  private boolean isFull() {
    return found.size() == Bounded.MOST_ITEMS;
  }

  /// How many there are so far.
  int count() {
    return found.size() + more;
  }

  /// @throws RuleFileException where there are any
  void throwIfAny() throws RuleFileException {
    if (!found.isEmpty()) {
      List<Problem> ordered = new ArrayList<>(found);
      ordered.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
      if (more > 0) {
        Problem last = ordered.getLast();
        ordered.add(
            new Problem(file, last.line(), last.column(), null, Bounded.rest(more) + " problems"));
      }
      throw new RuleFileException(ordered);
    }
  }
}
