package io.quell.cli.backtest.against;

import io.quell.book.Book;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.SourceFolder;
import io.quell.cli.command.WrongRulesException;
import io.quell.cli.git.GitRepository;
import io.quell.rule.RuleBook;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The whole book of a revision: its rule classes, compiled against the Quell that runs, and its
/// file of rules.
///
/// @param repository where the revision is
/// @param revision what the user calls it
/// @param sources where the rules are written
record RevisionBook(GitRepository repository, String revision, SourceFolder sources) {
  private static final String JAVA_FOLDER = "java/";
  private static final String RESOURCES_FOLDER = "resources/";
  private static final String RULES = "rules.yaml";
  private static final String SERVICE = "META-INF/services/" + RuleBook.class.getName();

  /// The book.
  ///
  /// @throws FailedException where the revision is not there, does not compile, or has no book
  Book book() {
    String commit = repository.commit(revision);
    String folder = sources.prefix() + "src/main";
    Map<String, byte[]> files =
        repository.files(
            commit,
            folder,
            "the revision '%s' has no rule book in %s of this folder: run Quell where the project is, or give --against a file of rules"
                .formatted(revision, folder));
    Map<String, byte[]> resources = below(files, RESOURCES_FOLDER);
    byte[] service = resources.get(SERVICE);
    if (service == null) {
      throw new FailedException(
          "the revision '%s' names no rule book in %s/%s%s"
              .formatted(revision, folder, RESOURCES_FOLDER, SERVICE));
    }
    Map<String, byte[]> classes =
        RevisionCompiler.compile(
            "the revision '%s'".formatted(revision),
            below(files, JAVA_FOLDER),
            folder + "/" + JAVA_FOLDER.replace("/", ""));
    var loader = new RevisionLoader(classes, resources, RuleBook.class.getClassLoader());
    return withFile(ruleBook(loader, bookClass(service)), resources, folder);
  }

  private static Map<String, byte[]> below(Map<String, byte[]> files, String folder) {
    Map<String, byte[]> below = new TreeMap<>();
    files.forEach(
        (path, content) -> {
          if (path.startsWith(folder)) {
            below.put(path.substring(folder.length()), content);
          }
        });
    return below;
  }

  /// The only class that a service file names, as ServiceLoader reads it.
  private static String bookClass(byte[] service) {
    return new String(service, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("");
  }

  private RuleBook ruleBook(ClassLoader loader, String name) {
    try {
      return Class.forName(name, true, loader)
          .asSubclass(RuleBook.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
      throw new FailedException(
          "the rule book of the revision '%s', %s, cannot be used: %s"
              .formatted(revision, name, e.getCause() == null ? e : e.getCause()));
    }
  }

  private Book withFile(RuleBook rules, Map<String, byte[]> resources, String folder) {
    byte[] file = resources.get(RULES);
    try {
      return file == null
          ? Book.packaged(rules)
          : Book.with(
              rules,
              RuleFile.read(
                  "%s:%s/%s%s".formatted(revision, folder, RESOURCES_FOLDER, RULES), file),
              revision);
    } catch (RuleFileException e) {
      throw new WrongRulesException(e);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new FailedException(
          List.of(
              "the rules of the revision '%s' cannot be used: %s"
                  .formatted(revision, e.getMessage())));
    }
  }
}
