package io.quell.cli.publish;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The positions of the lever `mode`.
enum LeverMode {
  /// Decides and changes.
  NORMAL("decides, and changes findings"),
  /// Decides and logs.
  OBSERVE("decides and logs, and changes nothing"),
  /// Gives back, and sets nothing new.
  STOP_CHANGING("gives back what no rule wants any more, and sets nothing new");

  private final String meaning;

  LeverMode(String meaning) {
    this.meaning = meaning;
  }

  /// What the stack does then.
  String meaning() {
    return meaning;
  }

  /// The word in the file: `stop-changing`.
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The position of this word.
  static Optional<LeverMode> named(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
  }
}
