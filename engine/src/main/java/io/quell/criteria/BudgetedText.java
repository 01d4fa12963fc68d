package io.quell.criteria;

import java.util.regex.Pattern;

/// A text that a regular expression may read only so often. The JDK's matcher tries every way
/// through an expression, of which there can be more than anybody can wait for, and it cannot be
/// interrupted; but it reads by [#charAt].
final class BudgetedText implements CharSequence {
  /// What a short text allows: some milliseconds.
  static final long LEAST = 1_000_000;
  /// A hundred words to choose from are read some two hundred times for each character.
  static final long FOR_EACH_CHARACTER = 1_000;

  private final String text;
  private final Pattern expression;
  private long left;

  BudgetedText(String text, Pattern expression) {
    this.text = text;
    this.expression = expression;
    this.left = limit(text);
  }

  private static long limit(String text) {
    return LEAST + FOR_EACH_CHARACTER * text.length();
  }

  /// @throws RegexBudgetExceededException where the limit is reached
  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw new RegexBudgetExceededException(expression, text.length(), limit(text));
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
