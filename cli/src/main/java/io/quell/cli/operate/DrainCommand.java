package io.quell.cli.operate;

import io.quell.cli.aws.AwsConnection;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Interruption;
import io.quell.cli.command.Launcher;
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
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;
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
        "%nUse it before you delete a stack. It disables the stack's event rules and schedules."
            + " A disabled event rule drops events: no queue keeps them. So first give back what"
            + " Quell has set, with 'quell release --book NAME --all'. Only 'quell drain --undo'"
            + " enables them again; 'cdk deploy' does not. SQS's counts are approximate, so a queue"
            + " counts as empty after 90 seconds without a message.%n",
    exitCodeList = {
      "0:the queues are empty; what is left in dead-letter queues is printed",
      "1:messages are left, something was refused, or you said no"
    },
    footer = {
      "  quell release --book Quell --all        before it: gives back what Quell has set",
      "  quell drain --observe                   what it would disable, and what is in the queues",
      "  quell drain --wait 60 --yes             waits for up to an hour"
    })
public final class DrainCommand implements Callable<Integer> {
  /// The queues whose messages are worked on, and what takes them, by their outputs.
  private static final SequencedMap<String, String> WORKED_ON = workedOn();
  private static final List<String> DEAD_LETTERS =
      List.of("Failed", "Undelivered", "FailedRuns", "UnstartedRuns");
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(15);
  private static final int LONGEST_WAIT_MINUTES = 24 * 60;

  private static SequencedMap<String, String> workedOn() {
    var queues = new LinkedHashMap<String, String>();
    queues.put("Findings", "Batches");
    queues.put("Reconciliation", "ReconciliationBatches");
    return Collections.unmodifiableSequencedMap(queues);
  }

  private final CommandContext context;

  @Mixin private StackTarget options = new StackTarget();

  @Option(
      names = "--wait",
      paramLabel = "MINUTES",
      description = "How long it waits for the queues to be empty. Default: 30.")
  private int waitMinutes = 30;

  /// SQS's numbers are right at the latest a minute after the last message came or went
  /// (GetQueueAttributes), so that zero counts when it has stayed.
  @Option(
      names = "--empty-for",
      paramLabel = "SECONDS",
      hidden = true,
      description = "How long the queues have to be empty. Default: 90.")
  private int emptySeconds = 90;

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
                          Launcher.asTyped(
                              "interrupted: run the command again, or 'quell drain --undo' to"
                                  + " enable what was disabled")))) {
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
          .print(
              Launcher.asTyped(
                  ("  A disabled event rule drops events. What Quell has set stays on the findings:"
                          + " give it back first by 'quell release --book %s --all'.%n")
                      .formatted(stack.output("Book").orElse("NAME"))));
    }
    queues(stack, WORKED_ON.sequencedKeySet());
    queues(stack, DEAD_LETTERS);
    context.out().flush();
  }

  private void queues(DeployedStack stack, Collection<String> ids) {
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
    Queues seen = whenEmpty(stack);
    if (seen.isEmpty()) {
      context.out().printf("The queues of %s are empty.%n", stack.name());
    } else if (seen.left() == 0) {
      context
          .out()
          .printf(
              "The queues of %s were not empty for %,d seconds without a break: run it again.%n",
              stack.name(), emptySeconds);
    } else if (seen.isStuck()) {
      context
          .out()
          .print(
              Launcher.asTyped(
                  ("%,d messages are left, and nothing takes them: the stack is stopped. 'quell"
                          + " start' first.%n")
                      .formatted(seen.left())));
    } else {
      context
          .out()
          .printf(
              "%,d messages are left after %,d minutes: run it again.%n", seen.left(), waitMinutes);
    }
    if (stack.isDirect()) {
      context
          .out()
          .printf(
              "With direct delivery Lambda has a queue of its own, which nobody can count: an event"
                  + " may wait in it for up to 6 hours. Wait for so long before the stack is"
                  + " deleted.%n");
    }
    context
        .out()
        .print(Launcher.asTyped("Dead letters, which 'quell redrive' brings back:%n".formatted()));
    queues(stack, DEAD_LETTERS);
    context
        .out()
        .print(
            Launcher.asTyped(
                ("The event rules stay disabled until 'quell drain --undo', and events are dropped"
                        + " meanwhile: 'cdk deploy' does not enable them.%n")
                    .formatted()));
    context.out().flush();
    return seen.isEmpty();
  }

  /// What was seen of the queues that are worked on.
  ///
  /// @param left about how many messages are in them
  /// @param isStuck whether there are messages, and only in queues that nothing takes them out of
  /// @param isEmpty whether there was none for long enough
  private record Queues(long left, boolean isStuck, boolean isEmpty) {}

  /// A queue, and whether messages are taken out of it.
  private record Worked(StackQueue queue, boolean isOn) {}

  private static List<Worked> worked(DeployedStack stack) {
    List<Worked> queues = new ArrayList<>();
    WORKED_ON.forEach(
        (id, mapping) ->
            stack
                .queue(id)
                .ifPresent(
                    queue ->
                        queues.add(
                            new Worked(
                                queue,
                                stack
                                    .output(mapping)
                                    .map(of -> new QueueMapping(id, of, stack.aws()).isOn())
                                    .orElse(true)))));
    return queues;
  }

  /// Waits until the queues are empty. Where they are when the wait is over, it looks on until that
  /// has held for long enough.
  private Queues whenEmpty(DeployedStack stack) {
    List<Worked> queues = worked(stack);
    Duration wait = Duration.ofMinutes(waitMinutes);
    long end = System.nanoTime() + wait.toNanos();
    var waiting =
        new Waiting(
            wait.plusSeconds(emptySeconds).plus(LONGEST_INTERVAL.multipliedBy(2)),
            LONGEST_INTERVAL,
            message -> context.err().println(message));
    var emptiness = new Emptiness(Duration.ofSeconds(emptySeconds));
    return waiting.until(
        () -> look(queues, emptiness),
        seen ->
            seen.isEmpty() || seen.isStuck() || (seen.left() > 0 && System.nanoTime() - end >= 0),
        seen ->
            seen.left() == 0
                ? "no message is counted: this waits until that has held for %,d seconds"
                    .formatted(emptySeconds)
                : "%,d messages wait".formatted(seen.left()));
  }

  private static Queues look(List<Worked> queues, Emptiness emptiness) {
    long left = 0;
    long taken = 0;
    for (Worked each : queues) {
      long size = each.queue().attributes().all();
      left += size;
      taken += each.isOn() ? size : 0;
    }
    return new Queues(left, left > 0 && taken == 0, emptiness.holds(left, System.nanoTime()));
  }

  /// Since when there is no message.
  static final class Emptiness {
    private final long needed;
    private OptionalLong since = OptionalLong.empty();

    Emptiness(Duration needed) {
      this.needed = needed.toNanos();
    }

    /// Whether there was no message for long enough.
    ///
    /// @param left how many there are now
    /// @param now what the clock of nanoseconds shows
    boolean holds(long left, long now) {
      if (left > 0) {
        since = OptionalLong.empty();
        return false;
      }
      since = OptionalLong.of(since.orElse(now));
      return now - since.getAsLong() >= needed;
    }
  }
}
