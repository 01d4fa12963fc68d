package io.quell.cli.operate;

import io.quell.cli.aws.AwsConnection;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Interruption;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.stack.DeployedStack;
import io.quell.cli.stack.EventSources;
import io.quell.cli.stack.EventSources.Source;
import io.quell.cli.stack.QueueMapping;
import io.quell.cli.stack.StackQueue;
import io.quell.cli.stack.StackTarget;
import io.quell.cli.stack.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `quell drain`: lets no more events into a stack, and waits until it has worked on those it has.
@Command(
    name = "drain",
    sortOptions = false,
    header = "Lets no more events into a deployed stack, and waits until its queues are empty.",
    description =
        "%nFor a stack that is about to be deleted. Disables the stack's event rules and schedules."
            + " A disabled event rule drops events: no queue keeps them. First give back what"
            + " Quell has set, by 'quell release --book NAME --all'. 'quell drain --undo' enables"
            + " them again.%n",
    exitCodeList = {
      "0:the queues are empty; what is left in dead-letter queues is printed",
      "1:messages are left, something was refused, or you said no",
      "2:wrong use: an unknown option, nobody to ask and no --yes"
    },
    footer = {
      "  quell release --book Quell --all        before it: gives back what Quell has set",
      "  quell drain --observe                   what it would disable, and what is in the queues",
      "  quell drain --wait 60 --yes             waits for up to an hour"
    })
public final class DrainCommand implements Callable<Integer> {
  /// The queues whose messages are worked on, by their output.
  private static final List<String> WORKED_ON = List.of("Findings", "Reconciliation");
  private static final List<String> DEAD_LETTERS =
      List.of("Failed", "Undelivered", "FailedRuns", "UnstartedRuns");
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(15);
  /// A number that lags behind may be zero by chance.
  private static final int EMPTY_LOOKS = 3;
  private static final int LONGEST_WAIT_MINUTES = 24 * 60;

  private final CommandContext context;

  @Mixin private StackTarget options = new StackTarget();

  @Option(
      names = "--wait",
      paramLabel = "MINUTES",
      description = "How long it waits for the queues to be empty. Default: 30.")
  private int waitMinutes = 30;

  @Option(names = "--undo", description = "Enables the event rules and the schedules again.")
  private boolean undo;

  /// The command, with all that it has from outside.
  public DrainCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (waitMinutes < 0 || waitMinutes > LONGEST_WAIT_MINUTES) {
      throw new WrongUseException(
          "--wait: it waits 0 to %,d minutes, not %,d"
              .formatted(LONGEST_WAIT_MINUTES, waitMinutes));
    }
    try (AwsConnection aws = options.connect(context)) {
      DeployedStack stack = options.find(aws);
      var sources = new EventSources(stack);
      List<Source> all = sources.all();
      List<Source> others = all.stream().filter(source -> source.isOn() != undo).toList();
      preview(all, stack);
      if (!options.isAgreed(context, question(stack, others.size()))) {
        return ExitCode.OK;
      }
      try (var _ =
          Interruption.then(
              () ->
                  context
                      .err()
                      .println(
                          "interrupted: run the command again, or 'quell drain --undo' to enable"
                              + " what was disabled"))) {
        others.forEach(source -> set(sources, source));
        return undo || isDrained(stack) ? ExitCode.OK : ExitCode.SOFTWARE;
      }
    }
  }

  private String question(DeployedStack stack, int number) {
    return undo
        ? "%,d event rules and schedules of the stack %s are enabled"
            .formatted(number, stack.name())
        : "%,d event rules and schedules of the stack %s are disabled, and their events are dropped"
            .formatted(number, stack.name());
  }

  private void preview(List<Source> sources, DeployedStack stack) {
    Map<String, Long> on =
        sources.stream()
            .filter(Source::isOn)
            .collect(
                Collectors.groupingBy(Source::kind, LinkedHashMap::new, Collectors.counting()));
    context
        .out()
        .printf(
            "%s: %,d event rules and %,d schedules are enabled, of %,d in all%n",
            stack.name(),
            on.getOrDefault("event rule", 0L),
            on.getOrDefault("schedule", 0L),
            sources.size());
    if (!undo) {
      context
          .out()
          .printf(
              "  A disabled event rule drops events. What Quell has set stays on the findings: give"
                  + " it back first by 'quell release --book %s --all'.%n",
              stack.output("Book").orElse("NAME"));
    }
    queues(stack, WORKED_ON);
    queues(stack, DEAD_LETTERS);
    context.out().flush();
  }

  private void queues(DeployedStack stack, List<String> ids) {
    for (String id : ids) {
      stack
          .queue(id)
          .ifPresent(queue -> context.out().printf("  %-14s %,7d%n", id, queue.attributes().all()));
    }
  }

  private void set(EventSources sources, Source source) {
    sources.set(source, undo);
    context
        .out()
        .printf("%s the %s %s%n", undo ? "Enabled" : "Disabled", source.kind(), source.name());
    context.out().flush();
  }

  private boolean isDrained(DeployedStack stack) {
    List<StackQueue> queues = new ArrayList<>();
    WORKED_ON.forEach(id -> stack.queue(id).ifPresent(queues::add));
    long left = isStopped(stack) ? size(queues) : whenEmpty(queues);
    if (left == 0) {
      context.out().printf("The queues of %s are empty.%n", stack.name());
    } else if (isStopped(stack)) {
      context
          .out()
          .printf(
              "%,d messages are left, and nothing takes them: the stack is stopped. 'quell start'"
                  + " first.%n",
              left);
    } else {
      context
          .out()
          .printf("%,d messages are left after %,d minutes: run it again.%n", left, waitMinutes);
    }
    context.out().printf("Dead letters, which 'quell redrive' brings back:%n");
    queues(stack, DEAD_LETTERS);
    context.out().flush();
    return left == 0;
  }

  private static boolean isStopped(DeployedStack stack) {
    return !new QueueMapping("findings", stack.require("Batches"), stack.aws()).isOn();
  }

  private static long size(List<StackQueue> queues) {
    return queues.stream().mapToLong(queue -> queue.attributes().all()).sum();
  }

  private long whenEmpty(List<StackQueue> queues) {
    var waiting =
        new Waiting(
            Duration.ofMinutes(waitMinutes),
            LONGEST_INTERVAL,
            message -> context.err().println(message));
    int[] looks = {0};
    return waiting.until(
        () -> size(queues),
        size -> {
          looks[0] = size == 0 ? looks[0] + 1 : 0;
          return looks[0] >= EMPTY_LOOKS;
        },
        size -> "%,d messages wait".formatted(size));
  }
}
