package io.quell.lambda;

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
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
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
    List<List<Version>> versions =
        deliveries.stream()
            .map(
                delivery ->
                    delivery.findings().stream()
                        .map(finding -> Version.of(finding, delivery, engine))
                        .toList())
            .toList();
    Map<FindingIdentifier, Version> newest =
        newest(versions.stream().flatMap(List::stream).toList());
    Set<Version> deciding = Collections.newSetFromMap(new IdentityHashMap<>());
    deciding.addAll(newest.values());
    Map<FindingIdentifier, UpdateResult> answers = apply(newest.values(), deadline);
    List<Report.Entry> entries = new ArrayList<>();
    for (int at = 0; at < deliveries.size(); at++) {
      entries.add(
          new Report.Entry(
              deliveries.get(at),
              versions.get(at).stream()
                  .map(
                      version ->
                          deciding.contains(version)
                              ? result(version.evaluation(), answers)
                              : new Result(version.evaluation(), new Result.Superseded()))
                  .toList()));
    }
    return new Report(entries, engine.version());
  }

  /// Decides and applies, however long it takes. See [#process(List, Deadline)].
  public Report process(List<Delivery> deliveries) {
    return process(deliveries, Deadline.farOff(TimeSource.system()));
  }

  private Map<FindingIdentifier, UpdateResult> apply(
      Collection<Version> newest, Deadline deadline) {
    List<FindingUpdate> updates =
        newest.stream()
            .map(Version::evaluation)
            .filter(evaluation -> !evaluation.update().isEmpty())
            .map(
                evaluation ->
                    new FindingUpdate(evaluation.finding().identifier(), evaluation.update()))
            .toList();
    return hub.map(applying -> applying.apply(updates, deadline)).orElseGet(Map::of);
  }

  /// Of several versions of one finding the one that decides, for events come in any order: the
  /// newest, also where it decides on nothing.
  private static Map<FindingIdentifier, Version> newest(List<Version> versions) {
    Map<FindingIdentifier, Version> newest = new LinkedHashMap<>();
    for (Version version : versions) {
      newest.merge(
          version.identifier(), version, (first, next) -> next.isOlderThan(first) ? first : next);
    }
    return newest;
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
