package io.quell.cli.importing;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.OutputFile;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputFiles;
import io.quell.cli.options.DayConverter;
import io.quell.cli.terminal.Text;
import io.quell.importers.CardDefaults;
import io.quell.importers.ImportResult;
import io.quell.importers.SourceRule;
import io.quell.importers.UnreadableSourceException;
import io.quell.importers.java.JavaRules;
import io.quell.rule.Card;
import io.quell.rule.RuleHistory;
import io.quell.rulefile.RuleFileSchema;
import io.quell.rulefile.RuleFileWriter;
import io.quell.value.Bounded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes over the rules of one other tool.
@Command(
    sortOptions = false,
    exitCodeList = {
      "0:the rules are written; with --skip-failed those that could be imported",
      "1:something failed, and nothing was written: a rule cannot be imported, the file cannot be"
          + " read"
    })
final class ImportFromSource implements Callable<Integer> {
  /// A Terraform state of thousands of resources is smaller. What is read from so much still fits
  /// into the memory of a small machine.
  private static final int MOST_BYTES = 64 << 20;
  private static final Pattern PACKAGE = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)*");

  private final CommandContext context;
  private final ImportSource source;

  @Parameters(paramLabel = "FILE", description = "The file to import, or - for standard input.")
  private String file = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Writes the rules to this file. Default: standard output.")
  private @Nullable String output;

  @Option(
      names = "--java",
      paramLabel = "DIR",
      description =
          "Writes rule classes and their tests instead, below src/main/java and src/test/java of"
              + " this folder, and prints the lines for the RuleBook.")
  private @Nullable String java;

  @Option(
      names = "--package",
      paramLabel = "NAME",
      description = "The package of the rule classes. Default: that of the rule book.")
  private @Nullable String javaPackage;

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      description =
          "Who answers for the rules, at most "
              + Card.LONGEST_NAME
              + " characters. Automation rules otherwise take the last part of their CreatedBy.")
  private @Nullable String owner;

  @Option(
      names = "--expires",
      paramLabel = "DAY",
      converter = DayConverter.class,
      description = "The last day the rules are in force, such as 2027-06-30. Default: no end.")
  private @Nullable LocalDate expires;

  @Option(
      names = "--skip-failed",
      description = "Writes the other rules where some cannot be imported.")
  private boolean skipFailed;

  @Option(names = "--force", description = "Overwrites files that are there already.")
  private boolean force;

  ImportFromSource(CommandContext context, ImportSource source) {
    this.context = context;
    this.source = source;
  }

  @Override
  public Integer call() {
    CardDefaults defaults = defaults();
    requireOneTarget();
    InputFile input = InputFiles.of(List.of(requireFile()), context.in()).getFirst();
    if (owner == null && !source.namesOwners()) {
      throw new WrongUseException(
          "--owner NAME is missing: the source does not say who answers for its rules");
    }
    Path target = output == null ? null : free(path(output));
    ImportResult imports = read(input, defaults);
    tell(imports);
    context.err().println(imports.summary());
    if (!imports.isComplete() && !skipFailed) {
      throw new FailedException(
          "nothing is written, because some rules are not imported: add --skip-failed to write the"
              + " others");
    }
    List<String> header =
        List.of("Imported by 'quell import %s' from %s.".formatted(source.command(), file));
    if (java != null) {
      writeClasses(imports, path(java));
    } else if (target != null) {
      OutputFile.write(
          target,
          RuleFileWriter.text(header, imports.rules(), RuleHistory.NONE, imports.comments()));
      context.err().println("written to " + target);
      writeSchemaBeside(target);
    } else {
      context
          .out()
          .print(
              RuleFileWriter.text(header, imports.rules(), RuleHistory.NONE, imports.comments()));
      context.out().flush();
    }
    return ExitCode.OK;
  }

  /// What became of each rule; where very many are not imported, the first of those.
  private void tell(ImportResult imports) {
    int notImported = 0;
    for (SourceRule rule : imports.sourceRules()) {
      if (!(rule instanceof SourceRule.NotImported) || notImported++ < Bounded.MOST_ITEMS) {
        context.err().println(Text.plain(rule.toString()));
      }
    }
    if (notImported > Bounded.MOST_ITEMS) {
      context.err().println(Bounded.rest(notImported - Bounded.MOST_ITEMS) + " are not imported");
    }
  }

  private CardDefaults defaults() {
    try {
      return new CardDefaults(owner, expires);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException("--owner: " + e.getMessage());
    }
  }

  private void requireOneTarget() {
    if (java != null && output != null) {
      throw new WrongUseException("--java and --output exclude each other");
    }
    if (java == null && javaPackage != null) {
      throw new WrongUseException("--package is for --java");
    }
    if (javaPackage != null && !PACKAGE.matcher(javaPackage).matches()) {
      throw new WrongUseException("--package: '%s' is no package".formatted(javaPackage));
    }
  }

  private ImportResult read(InputFile input, CardDefaults defaults) {
    try (InputStream content = input.opening().open()) {
      byte[] bytes = content.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new FailedException(
            "%s: it has more than %d MB; no file of rules is as large"
                .formatted(input.name(), MOST_BYTES >> 20));
      }
      return source.reader().read(input.name(), bytes, defaults);
    } catch (UnreadableSourceException e) {
      throw new FailedException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new FailedException("%s: %s".formatted(input.name(), InputFile.reason(e)));
    }
  }

  private String requireFile() {
    if (!file.equals("-") && Files.isDirectory(path(file))) {
      throw new WrongUseException("%s is a folder; name one file".formatted(file));
    }
    return file;
  }

  private static Path path(String argument) {
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      throw new WrongUseException("no such path: " + argument);
    }
  }

  private Path free(Path path) {
    if (Files.exists(path) && !force) {
      throw new WrongUseException(
          "%s is there already: add --force to overwrite it".formatted(path));
    }
    return path;
  }

  private void writeClasses(ImportResult imports, Path folder) {
    String inPackage =
        Optional.ofNullable(javaPackage).orElseGet(() -> context.ruleBook().get().packageName());
    JavaRules rules = JavaRules.of(imports.rules(), inPackage);
    Map<Path, String> files = new LinkedHashMap<>();
    rules.files().forEach((name, text) -> files.put(free(folder.resolve(name)), text));
    files.forEach(OutputFile::write);
    rules.remarks().forEach(remark -> context.err().println(remark));
    context.err().println("%d files written to %s".formatted(files.size(), folder));
    context
        .out()
        .println(
            "// Add to the list in RuleBook.classes(), in this order, then run 'build/format':");
    rules.bookLines().forEach(context.out()::println);
    context.out().flush();
  }

  /// The first line of the rules names the schema for the editor. One that is there already stays:
  /// it may be newer.
  private void writeSchemaBeside(Path rules) {
    Path schema = rules.resolveSibling(RuleFileSchema.FILE_NAME);
    if (Files.notExists(schema)) {
      OutputFile.write(schema, RuleFileSchema.json());
      context.err().println("the schema for editors is in " + schema);
    }
  }
}
