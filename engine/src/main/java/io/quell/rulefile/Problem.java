package io.quell.rulefile;

import io.quell.value.Bounded;
import io.quell.value.ShortText;
import org.jspecify.annotations.Nullable;

/// Something wrong in a file of rules.
///
/// @param file the file, as it was named
/// @param line the line, from 1
/// @param column the column, from 1
/// @param rule the rule's id, or where it stands while it has none; null outside of rules
/// @param message what is wrong: the field, its value, and what is allowed; cut where it quotes a
///     whole book
public record Problem(String file, int line, int column, @Nullable String rule, String message) {
  private static final int LONGEST_NAME = 100;

  public Problem {
    rule = rule == null ? null : ShortText.of(rule, LONGEST_NAME);
    message = Bounded.sentence(message);
  }

  @Override
  public String toString() {
    return "%s:%d:%d: %s%s"
        .formatted(file, line, column, rule == null ? "" : "rule " + rule + ": ", message);
  }
}
