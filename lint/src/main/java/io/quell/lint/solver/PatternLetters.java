package io.quell.lint.solver;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Characters that only [java.util.regex.Pattern] itself can tell: it is asked about every
/// character, once.
final class PatternLetters {
  private static final Map<String, Letters> KNOWN = new ConcurrentHashMap<>();

  /// The characters by the one that all of a case are turned to; made when it is first asked for.
  private static final class Cases {
    private static final Map<Integer, Letters> SAME = same();

    private static Map<Integer, Letters> same() {
      Map<Integer, Letters> same = new HashMap<>();
      for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
        if (folded(character) != character) {
          int alike = folded(character);
          same.merge(alike, Letters.of(character).or(Letters.of(alike)), Letters::or);
        }
      }
      return same;
    }
  }

  private PatternLetters() {}

  /// The characters of a class such as `\d` or `\p{Lu}`, under flags.
  static Letters of(String characterClass, int flags) {
    return KNOWN.computeIfAbsent(
        flags + " " + characterClass,
        _ -> {
          Predicate<String> matches = Pattern.compile(characterClass, flags).asMatchPredicate();
          return Letters.where(character -> matches.test(Character.toString(character)));
        });
  }

  /// The same with every character that is one of them in another case, as patterns for Unicode see
  /// it.
  static Letters inEitherCase(Letters letters) {
    Letters all = letters;
    for (Map.Entry<Integer, Letters> same : Cases.SAME.entrySet()) {
      if (same.getValue().meets(letters)) {
        all = all.or(same.getValue());
      }
    }
    return all;
  }

  private static int folded(int character) {
    return Character.toLowerCase(Character.toUpperCase(character));
  }
}
