package io.quell.run;

import io.quell.criteria.Criteria;
import io.quell.criteria.Mismatch;
import io.quell.rule.Card;
import io.quell.update.Decision;
import java.time.LocalDate;
import java.util.List;

/// Why a rule does, or does not, apply to a finding.
public sealed interface Explanation {

  /// The rule's criteria hold, and it decides on a change.
  record Matched(Decision.Apply changes) implements Explanation {
    @Override
    public String toString() {
      return "matched";
    }
  }

  /// The criteria do not hold.
  ///
  /// @param mismatches the parts of the criteria that failed, in order, at least one
  /// @param held the parts that hold
  record Failed(List<Mismatch> mismatches, List<Criteria> held) implements Explanation {
    public Failed {
      mismatches = List.copyOf(mismatches);
      held = List.copyOf(held);
      if (mismatches.isEmpty()) {
        throw new IllegalArgumentException("criteria that do not hold have a part that failed");
      }
    }

    /// The first part that failed.
    public Mismatch mismatch() {
      return mismatches.getFirst();
    }

    @Override
    public String toString() {
      return mismatch().toString();
    }
  }

  /// An earlier terminal rule matched and ended the run, so this rule was not asked.
  ///
  /// @param by the rule that ended the run
  /// @param alone what the rule says by itself
  record Hidden(Card by, Explanation alone) implements Explanation {
    @Override
    public String toString() {
      return "not asked, for rule %s ended the run; by itself: %s".formatted(by.id(), alone);
    }
  }

  /// The criteria hold, but the rule's own code has nothing to say about the finding.
  record Declined() implements Explanation {
    @Override
    public String toString() {
      return "the criteria hold, but the rule's code decided for no match";
    }
  }

  /// The criteria hold, but the rule suppresses by something that cannot be read.
  ///
  /// @param reason what cannot be read, a sentence
  record Doubtful(String reason) implements Explanation {
    @Override
    public String toString() {
      return reason;
    }
  }

  /// A person has released the finding, so no rule applies to it.
  record Released() implements Explanation {
    @Override
    public String toString() {
      return "a person has released the finding";
    }
  }

  /// The book says that the rule does not run.
  record Suspended() implements Explanation {
    @Override
    public String toString() {
      return "suspended";
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
