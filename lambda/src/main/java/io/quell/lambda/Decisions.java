package io.quell.lambda;

import io.quell.finding.Finding;
import io.quell.hub.call.Deadline;
import io.quell.lambda.event.Delivery.Task;
import io.quell.run.Evaluation;
import io.quell.run.RuleEngine;
import io.quell.run.RunawayRules;
import java.time.Duration;
import java.util.Optional;

/// Decides on the findings of one invocation as long as there is time: half of what it has, so that
/// what was decided can be sent.
///
/// One rule on one finding is bounded, and all of them are not. So the clock is looked at between
/// findings, and a rule whose expressions run away again and again is left out.
final class Decisions {
  private static final int PARTS_OF_TIME = 2;

  private final RuleEngine engine;
  private final Deadline deadline;
  private final Duration reserve;
  private final RunawayRules runaways;

  /// @param runaways the rules that have run away in this invocation
  Decisions(RuleEngine engine, Deadline deadline, RunawayRules runaways) {
    this.engine = engine;
    this.deadline = deadline;
    this.reserve = deadline.left().dividedBy(PARTS_OF_TIME);
    this.runaways = runaways;
  }

  /// What is to be done about a finding; empty where there is no time left to decide.
  Optional<Evaluation> on(Finding finding, Task task) {
    if (deadline.left().compareTo(reserve) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        switch (task) {
          case DECIDE, TRIAGE -> engine.evaluate(finding, runaways);
          case RELEASE -> engine.release(finding);
          case UNDO_RELEASE -> engine.undoRelease(finding);
        });
  }
}
