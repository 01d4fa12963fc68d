package io.quell.cli.operate;

import io.quell.cli.stack.DeployedStack;
import io.quell.cli.stack.QueueMapping;
import io.quell.cli.stack.StackFunction;
import io.quell.cli.stack.StackFunction.FunctionSettings;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What lets events and messages into a stack's functions: the mappings of its queues and, with
/// direct delivery, the function's concurrency.
///
/// What was set before a stop is remembered in two tags of the function, so that whoever starts
/// the stack, from wherever, finds it. CloudFormation leaves tags alone that it has not set.
///
/// @param stack the stack
/// @param findings the mapping of the queue of findings
/// @param runs the mapping of the reconciliation's queue; empty where the stack has none
/// @param function the function that decides on findings
/// @param settings what is set on it
record Intakes(
    DeployedStack stack,
    QueueMapping findings,
    Optional<QueueMapping> runs,
    StackFunction function,
    FunctionSettings settings) {
  /// The tag that says when the stack was stopped.
  static final String STOPPED_AT = "quell:stopped-at";
  /// The tag that says which reserved concurrency the function had: a number, or [#NONE].
  static final String RESERVED = "quell:reserved-concurrency";

  static final String NONE = "none";

  /// Looks at a stack.
  static Intakes of(DeployedStack stack) {
    var function = new StackFunction(stack.require("Function"), stack.aws());
    return new Intakes(
        stack,
        new QueueMapping("findings", stack.require("Batches"), stack.aws()),
        stack
            .output("ReconciliationBatches")
            .map(id -> new QueueMapping("reconciliation", id, stack.aws())),
        function,
        function.settings());
  }

  /// All mappings.
  List<QueueMapping> mappings() {
    List<QueueMapping> all = new ArrayList<>(List.of(findings));
    runs.ifPresent(all::add);
    return all;
  }

  /// Since when the stack is stopped, as its tag says; empty where there is none.
  Optional<Instant> stoppedAt() {
    try {
      return Optional.ofNullable(settings.tags().get(STOPPED_AT)).map(Instant::parse);
    } catch (DateTimeParseException somebodyElses) {
      return Optional.empty();
    }
  }

  /// Whether nothing is invoked because the concurrency is 0.
  boolean hasNoConcurrency() {
    return settings.reserved().equals(Optional.of(0));
  }

  /// The reserved concurrency for people.
  static String words(Optional<Integer> reserved) {
    return reserved
        .map("a reserved concurrency of %d"::formatted)
        .orElse("no reserved concurrency");
  }

  /// Whether nothing gets in.
  boolean areAllOff() {
    return mappings().stream().allMatch(mapping -> mapping.state().equals("Disabled"))
        && (!stack.isDirect() || hasNoConcurrency());
  }

  /// Whether everything gets in.
  boolean areAllOn() {
    return mappings().stream().allMatch(mapping -> mapping.state().equals("Enabled"))
        && !hasNoConcurrency()
        && !settings.tags().containsKey(RESERVED);
  }
}
