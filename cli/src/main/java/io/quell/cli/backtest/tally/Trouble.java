package io.quell.cli.backtest.tally;

import java.util.ArrayList;
import java.util.List;

/// What went wrong: how often, and the first so many sentences about it.
public final class Trouble {
  private static final int MOST_SENTENCES = 20;

  private final List<String> sentences = new ArrayList<>();
  private long number;

  void add(String sentence) {
    number++;
    if (sentences.size() < MOST_SENTENCES) {
      sentences.add(sentence);
    }
  }

  /// How often it happened.
  public long number() {
    return number;
  }

  /// The first sentences about it.
  public List<String> sentences() {
    return List.copyOf(sentences);
  }

  /// How often it happened beyond those sentences.
  public long untold() {
    return number - sentences.size();
  }
}
