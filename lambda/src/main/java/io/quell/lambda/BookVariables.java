package io.quell.lambda;

import io.quell.run.BookSettings;
import io.quell.run.mark.Marking;
import io.quell.run.mark.Marking.FieldsReading;
import java.util.Arrays;
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
    String name = Variables.text(environment, BOOK);
    FieldsReading reading =
        Variables.oneOf(
            environment, USER_DEFINED_FIELDS, FieldsReading.class, FieldsReading.REPLACE);
    try {
      return BookSettings.of(
              name.isEmpty() ? Marking.UNNAMED : name,
              Arrays.stream(Variables.text(environment, FORMER_BOOKS).split(",", -1))
                  .map(String::strip)
                  .filter(former -> !former.isEmpty())
                  .collect(Collectors.toSet()))
          .reading(reading);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s and %s: %s".formatted(BOOK, FORMER_BOOKS, e.getMessage()), e);
    }
  }
}
