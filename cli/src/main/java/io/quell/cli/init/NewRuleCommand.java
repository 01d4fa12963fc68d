package io.quell.cli.init;

import io.quell.book.Book;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.Launcher;
import io.quell.cli.command.OutputFile;
import io.quell.cli.command.SourceFolder;
import io.quell.cli.command.WrongRulesException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFile;
import io.quell.rule.Card;
import io.quell.rule.RuleBook;
import io.quell.rule.RuleHistory;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Adds a sketch of a rule.
@Command(
    name = "rule",
    header = "Adds a rule: an entry of rules.yaml, or a class with its test.",
    description =
        "%nThe rule is a sketch that is right but matches no finding of yours. Change it to what"
            + " you need.%n",
    sortOptions = false,
    exitCodeList = {
      "0:the rule is added",
      "1:a file cannot be read or written, or has no place where the rule could be added",
    },
    footer = {
      "  quell new rule test-data-buckets --owner data-platform",
      "  quell new rule test-data-buckets --java",
      "  quell new rule test-data-buckets --rules rules.yaml",
    })
final class NewRuleCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      paramLabel = "NAME",
      description = "The rule's id: " + Card.ID_FORM + ". Do not change it later.")
  private String id = "";

  @Option(
      names = "--java",
      description = "Writes a class and its test, and adds the class to the list of the rule book.")
  private boolean java;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "Adds the entry to FILE, in the format of rules.yaml. Default: the file of the repository"
              + " that Quell runs from.")
  private @Nullable Path file;

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      defaultValue = "your-team",
      description = "Who answers for the rule. Default: ${DEFAULT-VALUE}.")
  private String owner = "";

  NewRuleCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    RuleSketch sketch = RuleSketch.of(id, owner, context.clock());
    if (file != null) {
      if (java) {
        throw new WrongUseException("--rules is for an entry of a file, and --java for a class");
      }
      Path written = context.folder().resolve(file);
      requireNewIdIn(read(written), file.toString());
      addEntry(sketch, written, file.toString());
    } else {
      SourceFolder sources = context.sources();
      Path folder = sources.folder();
      requireNewId();
      if (java) {
        addClass(sketch, sources, folder);
      } else {
        addEntry(sketch, sources.writtenRuleFile(), sources.ruleFile());
      }
    }
    context.out().flush();
    return ExitCode.OK;
  }

  /// @throws WrongUseException where a rule has the id, or has had it
  private void requireNewId() {
    try {
      Book book = context.rules().book();
      requireNewId(book.rules().stream().map(rule -> rule.card().id()).toList(), book.history());
    } catch (RuleFileException e) {
      throw new WrongRulesException(e);
    }
  }

  private void requireNewId(List<String> ids, RuleHistory history) {
    if (ids.contains(id)) {
      throw new WrongUseException("there is a rule '%s' already: take another name".formatted(id));
    }
    if (history.removed().contains(id) || history.moved().containsKey(id)) {
      throw new WrongUseException(
          "there was a rule '%s', which may have left marks on findings: take another name"
              .formatted(id));
    }
  }

  private void addEntry(RuleSketch sketch, Path written, String name) {
    String before = read(written);
    String after =
        RuleFileText.with(before, sketch.entry())
            .filter(text -> hasOneMore(name, before, text))
            .orElseThrow(
                () ->
                    new FailedException(
                        "%s is written in a way that nothing can be added to it: begin its list with a line 'rules:', each rule below it"
                            .formatted(name)));
    OutputFile.write(written, after);
    say("The rule '%s' is added to %s.".formatted(id, name));
    String given = file == null ? "" : " " + name;
    say(
        "Change it, all but its id, and its examples. Then: 'quell test%s', 'quell lint%s'"
            .formatted(given, given));
  }

  private void requireNewIdIn(String text, String name) {
    try {
      RuleFile read = RuleFile.read(name, text.getBytes(StandardCharsets.UTF_8));
      requireNewId(read.rules().stream().map(rule -> rule.card().id()).toList(), read.history());
    } catch (RuleFileException e) {
      throw new WrongRulesException(e);
    }
  }

  /// Whether a file that has been changed has the rules that it had, and the new one.
  private boolean hasOneMore(String name, String before, String after) {
    try {
      var now = RuleFile.read(name, after.getBytes(StandardCharsets.UTF_8));
      var then = RuleFile.read(name, before.getBytes(StandardCharsets.UTF_8));
      return now.rules().size() == then.rules().size() + 1
          && now.rules().subList(0, then.rules().size()).equals(then.rules())
          && now.rules().getLast().card().id().equals(id);
    } catch (RuleFileException e) {
      return false;
    }
  }

  private void addClass(RuleSketch sketch, SourceFolder sources, Path folder) {
    RuleBook book = context.ruleBook().get();
    var files = NewFiles.in(folder, sketch.files(book.packageName()));
    files.requireNoneIsThere();
    String bookFile = sources.file(book.getClass());
    Path list = folder.resolve(bookFile.substring(sources.prefix().length()));
    String after =
        BookText.with(read(list), sketch.construction())
            .orElseThrow(
                () ->
                    new FailedException(
                        "nothing is written, because %s has no 'return List.of(…)' in classes() to add '%s' to"
                            .formatted(bookFile, sketch.construction())));
    files.write();
    OutputFile.write(list, after);
    files.texts().keySet().forEach(name -> say("written: " + sources.prefix() + name));
    say("added to the list in %s: %s".formatted(bookFile, sketch.construction()));
    say("Change the rule, all but its id, and its test. Then: 'mvn verify'");
  }

  private void say(String sentence) {
    context.out().println(Launcher.asTyped(sentence));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new FailedException("%s: %s".formatted(file, InputFile.reason(e)));
    }
  }
}
