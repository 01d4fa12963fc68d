package io.quell.cli.update;

import io.quell.cli.sweep.Decider;
import io.quell.cli.sweep.Proposal;
import io.quell.finding.Finding;
import io.quell.run.Evaluation;
import io.quell.run.RuleChange;
import io.quell.run.RuleEngine;
import io.quell.run.mark.Trace;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// What a person takes back without asking the rules.
///
/// @param way what is done about a finding
/// @param done what is said of a finding on which there is nothing to do
/// @param failsOnOthers whether it is a failure that a finding is not Quell's to change
record Releasing(
    Function<Finding, Evaluation> way, Function<Finding, String> done, boolean failsOnOthers)
    implements Decider {

  /// Takes back what is there, and keeps all rules away.
  static Releasing byPerson(RuleEngine engine) {
    return new Releasing(engine::release, _ -> "it is released already", true);
  }

  /// Lets the rules apply again.
  static Releasing undone(RuleEngine engine) {
    return new Releasing(engine::undoRelease, _ -> "there is no release to undo", true);
  }

  /// Takes back what the engine's book has set, and keeps no rule away.
  ///
  /// @param books the name of the book, and of those whose marks it takes over
  static Releasing ofBook(RuleEngine engine, Set<String> books) {
    return new Releasing(
        engine::giveBack,
        finding ->
            Trace.of(finding).filter(trace -> books.contains(trace.book())).isPresent()
                ? "nothing that the book has set is there any more"
                : "it has no mark of " + String.join(" or ", books),
        false);
  }

  @Override
  public Proposal decide(Finding finding) {
    Evaluation evaluation = way.apply(finding);
    if (!evaluation.update().isEmpty()) {
      return new Proposal(evaluation, changes(finding, evaluation), List.of(), List.of());
    }
    if (evaluation.kept().isEmpty()) {
      return new Proposal(evaluation, List.of(), List.of(done.apply(finding)), List.of());
    }
    String obstacle = String.join("; ", evaluation.kept());
    return failsOnOthers
        ? new Proposal(
            evaluation,
            List.of(),
            List.of(),
            List.of(obstacle + "; what is there can be changed with 'quell update'"))
        : new Proposal(evaluation, List.of(), List.of(obstacle), List.of());
  }

  /// The fields of Quell's that the update sets back. The mark does not say which of its rules had
  /// set which.
  private static List<RuleChange> changes(Finding finding, Evaluation evaluation) {
    return Trace.of(finding).stream()
        .flatMap(
            trace ->
                trace.held().entrySet().stream()
                    .filter(held -> held.getValue().isThere())
                    .filter(
                        held ->
                            evaluation.update().values().keySet().stream()
                                .anyMatch(
                                    field -> field.sharedName(finding.format()) == held.getKey()))
                    .map(held -> new RuleChange(held.getKey(), true, trace.rules())))
        .toList();
  }
}
