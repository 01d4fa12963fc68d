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
  /// @throws WrongUseException where there is no name, or one is none, or is no deployment's
  public BookSettings settings() {
    name().ifPresent(BookOptions::requireDeployments);
    return settingsOfAnyMarks();
  }

  /// Refuses the names under which marks stand that are no deployment's.
  ///
  /// @throws WrongUseException where the name is one of those
  public static void requireDeployments(String name) {
    if (name.equals(BookSettings.AD_HOC) || name.equals(Marking.UNNAMED)) {
      throw new WrongUseException(
          "--book: '%s' is no book: it stands on findings that %s have changed. Give the name of a deployment's book; 'quell release --all --book %s' takes back what stands there"
              .formatted(
                  name,
                  name.equals(BookSettings.AD_HOC)
                      ? "'quell run' and nobody's deployment"
                      : "versions of Quell without names for books",
                  name));
    }
  }

  /// Whose marks are taken, be they a deployment's or nobody's.
  ///
  /// @throws WrongUseException where there is no name, or one is none
  public BookSettings settingsOfAnyMarks() {
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
