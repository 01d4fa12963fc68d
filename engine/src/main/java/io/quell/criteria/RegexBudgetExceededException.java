package io.quell.criteria;

import io.quell.value.ShortText;
import java.io.Serial;
import java.util.Locale;
import java.util.regex.Pattern;

/// A regular expression that was given up, because it read a text over and over. Whether it matches
/// is not known.
public final class RegexBudgetExceededException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
  private static final int LONGEST = 200;

  private final String message;

  RegexBudgetExceededException(Pattern expression, int length, long limit) {
    this(
        String.format(
            Locale.ROOT,
            "the regular expression /%s/ was given up: it had read %,d characters of a text that"
                + " has %,d. Mend it so that no repetition stands inside another, and none follows"
                + " another that takes the same characters, or test without one",
            ShortText.of(expression.pattern(), LONGEST),
            limit,
            length));
  }

  private RegexBudgetExceededException(String message) {
    // A match is many calls deep, and none of them tells whose expression it is.
    super(message, null, false, false);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
