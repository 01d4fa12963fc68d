package io.quell.cli.publish;

import io.quell.book.Book;
import io.quell.cli.aws.AwsConnection;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.Launcher;
import io.quell.cli.command.WrongRulesException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.examples.TriedExamples;
import io.quell.cli.input.InputFile;
import io.quell.cli.publish.Rollout.NewVersion;
import io.quell.cli.stack.DeployedStack;
import io.quell.cli.stack.HostedConfiguration;
import io.quell.cli.stack.HostedConfiguration.AppConfigDeployment;
import io.quell.cli.stack.StackTarget;
import io.quell.lint.Lint;
import io.quell.lint.book.LintOptions;
import io.quell.lint.problem.Level;
import io.quell.lint.problem.LintProblem;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import io.quell.value.QuellBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `quell publish`: a file of rules to the functions of a stack, without a deployment of the stack.
@Command(
    name = "publish",
    sortOptions = false,
    header = "Publishes a file of rules to a deployed stack, and waits until it is in force.",
    description =
        "%nReads and lints the file first and tries its examples: an error, or an example that does"
            + " not hold, ends the command before anything is sent. The stack's validator reads it"
            + " too, with the Quell that is deployed. Then AppConfig gives it to the functions step"
            + " by step, and takes it back where an alarm goes off.%n",
    exitCodeList = {
      "0:the file is in force",
      "1:it is not: the file or the deployment was refused or taken back, or you said no"
    },
    footer = {
      "  quell publish rules.yaml                checks, asks, publishes and waits",
      "  quell publish rules.yaml --observe      checks it, and shows what would change",
      "  quell rollback --rules                  takes the last publication back"
    })
public final class PublishCommand implements Callable<Integer> {
  private static final String STOP = "'quell rollback --rules'";
  private static final int LONGEST_DESCRIPTION = 1_000;
  /// What AppConfig takes (VersionLabel: up to 64 characters with one that is no digit), and what a
  /// header does.
  private static final Pattern LABEL = Pattern.compile("(?=.*[^0-9])[A-Za-z0-9._-]{1,64}");

  private final CommandContext context;

  @Parameters(paramLabel = "FILE", description = "The file of rules, in YAML or JSON.")
  private Path file = Path.of("");

  @Mixin private StackTarget options = new StackTarget();

  @Option(
      names = "--alone",
      description =
          "Checks the rules of the file without the rule classes that this Quell is built with."
              + " Use it where the stack has other classes.")
  private boolean alone;

  @Option(
      names = "--label",
      paramLabel = "TEXT",
      description =
          "What the functions' logs call this version, such as 2026-12-01.1. No other version may"
              + " have the same.")
  private @Nullable String label;

  @Option(
      names = "--no-wait",
      description = "Ends when the deployment has begun, and does not wait for its end.")
  private boolean noWait;

