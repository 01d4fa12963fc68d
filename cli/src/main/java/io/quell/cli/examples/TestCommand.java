package io.quell.cli.examples;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.ExitCodes;
import io.quell.cli.command.SourceFolder;
import io.quell.cli.command.WrongRulesException;
import io.quell.cli.options.RuleOptions;
import io.quell.cli.report.JsonLines;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tries the examples that a file of rules gives of its rules.
@Command(
    name = "test",
    header = "Tries the examples of a file of rules: which findings each rule matches or not.",
    description =
        "%nA rule in a file of rules can have 'examples': findings that it 'matches', and findings"
            + " that it 'passes', each by its fields or in a file. Fields are tried in ASFF and in"
            + " OCSF. Rule classes have tests in Java instead.%n",
    exitCodeList = {
      "0:all examples hold",
      "1:one does not hold; the line says which, and the criterion that failed"
    },
    footer = {
      "  quell test rules.yaml",
      "  quell test                  the file of rules that Quell is built with"
    })
public final class TestCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private RuleOptions ruleOptions = new RuleOptions();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "A file of rules: the same as --rules FILE. Default: the one that Quell is built with.")
  private List<Path> ruleFiles = List.of();

  @Option(
      names = "--json",
      description = "Prints JSON lines: one for each example that does not hold, then a summary.")
  private boolean json;

  /// The command, with all that it has from outside.
  public TestCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ruleOptions.takePositional(ruleFiles);
    TriedExamples tried;
    try {
      tried = tried();
    } catch (RuleFileException e) {
      throw new WrongRulesException(e);
    }
    if (json) {
      new JsonTestReport(new JsonLines(context.out())).tell(tried);
    } else {
      new TextTestReport(context.text()).tell(tried);
    }
    context.out().flush();
    return tried.hold() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private TriedExamples tried() throws RuleFileException {
    Optional<RuleFile> given = ruleOptions.file();
    return given.isPresent() ? tried(given.get(), ruleOptions.name()) : ofSources();
  }

  private TriedExamples tried(RuleFile file, String name) throws RuleFileException {
    return TriedExamples.of(file, name, context.folder().resolve(name));
  }

  private TriedExamples ofSources() throws RuleFileException {
    SourceFolder sources = context.sources();
    return tried(sources.requireRuleFile("quell test rules.yaml"), sources.ruleFile());
  }
}
