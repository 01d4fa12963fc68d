package io.quell.cli.redrive;

import io.quell.cli.aws.AwsConnection;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Launcher;
import io.quell.cli.stack.DeployedStack;
import io.quell.cli.stack.QueueMapping;
import io.quell.cli.stack.StackTarget;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `quell redrive`: brings dead letters back to where they are worked on.
@Command(
    name = "redrive",
    sortOptions = false,
    header = "Brings the dead letters of a deployed stack back to where they are worked on.",
    description =
        "%nShows how many there are, and asks. Then it says why they were there; for events"
            + " that EventBridge could not deliver, in EventBridge's words. It deletes a message"
            + " only when the queue it belongs to has accepted it. A message that fails again comes"
            + " back: it is then left where it is, and counted.%n",
    exitCodeList = {
      "0:all are redriven, or there are none",
      "1:some are left, something was refused, or you said no"
    },
    footer = {
      "  quell redrive --observe                 why the messages are there; all are left",
      "  quell redrive --from undelivered --yes  those that EventBridge could not hand over",
    })
public final class RedriveCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private StackTarget options = new StackTarget();

  @Option(
      names = "--from",
      paramLabel = "QUEUE",
      description =
          "Only the messages of this queue: undelivered, failed, unstarted-runs or failed-runs. May"
              + " be repeated. Default: all four.")
  private List<DeadLetterQueue> from = List.of();

  /// The command, with all that it has from outside.
  public RedriveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AwsConnection aws = options.connect(context)) {
      DeployedStack stack = options.find(aws);
      EnumSet<DeadLetterQueue> kinds =
          from.isEmpty() ? EnumSet.allOf(DeadLetterQueue.class) : EnumSet.copyOf(from);
      Redrive redrive = Redrive.of(context, stack, kinds);
      redrive.preview();
      if (options.isObserving()) {
        redrive.observe();
        context.out().println("Nothing was changed.");
        context.out().flush();
        return ExitCode.OK;
      }
      if (redrive.size() == 0) {
        context.out().println("There is nothing to redrive.");
        context.out().flush();
        return ExitCode.OK;
      }
      warnWhereStopped(stack, aws);
      if (!options.isAgreed(
          context,
          "About %,d messages of the stack %s are redriven"
              .formatted(redrive.size(), stack.name()))) {
        return ExitCode.OK;
      }
      return redrive.run() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private void warnWhereStopped(DeployedStack stack, AwsConnection aws) {
    boolean isOn =
        stack
            .output("Batches")
            .map(id -> new QueueMapping("findings", id, aws).isOn())
            .orElse(true);
    if (!isOn) {
      context
          .err()
          .println(
              Launcher.asTyped(
                  "The stack is stopped: messages wait in the queue until 'quell start'."));
    }
  }
}