  /// The command, with all that it has from outside.
  public PublishCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    String wanted = label;
    if (wanted != null && !LABEL.matcher(wanted).matches()) {
      throw new WrongUseException(
          "--label: 1 to 64 letters, digits and the characters . _ - not of digits alone, and not '%s'"
              .formatted(wanted));
    }
    byte[] content = content();
    Book book = checked(content);
    try (AwsConnection aws = options.connect(context)) {
      DeployedStack stack = options.find(aws);
      requirePublication(stack);
      requireChosen(stack, book);
      HostedConfiguration rules = HostedConfiguration.rules(stack);
      List<AppConfigDeployment> newest = rules.newestDeployments();
      Rollout.requireRest(newest, STOP);
      Optional<AppConfigDeployment> inForce =
          newest.stream().filter(AppConfigDeployment::isComplete).findFirst();
      if (inForce.isPresent() && Arrays.equals(rules.content(inForce.get().version()), content)) {
        context
            .out()
            .printf(
                "%s is in force already: version %s, deployment %d.%n",
                file, inForce.get().version(), inForce.get().number());
        context.out().flush();
        return ExitCode.OK;
      }
      preview(stack, book, inForce);
      if (!options.isAgreed(
          context, "The rules of %s replace those of the stack %s".formatted(file, stack.name()))) {
        return ExitCode.OK;
      }
      publish(new Rollout(context, rules), content);
      return ExitCode.OK;
    }
  }

  private byte[] content() {
    try {
      return Files.readAllBytes(context.folder().resolve(file));
    } catch (IOException e) {
      throw new WrongUseException("%s: %s".formatted(file, InputFile.reason(e)));
    }
  }

  private Book checked(byte[] content) {
    String name = String.valueOf(file);
    Book book;
    TriedExamples examples;
    try {
      RuleFile read = RuleFile.read(name, content);
      examples = TriedExamples.of(read, name, context.folder().resolve(file));
      book =
          isAlone() ? Book.of(read.alone(), name) : Book.with(context.ruleBook().get(), read, name);
    } catch (RuleFileException e) {
      throw new WrongRulesException(e);
    }
    List<LintProblem> problems =
        Lint.problems(book, LintOptions.at(context.clock()), Optional.empty(), Optional.empty());
    List<String> errors =
        problems.stream()
            .filter(problem -> problem.level() == Level.ERROR)
            .map(
                problem ->
                    "%s: %s: %s %s"
                        .formatted(
                            file,
                            String.join(", ", problem.names()),
                            problem.message(),
                            problem.advice()))
            .toList();
    if (!errors.isEmpty()) {
      throw new FailedException(errors);
    }
    if (!examples.hold()) {
      throw new FailedException(examples.lines());
    }
    if (!problems.isEmpty()) {
      context
          .err()
          .println(
              Launcher.asTyped(
                  "%,d warnings and notes: 'quell lint %s%s' shows them"
                      .formatted(problems.size(), file, isAlone() ? "" : " --with-classes")));
    }
    return book;
  }

  /// Whether the file is all that there is: the function of a release has no rule classes.
  private boolean isAlone() {
    return alone || context.sources().hasNoRuleClasses();
  }

  private static void requirePublication(DeployedStack stack) {
    if (!stack.require("Rules").equalsIgnoreCase("appconfig")) {
      throw new FailedException(
          "the functions of the stack %s run the rules that they are packaged with, so that they would not read this file: deploy the stack with the option rules: appconfig first"
              .formatted(stack.name()));
    }
  }

  /// Examples are to be tried. A stack that enforces its rules would enforce them too.
  private void requireChosen(DeployedStack stack, Book book) {
    if (book.isExamples() && stack.require("Mode").equalsIgnoreCase("enforce")) {
      throw new FailedException(
          "%s, or the rule classes with it, are examples, which a stack with mode enforce does not run: choose your rules, then take out 'examples: true'"
              .formatted(file));
    }
  }

  private void preview(DeployedStack stack, Book book, Optional<AppConfigDeployment> inForce) {
    context
        .out()
        .printf(
            "%s: %,d rules%s, for the stack %s%n",
            file, book.rules().size(), isAlone() ? "" : " with the rule classes", stack.name());
    context
        .out()
        .println(
            inForce
                .map(
                    before ->
                        "In force now: version %s, deployment %d"
                            .formatted(before.version(), before.number()))
                .orElse("In force now: the packaged rules; nothing was published yet"));
    String deployed = stack.require("Version");
    String own = QuellBuild.version();
    if (!deployed.equals(own)) {
      context
          .out()
          .printf(
              "The stack has Quell %s, and this is %s: the stack's validator refuses what only this"
                  + " one knows.%n",
              deployed, own);
    }
    context.out().flush();
  }

  private void publish(Rollout rollout, byte[] content) {
    String name = String.valueOf(file.getFileName());
    boolean isJson = name.toLowerCase(Locale.ROOT).endsWith(".json");
    AppConfigDeployment begun =
        rollout.start(
            new NewVersion(
                content,
                isJson ? "application/json" : "application/x-yaml",
                description(name),
                Optional.ofNullable(label),
                OptionalInt.empty()));
    String stop =
        "the deployment %d goes on without this command; %s stops it"
            .formatted(begun.number(), STOP);
    if (noWait) {
      context.err().println(Launcher.asTyped(stop));
      return;
    }
    rollout.requireComplete(rollout.follow(begun, Launcher.asTyped("interrupted: " + stop)));
  }

  /// A header takes no other characters.
  private static String description(String name) {
    String text = "quell publish " + name.replaceAll("[^\\x20-\\x7E]", "?");
    return text.substring(0, Math.min(text.length(), LONGEST_DESCRIPTION));
  }
}
