package io.quell.cli.redrive;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.Interruption;
import io.quell.cli.redrive.QueueMove.Moved;
import io.quell.cli.stack.DeployedStack;
import io.quell.cli.stack.StackQueue;
import io.quell.cli.stack.StackQueue.Attributes;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings a stack's dead letters back to where they are worked on, queue by queue.
public final class Redrive {
  private static final int MOST_REASONS = 10;
  private static final int PROGRESS_EVERY = 1_000;

  private final CommandContext context;
  private final DeployedStack stack;
  private final List<Waiting> waiting;

  /// A queue, and what is in it.
  private record Waiting(DeadLetterQueue kind, StackQueue queue, Attributes attributes) {}

  private Redrive(CommandContext context, DeployedStack stack, List<Waiting> waiting) {
    this.context = context;
    this.stack = stack;
    this.waiting = List.copyOf(waiting);
  }

  /// Looks how many dead letters there are, in all queues of a stack.
  public static Redrive of(CommandContext context, DeployedStack stack) {
    return of(context, stack, List.of(DeadLetterQueue.values()));
  }

  /// Looks how many dead letters there are.
  ///
  /// @param kinds in which queues; those that the stack does not have are left out
  static Redrive of(
      CommandContext context, DeployedStack stack, Collection<DeadLetterQueue> kinds) {
    List<Waiting> waiting = new ArrayList<>();
    for (DeadLetterQueue kind : kinds) {
      stack
          .queue(kind.output())
          .ifPresent(queue -> waiting.add(new Waiting(kind, queue, queue.attributes())));
    }
    return new Redrive(context, stack, waiting);
  }

  /// About how many dead letters there are.
  public long size() {
    return waiting.stream().mapToLong(queue -> queue.attributes().all()).sum();
  }

  /// Prints about how many there are, by queue.
  public void preview() {
    PrintWriter out = context.out();
    for (Waiting each : waiting) {
      Attributes attributes = each.attributes();
      out.printf(
          "%-14s %,7d%s%n",
          each.kind().output(),
          attributes.visible(),
          attributes.hidden() == 0
              ? ""
              : ", and %,d that somebody has taken".formatted(attributes.hidden()));
    }
    out.flush();
  }

  /// Reads all, says why they are there, and leaves them.
  public void observe() {
    for (Waiting each : waiting) {
      var counts = new RedriveCounts();
      pass(each).observe(counts);
      context.out().printf("%s: %,d messages%n", each.kind().output(), counts.seen());
      reasons(counts);
      if (each.queue().isFifo()) {
        context
            .out()
            .printf(
                "  These are ten at most: a FIFO queue shows the others when the first are"
                    + " gone.%n");
      }
    }
    context.out().flush();
  }

  /// Redrives all; whether none is left that another pass would find again.
  public boolean run() {
    boolean isDone = true;
    for (Waiting each : waiting) {
      if (each.attributes().all() > 0) {
        isDone &= mayBeOfSqs(each) ? moveUnlessWrapped(each) : pump(each);
      }
    }
    context.out().flush();
    return isDone;
  }

  /// SQS itself moves messages back only out of the dead-letter queue of another queue, and as they
  /// are. The events of direct delivery come from Lambda, which wraps them; they may be there from
  /// before the delivery was changed.
  private boolean mayBeOfSqs(Waiting each) {
    return each.kind() == DeadLetterQueue.FAILED
        && !stack.isDirect()
        && stack
            .requireQueue(each.kind().target())
            .attributes()
            .deadLetters()
            .filter(each.attributes().arn()::equals)
            .isPresent();
  }

  private boolean moveUnlessWrapped(Waiting each) {
    List<DeadLetter> first = pass(each).first();
    return first.stream().anyMatch(DeadLetter::isWrapped) ? pump(each) : move(each, first);
  }

