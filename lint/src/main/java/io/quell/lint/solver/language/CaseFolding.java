package io.quell.lint.solver.language;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Which characters are the same without regard to case, as
/// [io.quell.criteria.Condition.EqualIgnoringCase] sees it.
///
/// The two small sigmas are one here, since which of them a capital becomes depends on what stands
/// beside it.
final class CaseFolding {
  /// The most characters that one character folds to.
  static final int LONGEST = 3;

  /// The characters by what they fold to; made when it is first asked for.
  private static final class Table {
    private static final Map<String, CharacterSet> UNFOLDED = unfolded();

    private static Map<String, CharacterSet> unfolded() {
      Map<String, CharacterSet> table = new HashMap<>();
      for (int character = 0; character <= Character.MAX_VALUE; character++) {
        if (!Character.isSurrogate((char) character)) {
          table.merge(
              fold(Character.toString(character)), CharacterSet.of(character), CharacterSet::or);
        }
      }
      return table;
    }
  }

  private CaseFolding() {}

  /// The form in which texts that differ in case only are equal.
  static String fold(String text) {
    return text.toLowerCase(Locale.ROOT)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .replace('ς', 'σ');
  }

  /// The characters of Unicode's first plane that fold to this.
  static CharacterSet unfolded(String folded) {
    return Table.UNFOLDED.getOrDefault(folded, CharacterSet.NONE);
  }
}
