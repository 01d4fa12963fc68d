package io.quell.value;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What somebody probably meant by a name that is not known: the same for fields and members of a
/// file of rules, and for commands, options and values of the command line.
public final class MeantName {
  /// More names than this are not read, so that a message names only the first.
  private static final int MOST_NAMES = 20;
  /// A longer name is no slip of the pen.
  private static final int LONGEST_NAME = 100;
  /// A beginning that is shorter than this says too little.
  private static final int SHORTEST_BEGINNING = 3;

  private MeantName() {}

  /// The known name that was probably meant: one that differs in few letters, or one of which this
  /// is the beginning. Capitals are no difference.
  public static Optional<String> among(Collection<String> known, String name) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      return Optional.empty();
    }
    String written = plain(name);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> EditDistance.between(written, plain(candidate))))
        .filter(
            candidate ->
                EditDistance.between(written, plain(candidate))
                    <= Math.max(1, candidate.length() / 3))
        .or(() -> beginning(known, written));
  }

  private static Optional<String> beginning(Collection<String> known, String written) {
    if (written.replaceFirst("^-+", "").length() < SHORTEST_BEGINNING) {
      return Optional.empty();
    }
    return known.stream()
        .filter(candidate -> plain(candidate).startsWith(written))
        .min(Comparator.comparingInt(String::length));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// Says in a sentence what a wrong name could be instead: `did you mean 'json'? There are text,
  /// json`, or `there are text, json`. Of many names only the first are told, and how many more
  /// there are.
  public static String sentence(Collection<String> known, String name) {
    return among(known, name)
            .map(meant -> "did you mean '%s'? There are ".formatted(Bounded.value(meant)))
            .orElse("there are ")
        + list(known);
  }

  /// The names in one text, `a, b, c and 4 more`.
  public static String list(Collection<String> known) {
    if (known.isEmpty()) {
      return "none";
    }
    List<String> first = known.stream().limit(MOST_NAMES).map(Bounded::value).toList();
    String names = String.join(", ", first);
    return known.size() > MOST_NAMES
        ? names + " " + Bounded.rest(known.size() - MOST_NAMES)
        : names;
  }
}
