package io.quell.infra.options;

import io.quell.run.BookSettings;
import io.quell.run.mark.Marking;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names of books that the stack has to do with.
///
/// @param own the name of the rule book, or null for the stack's name
/// @param former the books whose marks this one takes over, each once
public record BookNames(@Nullable String own, List<String> former) {
  /// The most former books: each is a wildcard in the event pattern for marked findings, and
  /// EventBridge refuses patterns with many of those.
  static final int MOST_FORMER = 5;

  // Marks without a book's name, and those of rules that are no deployment's.
  private static final Set<String> NAMES_OF_OTHERS = Set.of(Marking.UNNAMED, BookSettings.AD_HOC);

  public BookNames {
    former = List.copyOf(former);
    DeploymentOption.BOOK.require(own == null || isFree(own), own);
    DeploymentOption.FORMER_BOOKS.require(
        former.stream().allMatch(BookNames::isBook)
            && former.size() <= MOST_FORMER
            && former.stream().distinct().count() == former.size(),
        String.join(",", former));
  }

  static BookNames read(OptionValues values) {
    return new BookNames(
        values.textOrNull(DeploymentOption.BOOK), values.listOrNone(DeploymentOption.FORMER_BOOKS));
  }

  private static boolean isFree(String name) {
    return isBook(name) && !NAMES_OF_OTHERS.contains(name);
  }

  private static boolean isBook(String name) {
    try {
      return BookSettings.of(name, Set.of()).name().equals(name);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// The name of the rule book in a stack.
  ///
  /// @param nameOfStack what the stack is really called: in a CDK app of one's own it has another
  ///     name than these options say, or one that is not known before the deployment
  /// @throws OptionException where no book is named and the stack's name cannot be a book's
  public String in(String nameOfStack) {
    if (own != null) {
      return own;
    }
    if (!isFree(nameOfStack)) {
      throw new OptionException(
          DeploymentOption.BOOK,
          "The rule book has the name of its stack where none is given, but '%s' cannot be a book's"
                  .formatted(nameOfStack)
              + " name. Name it: the option %s is %s."
                  .formatted(DeploymentOption.BOOK.key(), DeploymentOption.BOOK.plainAllowed()));
    }
    return nameOfStack;
  }
}
