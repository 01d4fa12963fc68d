package io.quell.run;

import io.quell.finding.Finding;
import io.quell.rule.Card;
import io.quell.run.Evaluation.RuleFailure;
import java.util.List;

/// Why rules apply to a finding, or do not, and who won each field that several wanted.
///
/// @param finding the finding
/// @param rules why each rule does, or does not, apply, in the order of the rules
/// @param contests what the matching rules wanted, field by field
/// @param kept what a rule wanted and did not get, because a person had set it or a limit is
///     reached
/// @param failures the rules that failed on this finding when all were run
public record FindingExplanation(
    Finding finding,
    List<OfRule> rules,
    List<Contest> contests,
    List<String> kept,
    List<RuleFailure> failures) {
  public FindingExplanation {
    rules = List.copyOf(rules);
    contests = List.copyOf(contests);
    kept = List.copyOf(kept);
    failures = List.copyOf(failures);
  }

  /// Why one rule does, or does not, apply.
  public record OfRule(Card card, Explanation explanation) {}
}
