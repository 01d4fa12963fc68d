package io.quell.lint.solver.language;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Characters that only [java.util.regex.Pattern] itself can tell: it is asked about every
/// character, once.
final class PatternLetters {
  private static final Map<String, CharacterSet> KNOWN = new ConcurrentHashMap<>();

  /// The characters by the one that all of a case are turned to; made when it is first asked for.
  private static final class Cases {
    private static final Map<Integer, CharacterSet> SAME = same();

    private static Map<Integer, CharacterSet> same() {
      Map<Integer, CharacterSet> same = new HashMap<>();
      for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
        if (folded(character) != character) {
          int alike = folded(character);
          same.merge(
              alike, CharacterSet.of(character).or(CharacterSet.of(alike)), CharacterSet::or);
        }
      }
      return same;
    }
  }

  private PatternLetters() {}

  /// The characters of a class such as `\d` or `\p{Lu}`, under flags.
  static CharacterSet of(String characterClass, int flags) {
    return KNOWN.computeIfAbsent(
        flags + " " + characterClass,
        _ -> {
          Predicate<String> matches = Pattern.compile(characterClass, flags).asMatchPredicate();
          return CharacterSet.where(character -> matches.test(Character.toString(character)));
        });
  }

  /// The same with every character that is one of them in another case, as patterns for Unicode see
  /// it.
  static CharacterSet inEitherCase(CharacterSet letters) {
    CharacterSet all = letters;
    for (Map.Entry<Integer, CharacterSet> same : Cases.SAME.entrySet()) {
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
