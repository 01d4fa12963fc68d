package io.quell.cli.compile;

import io.quell.book.Book;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.ExitCodes;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongRulesException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.options.RuleOptions;
import io.quell.compile.template.BookTemplate;
import io.quell.compile.template.ReleaseTemplate;
import io.quell.compile.template.TemplateYaml;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the template of a stack that is deployed without the CDK.
@Command(
    name = "compile",
    header = "Prints a CloudFormation template of Quell, for one book or for any rules.",
    description =
        "%nThe template of a book has event patterns that let through what its rules could match,"
            + " and roles that may change what its rules change. Its functions report when other"
            + " rules are published than it was compiled for. The template for any rules lets all"
            + " open findings through, and need not be deployed again for a rule.%n%nEither reads"
            + " the rules that 'quell publish' publishes, and has parameters for the rest:"
            + " PackageBucket and PackageKey say where the function's package is.%n",
    exitCodeList = {"0:the template is printed", "1:the rules cannot be compiled: there is none"},
    footer = {
      "  quell compile --cloudformation rules.yaml > quell.template.yaml",
      "  quell compile --cloudformation --any-rules > quell.template.yaml"
    })
public final class CompileCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private RuleOptions ruleOptions = new RuleOptions();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "A file of rules: the same as --rules FILE. Default: the one that Quell is built with,"
              + " and its rule classes.")
  private List<Path> ruleFiles = List.of();

  @Option(
      names = "--cloudformation",
      required = true,
      description = "Prints a template for CloudFormation, in YAML.")
  private boolean cloudFormation;

  @Option(
      names = "--any-rules",
      description = "For whatever rules are published: the same template for everybody.")
  private boolean anyRules;

  /// The command, with all that it has from outside.
  public CompileCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!cloudFormation) { // as '--cloudformation=false' says
      throw new WrongUseException("there is no other form than --cloudformation");
    }
    ruleOptions.takePositional(ruleFiles);
    String text = TemplateYaml.of(template());
    context.out().print(text);
    context.out().flush();
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > ReleaseTemplate.MOST_INLINE) {
      note(
          "the template has %,d bytes, and CloudFormation takes %,d inline: name a bucket, 'aws cloudformation deploy --s3-bucket BUCKET'"
              .formatted(bytes, ReleaseTemplate.MOST_INLINE));
    }
    return ExitCodes.DONE;
  }

  private void note(String text) {
    context.err().println("quell: " + text);
    context.err().flush();
  }

  private Map<String, Object> template() {
    try {
      Optional<RuleFile> given = ruleOptions.file();
      if (anyRules) {
        if (given.isPresent()) {
          throw new WrongUseException("--any-rules is for no file of rules in particular");
        }
        return ReleaseTemplate.json();
      }
      RuleFile file =
          given.isPresent()
              ? given.get()
              : context.sources().requireRuleFile("quell compile --cloudformation rules.yaml");
      Book book =
          given.isPresent()
              ? ruleOptions.book(context, file)
              : Book.with(context.ruleBook().get(), file, "compiled");
      if (book.isExamples()) {
        note(
            "these rules are examples, which 'quell publish' refuses: put your own in their place,"
                + " and take out 'examples: true'");
      }
      return BookTemplate.of(book.rules(), file.version());
    } catch (RuleFileException e) {
      throw new WrongRulesException(e);
    } catch (IllegalArgumentException e) {
      throw new FailedException("the rules cannot be compiled: " + e.getMessage());
    }
  }
}
