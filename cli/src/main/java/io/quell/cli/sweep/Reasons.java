package io.quell.cli.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sentences, each with the number of findings that it is said of and the names of some. There are
/// never more than so many, however many findings come: the others are counted together.
final class Reasons {
  private static final int MOST = 50;
  private static final int MOST_NAMES = 3;
  private static final String OTHERS = "for other reasons";

  /// What a sentence is said of.
  static final class Said {
    private final List<String> names = new ArrayList<>();
    private long number;

    /// How many findings it is said of.
    long number() {
      return number;
    }

    /// Some of them.
    List<String> names() {
      return names;
    }
  }

  private final Map<String, Said> sentences = new LinkedHashMap<>();

  /// Adds a finding to those that a sentence is said of.
  void add(String sentence, String name) {
    String key = sentences.containsKey(sentence) || sentences.size() < MOST ? sentence : OTHERS;
    Said said = sentences.computeIfAbsent(key, _ -> new Said());
    said.number++;
    if (said.names.size() < MOST_NAMES) {
      said.names.add(name);
    }
  }

  /// The sentences in the order in which they first came up.
  Map<String, Said> all() {
    return sentences;
  }

  /// Whether nothing was said.
  boolean isEmpty() {
    return sentences.isEmpty();
  }
}
