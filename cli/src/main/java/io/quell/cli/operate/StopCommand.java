package io.quell.cli.operate;

import io.quell.cli.aws.AwsConnection;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Interruption;
import io.quell.cli.command.Launcher;
import io.quell.cli.stack.DeployedStack;
import io.quell.cli.stack.QueueMapping;
import io.quell.cli.stack.StackTarget;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/// `quell stop`: no finding is worked on any more, and no event is lost.
@Command(
    name = "stop",
    sortOptions = false,
    header = "Stops a deployed stack: it works on no finding, and loses no event.",
    description =
        "%nDisables the event source mappings, so messages wait in the stack's queues, for seven"
            + " days. With delivery=direct it also sets the function's reserved concurrency to 0:"
            + " new events then go to the queue Failed at once, which keeps them for 14 days. It"
            + " waits until all that is in force. 'quell start' undoes it.%n",
    exitCodeList = {
      "0:the stack is stopped, or was already",
      "1:it is not, or you said no: the message says why, and the command can be run again"
    },
    footer = {
      "  quell stop --observe                    what is on, and until when messages would wait",
      "  quell stop --stack Quell --yes          does not ask"
    })
public final class StopCommand implements Callable<Integer> {
  private final CommandContext context;
  private final IntakeReport report;

  @Mixin private StackTarget options = new StackTarget();

  /// The command, with all that it has from outside.
  public StopCommand(CommandContext context) {
    this.context = context;
    this.report = new IntakeReport(context);
  }

  @Override
  public Integer call() {
    try (AwsConnection aws = options.connect(context)) {
      DeployedStack stack = options.find(aws);
      Intakes intakes = Intakes.of(stack);
      Instant now = context.clock().instant().truncatedTo(ChronoUnit.SECONDS);
      report.found(intakes);
      report.wait(intakes, intakes.stoppedAt().orElse(now));
      if (intakes.areAllOff() && intakes.stoppedAt().isPresent()) {
        context.out().printf("%s is stopped already.%n", stack.name());
        context.out().flush();
        return ExitCode.OK;
      }
      if (!options.isAgreed(
          context,
          "The stack %s works on no finding until 'quell start'".formatted(stack.name()))) {
        return ExitCode.OK;
      }
      stop(intakes, now);
      context
          .out()
          .print(
              Launcher.asTyped(
                  "%s is stopped. 'quell start' starts it again.%n".formatted(stack.name())));
      context.out().flush();
      return ExitCode.OK;
    }
  }

  /// In this order: what was there is remembered first; and a queue whose function may not run
  /// would give its messages up, so the mappings are off before the concurrency is 0.
  private void stop(Intakes intakes, Instant now) {
    try (var _ =
        Interruption.then(
            () ->
                context
                    .err()
                    .println(
                        Launcher.asTyped(
                            "interrupted: the stack may be stopped in part. Run 'quell stop' again,"
                                + " or 'quell start' to undo it")))) {
      remember(intakes, now);
      for (QueueMapping mapping : intakes.mappings()) {
        report.become(mapping, false);
      }
      if (intakes.stack().isDirect() && !intakes.hasNoConcurrency()) {
        intakes.function().reserve(Optional.of(0));
        context
            .out()
            .printf(
                "The function has %s; it had %s.%n",
                Intakes.words(Optional.of(0)), Intakes.words(intakes.settings().reserved()));
      }
    }
  }

  private static void remember(Intakes intakes, Instant now) {
    Map<String, String> tags = new HashMap<>();
    if (intakes.stoppedAt().isEmpty()) {
      tags.put(Intakes.STOPPED_AT, now.toString());
    }
    if (intakes.stack().isDirect() && !intakes.hasNoConcurrency()) {
      tags.put(
          Intakes.RESERVED,
          intakes.settings().reserved().map(String::valueOf).orElse(Intakes.NONE));
    }
    if (!tags.isEmpty()) {
      intakes.function().tag(intakes.settings().arn(), tags);
    }
  }
}
