package io.quell.book;

import io.quell.rule.Rule;
import io.quell.rule.RuleBook;
import io.quell.rule.RuleHistory;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import io.quell.run.BookSettings;
import io.quell.run.RuleEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// The rules that run, in their order: the rule classes, then those of a file of rules.
///
/// @param rules the rules in the order they run: of two that set the same field the later wins
/// @param history what is to be known of rules that have left the book, got another id, or do not
///     run
/// @param version where the file of rules came from and which one it is, such as
///     `packaged 0a1b2c3d4e5f`
/// @param isExamples whether the rule classes or the file of rules are examples, which nobody has
///     chosen for an organization: they may be tried, and no deployment enforces them
public record Book(List<Rule> rules, RuleHistory history, String version, boolean isExamples) {
  public Book {
    rules = List.copyOf(rules);
  }

  /// Rules that are no examples.
  public Book(List<Rule> rules, RuleHistory history, String version) {
    this(rules, history, version, false);
  }

  /// The engine that runs the rules as a deployment does, or otherwise.
  ///
  /// @throws IllegalArgumentException where two rules have one id, or what is said of other rules
  ///     does not fit
  public RuleEngine engine(BookSettings settings, Clock clock) {
    return new RuleEngine(rules, history, version, settings, clock);
  }

  /// The engine that tries the rules.
  ///
  /// @throws IllegalArgumentException as [#engine(BookSettings, Clock)]
  public RuleEngine engine(Clock clock) {
    return engine(BookSettings.trial(), clock);
  }

  /// The rule classes and the file of rules that was packaged with them.
  ///
  /// @throws IllegalStateException where there is not one rule book on the class path, or its file
  ///     cannot be used; the build checks it, so that this does not happen
  public static Book packaged() {
    return packaged(RuleBook.find());
  }

  /// The rule classes of a rule book and the file that was packaged with them.
  ///
  /// @throws IllegalStateException where that file is missing or cannot be used
  public static Book packaged(RuleBook book) {
    try (InputStream file =
        book.file()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the function was packaged without its rules, %s: build it anew"
                            .formatted(RuleBook.FILE)))) {
      return with(book, RuleFile.readToRun(RuleBook.FILE, file.readAllBytes()), "packaged");
    } catch (RuleFileException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("the packaged rules, %s".formatted(RuleBook.FILE), e);
    }
  }

  /// The rules of a file alone.
  ///
  /// @param origin where the file comes from, in a word
  public static Book of(RuleFile file, String origin) {
    return new Book(
        List.copyOf(file.rules()),
        file.history(),
        origin + " " + file.version(),
        file.isExamples());
  }

  /// The rule classes of a rule book and another file of rules than the packaged one.
  ///
  /// @param origin where the file comes from, in a word
  public static Book with(RuleBook book, RuleFile file, String origin) {
    return new Book(
        Stream.<Rule>concat(book.classes().stream(), file.rules().stream()).toList(),
        book.history().and(file.history()),
        origin + " " + file.version(),
        book.isExamples() || file.isExamples());
  }
}
