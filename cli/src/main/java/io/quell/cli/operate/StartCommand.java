package io.quell.cli.operate;

import io.quell.cli.aws.AwsConnection;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.Interruption;
import io.quell.cli.command.Launcher;
import io.quell.cli.redrive.Redrive;
import io.quell.cli.stack.DeployedStack;
import io.quell.cli.stack.QueueMapping;
import io.quell.cli.stack.StackTarget;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `quell start`: undoes `quell stop`, and brings back what could not be worked on meanwhile.
@Command(
    name = "start",
    sortOptions = false,
    header = "Starts a stopped stack again, and redrives its dead letters.",
    description =
        "%nSets the function's reserved concurrency, where it is 0, to what it was, enables the"
            + " event source mappings, and waits until that is in force. Then it does what 'quell"
            + " redrive' does.%n",
    exitCodeList = {
      "0:the stack works, and its dead letters are redriven",
      "1:it does not, some dead letters are left, or you said no"
    },
    footer = {
      "  quell start --observe                   what is off, and how many dead letters there are",
      "  quell start --no-redrive --yes          leaves the dead letters"
    })
public final class StartCommand implements Callable<Integer> {
  private final CommandContext context;
  private final IntakeReport report;

  @Mixin private StackTarget options = new StackTarget();

  @Option(names = "--no-redrive", description = "Leaves the dead letters where they are.")
  private boolean noRedrive;

  @Option(
      names = "--reserved-concurrency",
      paramLabel = "N|none",
      description =
          "The function's reserved concurrency, where it is 0 and the stack does not say what it"
              + " was. Most often it is not needed.")
  private @Nullable String reserved;

  /// The command, with all that it has from outside.
  public StartCommand(CommandContext context) {
    this.context = context;
    this.report = new IntakeReport(context);
  }

  @Override
  public Integer call() {
    try (AwsConnection aws = options.connect(context)) {
      DeployedStack stack = options.find(aws);
      Intakes intakes = Intakes.of(stack);
      report.found(intakes);
      Optional<Optional<Integer>> concurrency = concurrency(intakes);
      Redrive redrive = Redrive.of(context, stack);
      redrive.preview();
      boolean isOn = intakes.areAllOn() && intakes.stoppedAt().isEmpty();
      if (isOn) {
        context.out().printf("%s works already.%n", stack.name());
      }
      boolean redrives = !noRedrive && redrive.size() > 0;
      if (isOn && !redrives) {
        context.out().flush();
        return ExitCode.OK;
      }
      if (!options.isAgreed(context, question(stack, isOn, redrives ? redrive.size() : 0))) {
        return ExitCode.OK;
      }
      if (!isOn) {
        start(intakes, concurrency);
      }
      return redrives && !redrive.run() ? ExitCode.SOFTWARE : ExitCode.OK;
    }
  }

  private static String question(DeployedStack stack, boolean isOn, long dead) {
    String redriven = "about %,d dead letters are redriven".formatted(dead);
    if (isOn) {
      return "In the stack %s %s".formatted(stack.name(), redriven);
    }
    return "The stack %s works on findings again%s"
        .formatted(stack.name(), dead > 0 ? ", and " + redriven : "");
  }

  /// What the concurrency is to become; the outer one is empty where it stays as it is.
  private Optional<Optional<Integer>> concurrency(Intakes intakes) {
    String tag = intakes.settings().tags().get(Intakes.RESERVED);
    String text = reserved == null ? tag : reserved;
    if (text == null) {
      if (intakes.hasNoConcurrency()) {
        throw new FailedException(
            "the function has a reserved concurrency of 0, which 'quell stop' has not set: say what"
                + " it shall be by --reserved-concurrency N, or none");
      }
      return Optional.empty();
    }
    if (reserved == null && !intakes.hasNoConcurrency()) {
      if (!text.equals(intakes.settings().reserved().map(String::valueOf).orElse(Intakes.NONE))) {
        context
            .out()
            .printf(
                "  before the stop it was %s; somebody has changed it since, so it stays as it is:"
                    + " --reserved-concurrency changes it%n",
                text);
      }
      return Optional.empty();
    }
    if (text.equals(Intakes.NONE)) {
      return Optional.of(Optional.empty());
    }
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw new FailedException(
          "a reserved concurrency is a number from 1, or none, and not '%s': give it by --reserved-concurrency"
              .formatted(text));
    }
    return Optional.of(Optional.of(Integer.valueOf(text)));
  }

  /// In the reverse order of a stop: a queue whose function may not run would give its messages up.
  private void start(Intakes intakes, Optional<Optional<Integer>> concurrency) {
    try (var _ =
        Interruption.then(
            () ->
                context
                    .err()
                    .println(
                        Launcher.asTyped(
                            "interrupted: the stack may be started in part. Run 'quell start'"
                                + " again")))) {
      concurrency
          .filter(wanted -> !wanted.equals(intakes.settings().reserved()))
          .ifPresent(
              wanted -> {
                intakes.function().reserve(wanted);
                context.out().printf("The function has %s.%n", Intakes.words(wanted));
              });
      for (QueueMapping mapping : intakes.mappings()) {
        report.become(mapping, true);
      }
      List<String> tags =
          intakes.settings().tags().keySet().stream()
              .filter(List.of(Intakes.STOPPED_AT, Intakes.RESERVED)::contains)
              .sorted()
              .toList();
      if (!tags.isEmpty()) {
        intakes.function().untag(intakes.settings().arn(), tags);
      }
      context.out().printf("%s works again.%n", intakes.stack().name());
      context.out().flush();
    }
  }
}
