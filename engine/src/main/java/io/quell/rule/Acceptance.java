package io.quell.rule;

import io.quell.value.Bounded;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// That something which lint finds about a rule is known, and meant. Nothing but lint looks at it.
///
/// @param check the id of lint's check, such as `conflict`; which there are lint knows
/// @param with the id of the other rule, where the problem is one of two rules; else null
/// @param reason why it is right as it is, not blank
public record Acceptance(String check, @Nullable String with, String reason) {
  /// What the id of a check has to be, for a message.
  public static final String CHECK_FORM =
      "the id of a check of lint, lower-case words joined by hyphens, such as conflict";
  private static final Pattern CHECK = Pattern.compile("[a-z]+(-[a-z]+)*");

  /// @throws IllegalArgumentException where an element is not as it has to be; the message names it
  public Acceptance {
    if (!isCheck(check)) {
      throw wrong("check", check, CHECK_FORM);
    }
    if (with != null && !Card.isId(with)) {
      throw wrong("with", with, "the id of a rule, " + Card.ID_FORM);
    }
    if (reason.isBlank()) {
      throw wrong("reason", reason, "not blank");
    }
  }

  private static IllegalArgumentException wrong(String element, String value, String wanted) {
    return new IllegalArgumentException(
        "%s under accept is '%s'; it must be %s".formatted(element, Bounded.value(value), wanted));
  }

  /// Whether a text has the form of a check's id.
  public static boolean isCheck(String text) {
    return CHECK.matcher(text).matches();
  }

  /// The other rule of the problem.
  public Optional<String> other() {
    return Optional.ofNullable(with);
  }
}
