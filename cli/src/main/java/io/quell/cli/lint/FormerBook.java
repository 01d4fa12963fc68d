package io.quell.cli.lint;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongRulesException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.git.GitRepository;
import io.quell.cli.input.InputFile;
import io.quell.cli.options.RuleOptions;
import io.quell.cli.rules.RulesPage;
import io.quell.lint.book.FormerRules;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// The book that `--against` names: a file, or the one of a revision.
///
/// A file is a file of rules or the page about the rules. Of a revision, the rules of the classes
/// are known by the page alone, which the build of that revision has kept from being stale; where
/// one file of rules is checked alone, it is the same file in that revision.
///
/// @param name what `--against` names
record FormerBook(String name) {

  /// Its rules.
  ///
  /// @param checked which rules are checked
  /// @throws WrongUseException where it can be neither a file nor a revision
  /// @throws FailedException where it cannot be found or read
  FormerRules rules(RuleOptions checked, CommandContext context) {
    if (name.isBlank() || name.startsWith("-")) {
      throw new WrongUseException(
          "--against: '%s' is neither a file nor a revision of git".formatted(name));
    }
    try {
      Path file = Path.of(name);
      return Files.isRegularFile(file)
          ? new FormerRules(name, ids(name, Files.readAllBytes(file)))
          : atRevision(checked, context);
    } catch (IOException e) {
      throw new FailedException("%s: %s".formatted(name, InputFile.reason(e)));
    }
  }

  private FormerRules atRevision(RuleOptions checked, CommandContext context) {
    return checked
        .fileAlone()
        .map(file -> fileAtRevision(file, context))
        .orElseGet(() -> pageAtRevision(context));
  }

  private FormerRules fileAtRevision(Path file, CommandContext context) {
    String fileName = String.valueOf(file.getFileName());
    byte[] content = GitRepository.fileAtRevision(file, name, context.environment());
    return new FormerRules(
        "%s at the revision %s".formatted(fileName, name), ids(name + ":" + fileName, content));
  }

  private FormerRules pageAtRevision(CommandContext context) {
    var repository = new GitRepository(context.folder(), context.environment());
    String commit = repository.commit(name);
    byte[] content =
        repository.file(
            commit,
            RulesPage.PATH,
            "the revision '%s' has no page of its rules, %s, in this folder: print it from that revision with 'quell rules --markdown', and give --against that file"
                .formatted(name, RulesPage.PATH));
    return new FormerRules(
        "the book at the revision " + name,
        idsOfPage(name + ":" + RulesPage.PATH, new String(content, StandardCharsets.UTF_8)));
  }

  /// The ids of the rules in a file of rules or on the page about them.
  private static Set<String> ids(String called, byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    if (RulesPage.isLikely(text)) {
      return idsOfPage(called, text);
    }
    try {
      return RuleFile.read(called, content).rules().stream()
          .map(rule -> rule.card().id())
          .collect(Collectors.toCollection(LinkedHashSet::new));
    } catch (RuleFileException e) {
      throw new WrongRulesException(e);
    }
  }

  private static Set<String> idsOfPage(String called, String text) {
    try {
      return RulesPage.ids(text);
    } catch (IllegalArgumentException e) {
      throw new FailedException("%s: %s".formatted(called, e.getMessage()));
    }
  }
}
