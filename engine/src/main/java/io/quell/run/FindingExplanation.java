package io.quell.run;

import io.quell.finding.Finding;
import io.quell.rule.Card;
import io.quell.run.Evaluation.RuleFailure;
import java.util.List;

/// Why rules apply to a finding, or do not, and who won each field that several wanted.
///
/// @param finding the finding
/// @param rules why each rule does, or does not, apply, in the order of the rules
/// @param fields what the matching rules wanted, field by field, and what came of it
/// @param kept what a rule wanted and did not get, because a person had set it or a limit is
///     reached
/// @param failures the rules that failed on this finding when all were run
public record FindingExplanation(
    Finding finding,
    List<OfRule> rules,
    List<FieldResolution> fields,
    List<String> kept,
    List<RuleFailure> failures) {
  public FindingExplanation {
    rules = List.copyOf(rules);
    fields = List.copyOf(fields);
    kept = List.copyOf(kept);
    failures = List.copyOf(failures);
  }

  /// Why one rule does, or does not, apply.
  public record OfRule(Card card, Explanation explanation) {}
}
