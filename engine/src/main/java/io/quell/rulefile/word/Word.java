package io.quell.rulefile.word;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A word with a fixed meaning in the file: a constant, whose name says how it is written.
public interface Word {
  /// The constant's name.
  String name();

  /// How it is written: in small letters and with hyphens.
  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What it asks or says, for the schema.
  String meaning();

  /// Words by how they are written, in their order.
  static <W extends Word> Map<String, W> byWord(W[] words) {
    Map<String, W> byWord = new LinkedHashMap<>();
    for (W word : words) {
      byWord.put(word.word(), word);
    }
    return byWord;
  }
}
