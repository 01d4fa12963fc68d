package io.quell.lambda;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The values of the function's environment variables.
public final class Variables {
  private static final int MOST_DIGITS = 6;

  private Variables() {}

  /// The text of a variable, empty where there is none.
  public static String text(Map<String, String> environment, String variable) {
    return environment.getOrDefault(variable, "").strip();
  }

  /// The constant that a variable names.
  ///
  /// @param otherwise the one where it names none
  /// @throws IllegalArgumentException where it names one that does not exist
  public static <E extends Enum<E>> E oneOf(
      Map<String, String> environment, String variable, Class<E> type, E otherwise) {
    String name = text(environment, variable);
    return name.isEmpty()
        ? otherwise
        : Arrays.stream(type.getEnumConstants())
            .filter(constant -> constant.name().equalsIgnoreCase(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s is '%s'; it can be %s"
                            .formatted(
                                variable,
                                name,
                                Arrays.stream(type.getEnumConstants())
                                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(" or ")))));
  }

  /// The number that a variable has.
  ///
  /// @param otherwise the one where it has none
  /// @throws IllegalArgumentException where it has something else
  public static int number(Map<String, String> environment, String variable, int otherwise) {
    return number(environment, variable, otherwise, MOST_DIGITS);
  }

  /// The number of at most so many digits that a variable has. See [#number(Map, String, int)].
  ///
  /// @param mostDigits at most nine
  public static int number(
      Map<String, String> environment, String variable, int otherwise, int mostDigits) {
    String text = text(environment, variable);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("\\d{1," + mostDigits + "}")) {
      throw new IllegalArgumentException(
          "%s is '%s'; it can be a number from 0 to %s"
              .formatted(variable, text, "9".repeat(mostDigits)));
    }
    return Integer.parseInt(text);
  }
}
