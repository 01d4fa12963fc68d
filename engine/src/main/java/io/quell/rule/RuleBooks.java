package io.quell.rule;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// The rule books on a class path, of which one can run.
final class RuleBooks {
  private RuleBooks() {}

  private static List<RuleBook> all(ClassLoader loader) {
    try {
      return ServiceLoader.load(RuleBook.class, loader).stream()
          .map(ServiceLoader.Provider::get)
          .toList();
    } catch (ServiceConfigurationError e) {
      throw new IllegalStateException(
          "the rule book that META-INF/services names cannot be used: " + e.getMessage(), e);
    }
  }

  /// The one rule book that a class loader finds.
  ///
  /// @throws NoRuleBookException where there is none
  /// @throws IllegalStateException where there is more than one, or one is named that is not there
  ///     or cannot be made
  static RuleBook only(ClassLoader loader) {
    List<RuleBook> books = all(loader);
    return switch (books.size()) {
      case 0 -> throw new NoRuleBookException();
      case 1 -> books.getFirst();
      default ->
          throw new IllegalStateException(
              "there are %d rule books on the class path, of which one can run: %s"
                  .formatted(
                      books.size(),
                      books.stream()
                          .map(book -> book.getClass().getName())
                          .sorted()
                          .collect(Collectors.joining(", "))));
    };
  }
}
