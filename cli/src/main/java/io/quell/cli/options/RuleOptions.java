package io.quell.cli.options;

import io.quell.book.Book;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFile;
import io.quell.rulefile.Problem;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that says which rules are meant.
public final class RuleOptions {
  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "Takes the rules of this file alone, in the format of rules.yaml, instead of those that"
              + " Quell is built with.")
  private @Nullable Path file;

  @Option(
      names = "--with-classes",
      description =
          "Takes the rule classes before the rules of --rules, as a function does that the file is"
              + " published for.")
  private boolean withClasses;

  /// The rules that are meant.
  ///
  /// @throws FailedException where the file cannot be read, or is wrong; it says all that is
  public Book book(CommandContext context) {
    try {
      Optional<RuleFile> read = file();
      return read.isEmpty() ? context.rules().book() : book(context, read.get());
    } catch (RuleFileException e) {
      throw new FailedException(e.problems().stream().map(Problem::toString).toList());
    }
  }

  /// The rules that are meant where they come from a file.
  public Book book(CommandContext context, RuleFile read) {
    return withClasses
        ? Book.with(context.ruleBook().get(), read, name())
        : Book.of(read.alone(), name());
  }

  /// The file whose rules are meant; empty for those that Quell is built with.
  ///
  /// @throws RuleFileException where it is wrong
  /// @throws FailedException where it cannot be read
  public Optional<RuleFile> file() throws RuleFileException {
    if (file == null) {
      if (withClasses) {
        throw new WrongUseException(
            "--with-classes goes with --rules: without it the classes are taken anyway");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(RuleFile.read(name(), Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new FailedException("%s: %s".formatted(file, InputFile.reason(e)));
    }
  }

  /// The file where its rules alone are meant, without rule classes.
  public Optional<Path> fileAlone() {
    return withClasses ? Optional.empty() : Optional.ofNullable(file);
  }

  /// Whether the rules come from a file.
  public boolean isGiven() {
    return file != null;
  }

  /// What the file is called, as it was given.
  public String name() {
    return String.valueOf(file);
  }
}
