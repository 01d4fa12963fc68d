package io.quell.cli.backtest.against;

import io.quell.book.Book;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongRulesException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.git.GitRepository;
import io.quell.cli.input.InputFile;
import io.quell.cli.options.RuleOptions;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// The book that `--against` names: a file of rules, or a git revision.
///
/// A file is taken as the tried rules are: with the rule classes of today, or alone where those are
/// of a file alone. Of a revision the whole book is taken, classes included; where a file alone is
/// tried, that file as the revision has it.
///
/// @param name what `--against` names
public record OtherBook(String name) {

  /// The book.
  ///
  /// @param tried which rules are tried
  /// @throws WrongUseException where it can be neither a file nor a revision
  /// @throws FailedException where it cannot be found, read or compiled
  public Book book(RuleOptions tried, CommandContext context) {
    if (name.isBlank() || name.startsWith("-")) {
      throw new WrongUseException(
          "--against: '%s' is neither a file of rules nor a revision of git".formatted(name));
    }
    return isFile() ? ofFile(tried, context) : ofRevision(tried, context);
  }

  private boolean isFile() {
    try {
      return Files.isRegularFile(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private Book ofFile(RuleOptions tried, CommandContext context) {
    try {
      RuleFile file = read(name, Files.readAllBytes(Path.of(name)));
      return tried.fileAlone().isPresent()
          ? Book.of(file.alone(), name)
          : Book.with(context.ruleBook().get(), file, name);
    } catch (IOException e) {
      throw new FailedException("%s: %s".formatted(name, InputFile.reason(e)));
    }
  }

  private Book ofRevision(RuleOptions tried, CommandContext context) {
    return tried
        .fileAlone()
        .map(file -> fileAtRevision(file, context))
        .orElseGet(
            () ->
                new RevisionBook(
                        new GitRepository(context.folder(), context.environment()),
                        name,
                        context.sources())
                    .book());
  }

  private Book fileAtRevision(Path file, CommandContext context) {
    byte[] content = GitRepository.fileAtRevision(file, name, context.environment());
    return Book.of(read(name + ":" + file.getFileName(), content).alone(), name);
  }

  private static RuleFile read(String called, byte[] content) {
    try {
      return RuleFile.read(called, content);
    } catch (RuleFileException e) {
      throw new WrongRulesException(e);
    }
  }
}
