package io.quell.cli.probe;

/// What the probe says to one question.
///
/// @param question the question
/// @param isWatched whether the answer was seen, and not only why it could not be
/// @param answer what was seen, or why nothing could be
/// @param meaning what it means for Quell, or how to find out
record ProbeAnswer(String question, boolean isWatched, String answer, String meaning) {

  /// What was seen.
  static ProbeAnswer seen(String question, String answer, String meaning) {
    return new ProbeAnswer(question, true, answer, meaning);
  }

  /// Nothing could be seen.
  static ProbeAnswer notWatched(String question, String reason, String instead) {
    return new ProbeAnswer(question, false, "not watched: " + reason, instead);
  }
}
