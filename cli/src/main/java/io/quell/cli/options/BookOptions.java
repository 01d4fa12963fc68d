package io.quell.cli.options;

import io.quell.cli.command.WrongUseException;
import io.quell.run.BookSettings;
import io.quell.run.mark.Marking;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which book's marks are this book's own.
public final class BookOptions {
  @Option(
      names = "--book",
      paramLabel = "NAME",
      description =
          "The book that the rules are, most often the name of a stack: what it has set is given"
              + " back where no rule wants it any more. Marks of other books are left alone.")
  private @Nullable String book;

  @Option(
      names = "--former-book",
      paramLabel = "NAME",
      description =
          "A book whose marks this one takes over, as the stack's option formerBooks does. May be"
              + " repeated. Default: "
              + Marking.UNNAMED
              + ", for marks of before books had names.")
  private List<String> formerBooks = List.of(Marking.UNNAMED);

  /// The book's name, where it is given.
  public Optional<String> name() {
    return Optional.ofNullable(book);
  }

  /// As whom the rules run.
  ///
  /// @throws WrongUseException where there is no name, or one is none
  public BookSettings settings() {
    if (book == null) {
      throw new WrongUseException(
          "which book? Give --book NAME, most often the name of the stack whose rules these are;"
              + " 'quell run' tries rules that are no deployment's");
    }
    try {
      return BookSettings.of(book, Set.copyOf(formerBooks));
    } catch (IllegalArgumentException e) {
      throw new WrongUseException("--book and --former-book: " + e.getMessage());
    }
  }
}
