package io.quell.lambda.report;

import io.quell.lambda.event.Delivery;
import io.quell.rulefile.Levers;
import io.quell.run.Evaluation;
import io.quell.value.Bounded;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What became of everything in one invocation.
///
/// @param entries what became of each event
/// @param ruleBook the version of the rules that decided
/// @param levers what held them back
/// @param leftOut the ids of rules that have run away so often that they are left out from now on
public record Report(List<Entry> entries, String ruleBook, Levers levers, List<String> leftOut) {
  public Report {
    entries = List.copyOf(entries);
    leftOut = List.copyOf(leftOut);
  }

  /// What became of everything where nothing held the rules back and none was left out.
  public Report(List<Entry> entries, String ruleBook) {
    this(entries, ruleBook, Levers.NORMAL, List.of());
  }

  /// The version of the levers; empty where nothing is held back.
  Optional<String> pulled() {
    return levers.isNormal() ? Optional.empty() : Optional.of(levers.version());
  }

  /// What became of one event.
  ///
  /// @param delivery the event
  /// @param results what became of its findings, in the event's order
  public record Entry(Delivery delivery, List<Result> results) {
    public Entry {
      results = List.copyOf(results);
    }

    /// Why the event has failed as a whole or in part, or empty where all of it is done. A failed
    /// event must come again or end where people look. A finding that is gone, and was gone the
    /// last time too, is let go: nothing can be done for it. The log has told both.
    public Optional<String> failure() {
      if (delivery.content() instanceof Delivery.Findings(_, var unread, _)
          && unread.isEmpty()
          && results.stream().noneMatch(Entry::mayHaveFailed)) { // as with most events
        return Optional.empty();
      }
      Stream<String> unreadable =
          switch (delivery.content()) {
            case Delivery.Unreadable(var reason) -> Stream.of(reason);
            case Delivery.Findings(_, var reasons, _) -> reasons.stream();
            case Delivery.Skipped _ -> Stream.empty();
          };
      Stream<String> unprocessed =
          results.stream()
              .flatMap(
                  result ->
                      result.failure().stream()
                          .filter(failure -> !failure.isGone() || !delivery.hasComeBefore())
                          .map(
                              failure ->
                                  "finding %s: %s (%s)"
                                      .formatted(
                                          name(result.evaluation()),
                                          failure.message(),
                                          failure.code())));
      Stream<String> undecided =
          results.stream()
              .map(Result::evaluation)
              .filter(evaluation -> !evaluation.notAsked().isEmpty())
              .map(
                  evaluation ->
                      "finding %s: rules that ran away on others were not asked: %s"
                          .formatted(
                              name(evaluation), Bounded.joined(", ", evaluation.notAsked())));
      List<String> all =
          Stream.of(unreadable, unprocessed, undecided).flatMap(each -> each).toList();
      return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", Bounded.items(all)));
    }

    private static boolean mayHaveFailed(Result result) {
      return result.failure().isPresent() || !result.evaluation().notAsked().isEmpty();
    }

    private static String name(Evaluation evaluation) {
      return Bounded.value(evaluation.finding().identifier().toString());
    }
  }

  /// What became of the findings of all events.
  public List<Result> results() {
    return entries.stream().flatMap(entry -> entry.results().stream()).toList();
  }
}
