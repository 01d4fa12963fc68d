package io.quell.cli.command;

import io.quell.book.Book;
import io.quell.rule.NoRuleBookException;
import io.quell.rule.RuleBook;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The folder of the module that the rule book is written in, in Maven's layout. Only the launcher
/// knows it: a jar does not say where it was built.
///
/// @param prefix what stands before `src/main`, such as `function/`, or empty for the working
///     directory
/// @param project the project's folder where Quell runs from its sources, so that the file of rules
///     counts as it is written now; null where the packaged file counts
public record SourceFolder(String prefix, @Nullable Path project) {
  private static final String RULE_FILE = "src/main/resources/rules.yaml";

  /// The folder that the launcher says, by the properties `quell.sources` and `quell.project`.
  public static SourceFolder ofProcess() {
    return of(System.getProperty("quell.sources", "")).in(System.getProperty("quell.project", ""));
  }

  /// The folder of that name, for rules as they are packaged.
  ///
  /// @param folder its name, such as `function`, or empty for the working directory
  public static SourceFolder of(String folder) {
    return new SourceFolder(folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/", null);
  }

  /// The same folder in a project that Quell runs from.
  ///
  /// @param root the project's folder, or empty where there is none
  public SourceFolder in(String root) {
    return root.isEmpty() ? this : new SourceFolder(prefix, Path.of(root));
  }

  /// The file of a class, which is the file of its outermost one.
  public String file(Class<?> type) {
    Class<?> outermost = type;
    while (outermost.getEnclosingClass() != null) {
      outermost = outermost.getEnclosingClass();
    }
    return prefix + "src/main/java/" + outermost.getName().replace('.', '/') + ".java";
  }

  /// The packaged file of rules as it is written: its path in the project or, where the command
  /// runs elsewhere, the whole path.
  public String ruleFile() {
    return project == null || isSame(project, Path.of(""))
        ? prefix + RULE_FILE
        : project.resolve(prefix + RULE_FILE).toString();
  }

  /// The module's folder in the project that Quell runs from.
  ///
  /// @throws WrongUseException where it does not run from a project
  public Path folder() {
    if (project == null) {
      throw new WrongUseException(
          "this Quell does not run from a repository with rules in Java: start it by the launcher"
              + " of one, './quell', or name a file of rules, '--rules rules.yaml'");
    }
    return project.resolve(prefix);
  }

  /// The file of rules as it is written in the project that Quell runs from.
  ///
  /// @throws WrongUseException where it does not run from a project
  public Path writtenRuleFile() {
    return folder().resolve(RULE_FILE);
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  /// Opens the file of rules as it is written: now, or when it was packaged. Null where none was
  /// packaged.
  ///
  /// @throws WrongUseException where the project has none
  public @Nullable InputStream openRuleFile() throws IOException {
    if (project == null) {
      return SourceFolder.class.getResourceAsStream("/rules.yaml");
    }
    try {
      return Files.newInputStream(project.resolve(prefix + RULE_FILE));
    } catch (NoSuchFileException e) {
      throw new WrongUseException(
          "there is no file of rules, %s; one without rules says 'rules: []'"
              .formatted(ruleFile()));
    }
  }

  /// The file of rules that Quell is built with.
  ///
  /// @param otherwise a command that takes a file, for who has none
  /// @throws RuleFileException where it is wrong
  /// @throws WrongUseException where there is none
  public RuleFile requireRuleFile(String otherwise) throws RuleFileException {
    try (InputStream content = openRuleFile()) {
      if (content == null) {
        throw new WrongUseException(
            "Quell was built without a file of rules: give one, '%s'".formatted(otherwise));
      }
      return RuleFile.read(ruleFile(), content.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The rule classes that Quell is built with.
  ///
  /// @throws WrongUseException where it is built without any, as the archive of the command line is
  /// @throws IllegalStateException where its project names none, or they cannot be used
  public RuleBook ruleBook() {
    try {
      return RuleBook.find();
    } catch (NoRuleBookException e) {
      if (project != null) {
        throw e;
      }
      throw new WrongUseException(
          "this Quell has no rules of its own: name a file of rules, such as '--rules rules.yaml';"
              + " for rules in Java, 'quell init FOLDER' writes a repository");
    }
  }

  /// Whether it is built without rule classes, as the archive of the command line is: the function
  /// of a release has none either.
  public boolean hasNoRuleClasses() {
    try {
      return project == null && RuleBook.find().classes().isEmpty();
    } catch (NoRuleBookException e) {
      return true;
    }
  }

  /// The rules that Quell is built with: the rule classes, and the file of rules as it is written
  /// now, or as it was packaged where there is no project.
  ///
  /// @throws RuleFileException where the written file is wrong
  /// @throws WrongUseException where there is none, or no rule at all
  public Book book() throws RuleFileException {
    if (project == null) {
      return Book.packaged(ruleBook());
    }
    try (InputStream written = Objects.requireNonNull(openRuleFile())) {
      return Book.with(ruleBook(), RuleFile.read(ruleFile(), written.readAllBytes()), "sources");
    } catch (IOException e) {
      throw new WrongUseException(
          "%s: it cannot be read: %s".formatted(ruleFile(), e.getMessage()));
    }
  }
}
