package io.quell.lambda;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.hub.Deadline;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.hub.TimeSource;
import io.quell.hub.UpdateResult;
import io.quell.lambda.event.Delivery;
import io.quell.lambda.report.Report;
import io.quell.lambda.report.Result;
import io.quell.run.Evaluation;
import io.quell.run.RuleEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The whole way of a finding: decided on by the engine, and updated in the hub.
public final class Quell {
  private final Function<Deadline, RuleEngine> engines;
  private final Optional<SecurityHub> hub;

  private Quell(Function<Deadline, RuleEngine> engines, Optional<SecurityHub> hub) {
    this.engines = engines;
    this.hub = hub;
  }

  /// Decides, and applies what was decided.
  public static Quell enforcing(RuleEngine engine, SecurityHub hub) {
    return enforcing(_ -> engine, hub);
  }

  /// Decides by rules that may change, and applies what was decided.
  ///
  /// @param engines gives, within the time that is left, the engine for the findings that come
  ///     next, which all meet the same one
  public static Quell enforcing(Function<Deadline, RuleEngine> engines, SecurityHub hub) {
    return new Quell(engines, Optional.of(hub));
  }

  /// Decides only, and sends nothing.
  public static Quell observing(RuleEngine engine) {
    return observing(_ -> engine);
  }

  /// Decides by rules that may change, and sends nothing.
  ///
  /// @param engines gives, within the time that is left, the engine for the findings that come
  ///     next, which all meet the same one
  public static Quell observing(Function<Deadline, RuleEngine> engines) {
    return new Quell(engines, Optional.empty());
  }

  /// Decides on every finding in the events and applies all updates together, so that equal ones
  /// share calls.
  ///
  /// @param deadline when to stop waiting for rules, and sending; what is not done by then counts
  ///     as unprocessed and worth another try
  public Report process(List<Delivery> deliveries, Deadline deadline) {
    RuleEngine engine = engines.apply(deadline);
    Set<Finding> deciding = Version.deciding(deliveries);
    List<List<Evaluation>> evaluations =
        deliveries.stream()
            .map(
                delivery ->
                    delivery.findings().stream()
                        .map(
                            finding ->
                                deciding.contains(finding)
                                    ? evaluate(finding, delivery.task(), engine)
                                    : Evaluation.none(finding))
                        .toList())
            .toList();
    Map<FindingIdentifier, UpdateResult> answers =
        apply(evaluations.stream().flatMap(List::stream).toList(), deadline);
    List<Report.Entry> entries = new ArrayList<>();
    for (int at = 0; at < deliveries.size(); at++) {
      entries.add(
          new Report.Entry(
              deliveries.get(at),
              evaluations.get(at).stream()
                  .map(
                      evaluation ->
                          deciding.contains(evaluation.finding())
                              ? result(evaluation, answers)
                              : new Result(evaluation, new Result.Superseded()))
                  .toList()));
    }
    return new Report(entries, engine.version());
  }

  private static Evaluation evaluate(Finding finding, Delivery.Task task, RuleEngine engine) {
    return switch (task) {
      case DECIDE -> engine.evaluate(finding);
      case RELEASE -> engine.release(finding);
      case UNDO_RELEASE -> engine.undoRelease(finding);
    };
  }

  /// Decides and applies, however long it takes. See [#process(List, Deadline)].
  public Report process(List<Delivery> deliveries) {
    return process(deliveries, Deadline.farOff(TimeSource.system()));
  }

  private Map<FindingIdentifier, UpdateResult> apply(
      List<Evaluation> evaluations, Deadline deadline) {
    List<FindingUpdate> updates =
        evaluations.stream()
            .filter(evaluation -> !evaluation.update().isEmpty())
            .map(
                evaluation ->
                    new FindingUpdate(evaluation.finding().identifier(), evaluation.update()))
            .toList();
    return hub.map(applying -> applying.apply(updates, deadline)).orElseGet(Map::of);
  }

  private Result result(Evaluation evaluation, Map<FindingIdentifier, UpdateResult> answers) {
    if (evaluation.update().isEmpty()) {
      return new Result(
          evaluation,
          evaluation.matched().isEmpty() ? new Result.NoMatch() : new Result.Unchanged());
    }
    if (hub.isEmpty()) {
      return new Result(evaluation, new Result.Observed());
    }
    UpdateResult answer = answers.get(evaluation.finding().identifier());
    return new Result(
        evaluation,
        new Result.Sent(
            answer == null
                ? new UpdateResult.Unprocessed(
                    "NotAnswered", "nothing tells what became of the update", true)
                : answer));
  }
}
