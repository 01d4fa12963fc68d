package io.quell.cli.explain;

import io.quell.cli.input.InputItem;
import io.quell.run.Evaluation.RuleFailure;
import io.quell.run.Explanation;
import io.quell.run.FindingExplanation;
import java.util.List;

/// Is told why rules match, or do not.
sealed interface ExplainReport permits TextExplainReport, JsonExplainReport {
  /// Why rules apply to a finding, or do not, and who won its fields.
  void explained(InputItem item, FindingExplanation explanation);

  /// An event was skipped, or something could not be read.
  void unexplained(InputItem item, String what, String reason);

  /// That was all.
  void finish();

  /// The explanation of the rule by itself, where another one hides it.
  static Explanation alone(Explanation explanation) {
    return explanation instanceof Explanation.Hidden(_, var alone) ? alone : explanation;
  }

  /// What was kept and no field tells of.
  static List<String> further(FindingExplanation explanation) {
    List<String> told =
        explanation.fields().stream().flatMap(field -> field.kept().stream()).toList();
    return explanation.kept().stream().filter(kept -> !told.contains(kept)).toList();
  }

  /// The failures that no rule's explanation tells of: those of an update that could not be made.
  static List<RuleFailure> failures(FindingExplanation explanation) {
    List<String> told =
        explanation.rules().stream()
            .filter(rule -> rule.explanation() instanceof Explanation.Broken)
            .map(rule -> rule.card().id())
            .toList();
    return explanation.failures().stream()
        .filter(failure -> !told.contains(failure.rule()))
        .toList();
  }
}
