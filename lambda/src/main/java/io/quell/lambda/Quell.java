package io.quell.lambda;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.TimeSource;
import io.quell.lambda.event.Delivery;
import io.quell.lambda.report.Report;
import io.quell.lambda.report.Result;
import io.quell.run.Evaluation;
import io.quell.run.RuleEngine;
import io.quell.run.RunawayRules;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The whole way of a finding: decided on by the engine, and updated in the hub.
public final class Quell {
  /// A finding of an event, and what is done about it.
  ///
  /// @param evaluation what the rules say
  /// @param outcome what becomes of it where no update is sent
  private record Decided(
      Delivery delivery, Evaluation evaluation, Optional<Result.Outcome> outcome) {
    private boolean isToBeSent() {
      return outcome.isEmpty() && !evaluation.update().isEmpty();
    }

    private Decided with(Result.Outcome other) {
      return new Decided(delivery, evaluation, Optional.of(other));
    }

    private FindingIdentifier identifier() {
      return evaluation.finding().identifier();
    }
  }

  private final Function<Deadline, Ruling> rulings;
  private final Optional<SecurityHub> hub;
  private final Safeguards safeguards;
  private final Optional<LateFindings> lateFindings;

  /// @param time paces the reads of late findings
  Quell(
      Function<Deadline, Ruling> rulings,
      Optional<SecurityHub> hub,
      Safeguards safeguards,
      TimeSource time) {
    this.rulings = rulings;
    this.hub = hub;
    this.safeguards = safeguards;
    this.lateFindings = hub.map(reading -> new LateFindings(reading, time));
  }

  /// Decides, and applies what was decided.
  public static Quell enforcing(RuleEngine engine, SecurityHub hub) {
    return enforcing(_ -> Ruling.of(engine), hub, Safeguards.NONE);
  }

  /// Decides by rules that may change, and applies what was decided.
  ///
  /// @param rulings gives, within the time that is left, what decides on the findings that come
  ///     next, which all meet the same
  public static Quell enforcing(
      Function<Deadline, Ruling> rulings, SecurityHub hub, Safeguards safeguards) {
    return new Quell(rulings, Optional.of(hub), safeguards, TimeSource.system());
  }

  /// Decides only, and sends nothing.
  public static Quell observing(RuleEngine engine) {
    return observing(_ -> Ruling.of(engine), Safeguards.NONE);
  }

  /// Decides by rules that may change, and sends nothing.
  ///
  /// @param rulings gives, within the time that is left, what decides on the findings that come
  ///     next, which all meet the same
  public static Quell observing(Function<Deadline, Ruling> rulings, Safeguards safeguards) {
    return new Quell(rulings, Optional.empty(), safeguards, TimeSource.system());
  }

  /// Decides on every finding in the events and applies all updates together, so that equal ones
  /// share calls.
  ///
  /// @param deadline when to stop waiting for rules, and sending; what is not done by then counts
  ///     as unprocessed and worth another try
  public Report process(List<Delivery> deliveries, Deadline deadline) {
    return process(deliveries, deadline, new RunawayRules());
  }

  /// Decides and applies a part of what an invocation has to do. See [#process(List, Deadline)].
  ///
  /// @param runaways the rules that have run away in the invocation so far
  public Report process(List<Delivery> deliveries, Deadline deadline, RunawayRules runaways) {
    Ruling ruling = rulings.apply(deadline);
    Optional<SecurityHub> applying = ruling.isObserving() ? Optional.empty() : hub;
    Map<String, Integer> before = Map.copyOf(runaways.runs());
    var decisions = new Decisions(ruling.engine(), deadline, runaways);
    List<Decided> decided =
        withinLimit(
            readingLate(decided(deliveries, decisions), decisions, ruling.isObserving(), deadline));
    Map<FindingIdentifier, UpdateResult> answers = apply(decided, applying, deadline);
    IdentityHashMap<Delivery, List<Result>> results = new IdentityHashMap<>();
    decided.forEach(
        one ->
            results
                .computeIfAbsent(one.delivery(), _ -> new ArrayList<>())
                .add(result(one, applying.isPresent(), answers)));
    return new Report(
        deliveries.stream()
            .map(delivery -> new Report.Entry(delivery, results.getOrDefault(delivery, List.of())))
            .toList(),
        ruling.engine().version(),
        ruling.levers(),
        leftOut(runaways.runs(), before));
  }

