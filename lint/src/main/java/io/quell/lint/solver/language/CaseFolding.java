package io.quell.lint.solver.language;

import io.quell.criteria.Letters;
import java.util.HashMap;
import java.util.Map;

/// Which characters are the same without regard to case, as
/// [io.quell.criteria.Condition.EqualIgnoringCase] sees it.
///
/// The engine folds whole texts, and which small sigma a capital becomes depends on what stands
/// beside it. Here characters are folded one by one, so the two small sigmas have to be one.
final class CaseFolding {
  /// The most characters that one character folds to.
  static final int LONGEST = 3;

  /// The characters by what they fold to; made when it is first asked for.
  private static final class FoldTable {
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

  /// The form in which texts that differ in case only are equal: the engine's, with one small sigma
  /// for both.
  static String fold(String text) {
    return Letters.fold(text).replace('ς', 'σ');
  }

  /// The characters of Unicode's first plane that fold to this.
  static CharacterSet unfolded(String folded) {
    return FoldTable.UNFOLDED.getOrDefault(folded, CharacterSet.NONE);
  }
}
