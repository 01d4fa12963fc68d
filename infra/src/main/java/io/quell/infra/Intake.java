package io.quell.infra;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.sqs.Queue;

/// The way of the events from the event rules to the function, with a dead-letter queue at each
/// hand-over.
sealed interface Intake permits QueueIntake, DirectIntake {
  /// The names of the event rules.
  List<String> eventRules();

  /// What the function could not deal with.
  Queue failed();

  /// How long the oldest event has waited for the function.
  Metric age();

  /// The age from which on somebody should look, in the unit of [#age()].
  int longestAge();

  /// The events that even a dead-letter queue did not get: these are lost.
  List<Metric> lost();
}