  /// SQS tells nothing of the messages that it moves, so that the first ones are told of before.
  private boolean move(Waiting each, List<DeadLetter> first) {
    String name = each.kind().output();
    if (!first.isEmpty()) {
      var counts = new RedriveCounts();
      first.forEach(counts::sawReason);
      context.out().printf("%s, the first %,d of its messages:%n", name, counts.seen());
      reasons(counts);
    }
    context
        .out()
        .printf("  What fails again is back in %s in about two hours: look again then.%n", name);
    context.out().flush();
    Optional<String> failure;
    try (var _ =
        Interruption.then(
            () ->
                say(
                    ("interrupted: SQS goes on with the move out of %s; run the command again to"
                            + " follow it")
                        .formatted(name)))) {
      Moved moved = new QueueMove(each.queue(), each.attributes().arn(), this::say).run();
      context
          .out()
          .printf("%s: %,d moved back into %s by SQS%n", name, moved.moved(), each.kind().target());
      if (moved.isCut()) {
        context
            .out()
            .printf(
                "  Messages came back meanwhile, because the function gave them up again: the move"
                    + " was stopped. The function's log says why.%n");
      }
      if (moved.failure().isEmpty()) {
        return !moved.isCut();
      }
      failure = moved.failure();
    }
    say(
        "SQS has given the move out of %s up (%s): its messages are sent one by one"
            .formatted(name, failure.get()));
    return pump(each);
  }

  private RedrivePass pass(Waiting each) {
    return new RedrivePass(
        each.queue(),
        stack.requireQueue(each.kind().target()),
        each.kind().isOfRuns(),
        context.clock(),
        this::say);
  }

  private boolean pump(Waiting each) {
    String name = each.kind().output();
    var counts = new RedriveCounts();
    try (var _ =
        Interruption.then(
            () ->
                say(
                    ("interrupted: %,d messages of %s are redriven, and none is lost; run the"
                            + " command again for the rest")
                        .formatted(counts.redriven(), name)))) {
      try {
        pass(each).redrive(counts, progress(counts, name));
      } catch (RuntimeException e) {
        say("%,d messages of %s are redriven, and none is lost".formatted(counts.redriven(), name));
        throw e;
      }
    }
    context
        .out()
        .printf("%s: %,d redriven into %s%n", name, counts.redriven(), each.kind().target());
    reasons(counts);
    left(counts);
    if (counts.redriven() == 0 && counts.refused() > counts.tooLarge()) {
      throw new FailedException(
          "%s took none of the messages of %s, which are all still there"
              .formatted(each.kind().target(), name));
    }
    return !counts.hasLeft();
  }

  private Runnable progress(RedriveCounts counts, String name) {
    return new Runnable() {
      private long told;

      @Override
      public void run() {
        if (counts.redriven() - told >= PROGRESS_EVERY) {
          told = counts.redriven();
          say("%s: %,d redriven so far".formatted(name, told));
        }
      }
    };
  }

  private void reasons(RedriveCounts counts) {
    Map<String, Long> reasons = counts.reasons();
    reasons.entrySet().stream()
        .limit(MOST_REASONS)
        .forEach(
            reason -> context.out().printf("  %,7d  %s%n", reason.getValue(), reason.getKey()));
    if (reasons.size() > MOST_REASONS) {
      context.out().printf("  … and %,d more reasons%n", reasons.size() - MOST_REASONS);
    }
    if (counts.mostRedrives() > 0) {
      context
          .out()
          .printf("  Some were redriven before, one of them %,d times.%n", counts.mostRedrives());
    }
  }

  private void left(RedriveCounts counts) {
    PrintWriter out = context.out();
    if (counts.returned() > 0) {
      out.printf(
          "  %,d came back while this went on, and are left: the function gave them up again, and"
              + " its log says why.%n",
          counts.returned());
    }
    if (counts.unreadable() > 0) {
      out.printf(
          "  %,d cannot be read by the function, and are left where they are.%n",
          counts.unreadable());
    }
    if (counts.refused() > 0) {
      out.printf("  %,d were not taken, and are left where they are.%n", counts.refused());
    }
    if (counts.tooLarge() > 0) {
      out.printf(
          "  %,d of them SQS does not take from anybody: too large, or with characters that it"
              + " refuses.%n",
          counts.tooLarge());
    }
  }

  private void say(String message) {
    context.err().println(message);
  }
}
