package io.quell.lambda;

import io.quell.run.BookSettings;
import io.quell.run.mark.Marking;
import io.quell.run.mark.Marking.FieldsReading;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// As whom the function marks findings, as its environment says.
final class BookVariables {
  /// The environment variable with the book's name; marks without a name where there is none.
  static final String BOOK = "QUELL_BOOK";
  /// The one with the names of books whose marks it takes over, separated by commas.
  static final String FORMER_BOOKS = "QUELL_FORMER_BOOKS";
  /// The one that says how the service takes user-defined fields, `replace` or `merge`.
  static final String USER_DEFINED_FIELDS = "QUELL_USER_DEFINED_FIELDS";

  private BookVariables() {}

  /// What the environment says.
  ///
  /// @throws IllegalArgumentException where a value is none of those that a variable can have
  static BookSettings settings(Map<String, String> environment) {
    String name = value(environment, BOOK);
    FieldsReading reading = reading(value(environment, USER_DEFINED_FIELDS));
    try {
      return BookSettings.of(
              name.isEmpty() ? Marking.UNNAMED : name,
              Arrays.stream(value(environment, FORMER_BOOKS).split(",", -1))
                  .map(String::strip)
                  .filter(former -> !former.isEmpty())
                  .collect(Collectors.toSet()))
          .reading(reading);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s and %s: %s".formatted(BOOK, FORMER_BOOKS, e.getMessage()), e);
    }
  }

  private static FieldsReading reading(String text) {
    return text.isEmpty()
        ? FieldsReading.REPLACE
        : Arrays.stream(FieldsReading.values())
            .filter(reading -> reading.name().equalsIgnoreCase(text))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s is '%s'; it can be %s"
                            .formatted(
                                USER_DEFINED_FIELDS,
                                text,
                                Arrays.stream(FieldsReading.values())
                                    .map(reading -> reading.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(" or ")))));
  }

  private static String value(Map<String, String> environment, String variable) {
    return environment.getOrDefault(variable, "").strip();
  }
}
