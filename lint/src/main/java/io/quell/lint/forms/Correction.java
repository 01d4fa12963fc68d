package io.quell.lint.forms;

import java.util.Optional;

/// What to write in place of a value that no finding has.
///
/// @param spelling the right spelling, or empty where it cannot be told
/// @param advice what to do, as the end of a sentence: `write 'S3.9'`
record Correction(Optional<String> spelling, String advice) {

  /// The same, spelled rightly.
  static Correction to(String spelling) {
    return new Correction(Optional.of(spelling), "write '%s'".formatted(spelling));
  }

  /// What can be said where the right spelling cannot be told.
  static Correction of(String advice) {
    return new Correction(Optional.empty(), advice);
  }

  /// The same with this text before and after the right spelling.
  Correction between(String before, String after) {
    return spelling.map(text -> to(before + text + after)).orElse(this);
  }

  /// Whether only upper and lower case differ.
  boolean isOnlyCase(String value) {
    return spelling.filter(value::equalsIgnoreCase).isPresent();
  }
}
