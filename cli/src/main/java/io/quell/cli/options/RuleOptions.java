package io.quell.cli.options;

import io.quell.book.Book;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.WrongRulesException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.FileKind;
import io.quell.cli.input.InputFile;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that says which rules are meant.
public final class RuleOptions {
  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "Uses only the rules in FILE, in the format of rules.yaml, and not those that Quell is"
              + " built with.")
  private @Nullable Path file;

  @Option(
      names = "--with-classes",
      description =
          "Puts the rule classes before the rules of --rules, as a stack does that the file is"
              + " published to.")
  private boolean withClasses;

  /// The rules that are meant.
  ///
  /// @throws WrongUseException where the file cannot be read
  /// @throws WrongRulesException where it is wrong; it says all that is
  public Book book(CommandContext context) {
    try {
      Optional<RuleFile> read = file();
      return read.isEmpty() ? context.rules().book() : book(context, read.get());
    } catch (RuleFileException e) {
      throw new WrongRulesException(e);
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
  /// @throws WrongUseException where it cannot be read, or has findings
  public Optional<RuleFile> file() throws RuleFileException {
    if (file == null) {
      if (withClasses) {
        throw new WrongUseException(
            "--with-classes goes with --rules: without it the classes are taken anyway");
      }
      return Optional.empty();
    }
    return Optional.of(read(name(), file));
  }

  /// Reads a file of rules.
  ///
  /// @param name what it is called, as it was given
  /// @throws RuleFileException where it is wrong
  /// @throws WrongUseException where it cannot be read, or has findings
  public static RuleFile read(String name, Path file) throws RuleFileException {
    if (name.isEmpty() || name.equals("-")) {
      throw new WrongUseException(
          name.isEmpty()
              ? "the path of the file of rules is empty"
              : "rules are read from a file, not from standard input");
    }
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new WrongUseException(
          Files.isDirectory(file)
              ? "%s is a folder, and no file of rules".formatted(name)
              : "%s: %s".formatted(name, InputFile.reason(e)));
    }
    try {
      return RuleFile.read(name, content);
    } catch (RuleFileException e) {
      if (FileKind.of(content) == FileKind.FINDINGS) {
        throw new WrongUseException(
            "%s is a file of findings, not of rules: 'quell run %s' runs the rules on them"
                .formatted(name, name));
      }
      throw e;
    }
  }

  /// Takes the file that is given by its position, which is the same as `--rules`.
  ///
  /// @throws WrongUseException where there are several
  public void takePositional(List<Path> files) {
    if (files.isEmpty()) {
      return;
    }
    if (files.size() > 1) {
      throw new WrongUseException(
          "%s and %s: each file of rules is a book of its own; run the command once for each"
              .formatted(files.getFirst(), files.get(1)));
    }
    if (file != null) {
      throw new WrongUseException(
          "%s and --rules %s: give the file of rules once".formatted(files.getFirst(), file));
    }
    file = files.getFirst();
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
