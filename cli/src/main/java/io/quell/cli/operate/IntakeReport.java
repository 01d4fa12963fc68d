package io.quell.cli.operate;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.stack.QueueMapping;
import io.quell.cli.stack.StackQueue;
import io.quell.cli.stack.StackQueue.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Says what lets events in, and until when messages wait.
///
/// @param context where it is said
record IntakeReport(CommandContext context) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// What was found.
  void found(Intakes intakes) {
    context
        .out()
        .printf(
            "%s: %s delivery%n",
            intakes.stack().name(), intakes.stack().isDirect() ? "direct" : "queue");
    for (QueueMapping mapping : intakes.mappings()) {
      context.out().printf("  the mapping of the %s is %s%n", mapping.of(), mapping.state());
    }
    context
        .out()
        .printf(
            "  the function %s has %s%n",
            intakes.function().name(), Intakes.words(intakes.settings().reserved()));
    intakes
        .stoppedAt()
        .ifPresent(at -> context.out().printf("  it was stopped at %s%n", TIME.format(at)));
    context.out().flush();
  }

  /// Says what becomes of events while the stack is stopped.
  ///
  /// @param stopped when it was stopped
  void wait(Intakes intakes, Instant stopped) {
    waiting(intakes.stack().requireQueue("Findings"), stopped);
    intakes.stack().queue("Reconciliation").ifPresent(queue -> waiting(queue, stopped));
    if (intakes.stack().isDirect()) {
      Attributes failed = intakes.stack().requireQueue("Failed").attributes();
      context
          .out()
          .printf(
              "New events go to Failed at once, where each is kept for %d days: the first of them"
                  + " until %s.%n",
              failed.retention().toDays(), TIME.format(stopped.plus(failed.retention())));
    }
    context.out().flush();
  }

  private void waiting(StackQueue queue, Instant stopped) {
    Attributes attributes = queue.attributes();
    Duration retention = attributes.retention();
    context
        .out()
        .printf(
            "%s: %,d wait. A message waits %d days: those since the stop at least until %s%n",
            queue.id(), attributes.all(), retention.toDays(), TIME.format(stopped.plus(retention)));
  }

  /// Switches a mapping, and says so.
  void become(QueueMapping mapping, boolean enabled) {
    String state = mapping.become(enabled, message -> context.err().println(message));
    String wanted = enabled ? "Enabled" : "Disabled";
    if (!state.equals(wanted)) {
      throw new FailedException(
          "the mapping of the %s is %s and not %s after five minutes: run the command again"
              .formatted(mapping.of(), state, wanted));
    }
    context.out().printf("The mapping of the %s is %s.%n", mapping.of(), state);
    context.out().flush();
  }
}
