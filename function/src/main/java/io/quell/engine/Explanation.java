package io.quell.engine;

import java.time.LocalDate;

/// Why a rule does, or does not, apply to a finding.
public sealed interface Explanation {

  /// The rule's criteria hold, and it decides on a change.
  record Matched(Decision.Changes changes) implements Explanation {
    @Override
    public String toString() {
      return "matched";
    }
  }

  /// The first criterion that failed.
  record Failed(Criteria.Mismatch mismatch) implements Explanation {
    @Override
    public String toString() {
      return mismatch.toString();
    }
  }

  /// The criteria hold, but the rule's own code has nothing to say about the finding.
  record Declined() implements Explanation {
    @Override
    public String toString() {
      return "the criteria hold, but the rule's code decided for no match";
    }
  }

  /// A person has released the finding, so no rule applies to it.
  record Released() implements Explanation {
    @Override
    public String toString() {
      return "a person has released the finding";
    }
  }

  /// The rule is not in force on this day.
  record NotInForce(Card card, LocalDate day) implements Explanation {
    @Override
    public String toString() {
      return card.from() != null && day.isBefore(card.from())
          ? "not in force before " + card.from()
          : "expired after " + card.expires();
    }
  }

  /// The rule failed.
  record Broken(Evaluation.RuleFailure failure) implements Explanation {
    @Override
    public String toString() {
      return "the rule failed: " + failure.message();
    }
  }
}