  /// The rules that are left out since now.
  private static List<String> leftOut(Map<String, Integer> runs, Map<String, Integer> before) {
    return runs.entrySet().stream()
        .filter(rule -> rule.getValue() >= RunawayRules.MOST)
        .map(Map.Entry::getKey)
        .filter(rule -> before.getOrDefault(rule, 0) < RunawayRules.MOST)
        .toList();
  }

  /// Decides and applies, however long it takes. See [#process(List, Deadline)].
  public Report process(List<Delivery> deliveries) {
    return process(deliveries, Deadline.farOff(TimeSource.system()));
  }

  private static List<Decided> decided(List<Delivery> deliveries, Decisions decisions) {
    Set<Finding> deciding = Version.deciding(deliveries);
    List<Decided> decided = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      for (Finding finding : delivery.findings()) {
        decided.add(
            deciding.contains(finding)
                ? decided(delivery, finding, decisions)
                : new Decided(
                    delivery, Evaluation.none(finding), Optional.of(new Result.Superseded())));
      }
    }
    return decided;
  }

  private static Decided decided(Delivery delivery, Finding finding, Decisions decisions) {
    return decisions
        .on(finding, delivery.task())
        .map(evaluation -> new Decided(delivery, evaluation, Optional.empty()))
        .orElseGet(
            () ->
                new Decided(
                    delivery,
                    Evaluation.none(finding),
                    Optional.of(new Result.Sent(UpdateResult.Unprocessed.notReached()))));
  }

  /// What a late event would change is decided on anew by the finding as the hub has it now. What
  /// cannot be read waits for another try, but where it raises a severity: that hides nothing.
  private List<Decided> readingLate(
      List<Decided> decided, Decisions decisions, boolean isObserving, Deadline deadline) {
    List<FindingIdentifier> late =
        decided.stream()
            .filter(Decided::isToBeSent)
            .filter(one -> isLate(one.delivery()))
            .map(Decided::identifier)
            .toList();
    if (late.isEmpty() || lateFindings.isEmpty() || isObserving) {
      return decided;
    }
    LateFindings.Read read = lateFindings.get().read(late, deadline);
    return decided.stream()
        .map(
            one -> {
              if (!one.isToBeSent() || !isLate(one.delivery())) {
                return one;
              }
              Finding now = read.findings().get(one.identifier());
              if (now != null) {
                return decided(one.delivery(), now, decisions);
              }
              return one.evaluation().onlyRaises()
                  ? one
                  : one.with(
                      new Result.Sent(
                          Objects.requireNonNull(
                              read.unread().get(one.identifier()), "neither read nor unread")));
            })
        .toList();
  }

  private boolean isLate(Delivery delivery) {
    if (safeguards.lateAfter().isEmpty()) {
      return false;
    }
    return switch (delivery.task()) {
      case DECIDE -> delivery.hasComeBefore() || safeguards.isLate(delivery.time());
      case TRIAGE -> true;
      case RELEASE, UNDO_RELEASE -> false;
    };
  }

  private List<Decided> withinLimit(List<Decided> decided) {
    List<Decided> within = new ArrayList<>();
    int givenBack = 0;
    for (Decided one : decided) {
      boolean givesBack = one.isToBeSent() && !one.evaluation().givenBack().isEmpty();
      within.add(
          givesBack && ++givenBack > safeguards.mostGivenBack()
              ? one.with(new Result.NotGivenBack())
              : one);
    }
    return within;
  }

  private static Map<FindingIdentifier, UpdateResult> apply(
      List<Decided> decided, Optional<SecurityHub> applying, Deadline deadline) {
    List<FindingUpdate> updates =
        decided.stream()
            .filter(Decided::isToBeSent)
            .map(one -> new FindingUpdate(one.identifier(), one.evaluation().update()))
            .toList();
    return applying.map(taking -> taking.apply(updates, deadline)).orElseGet(Map::of);
  }

  private static Result result(
      Decided one, boolean isApplied, Map<FindingIdentifier, UpdateResult> answers) {
    return new Result(
        one.evaluation(), one.outcome().orElseGet(() -> outcome(one, isApplied, answers)));
  }

  private static Result.Outcome outcome(
      Decided one, boolean isApplied, Map<FindingIdentifier, UpdateResult> answers) {
    if (one.evaluation().update().isEmpty()) {
      return one.evaluation().matched().isEmpty() ? new Result.NoMatch() : new Result.Unchanged();
    }
    if (!isApplied) {
      return new Result.Observed();
    }
    UpdateResult answer = answers.get(one.identifier());
    return new Result.Sent(
        answer == null
            ? new UpdateResult.Unprocessed(
                "NotAnswered", "nothing tells what became of the update", true)
            : answer);
  }
}
