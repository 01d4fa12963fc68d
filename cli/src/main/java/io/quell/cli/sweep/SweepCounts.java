package io.quell.cli.sweep;

import io.quell.cli.command.FailedException;
import io.quell.cli.report.Reasons;
import io.quell.cli.report.RuleNumbers;
import java.util.Collection;
import java.util.Optional;

/// What came of a pass over findings: numbers alone, so that it stays small.
public final class SweepCounts {
  private final RuleNumbers rules;
  private final Reasons kept = new Reasons();
  private final Reasons failed = new Reasons();
  private long read;
  private long changed;
  private long unprocessed;
  private boolean isStopped;
  private Optional<FailedException> breakOff = Optional.empty();

  /// @param order the ids of the rules in the order in which they are told
  SweepCounts(Collection<String> order) {
    this.rules = new RuleNumbers(order);
  }

  void read() {
    read++;
  }

  /// Counts the rules that matched a finding.
  void matched(Proposal proposal) {
    rules.matched(proposal.evaluation());
  }

  /// Counts a finding that was changed, or would be.
  void changed(Proposal proposal) {
    changed++;
    rules.changed(proposal.changes(), proposal.evaluation());
  }

  void kept(String sentence, String name) {
    kept.add(sentence, name);
  }

  void failed(String sentence, String name) {
    failed.add(sentence, name);
  }

  void unprocessed(String sentence, String name) {
    unprocessed++;
    failed.add(sentence, name);
  }

  void stopped() {
    isStopped = true;
  }

  void brokeOff(FailedException failure) {
    breakOff = Optional.of(failure);
  }

  /// How many findings were read.
  public long findings() {
    return read;
  }

  /// How many were changed, or would be.
  public long changedFindings() {
    return changed;
  }

  long unprocessedFindings() {
    return unprocessed;
  }

  /// Whether the limit was reached, so that there may be more to change.
  boolean hasStopped() {
    return isStopped;
  }

  /// Why the pass came to no end, so that all numbers are of what it has read by then; empty where
  /// it did.
  Optional<FailedException> breakOff() {
    return breakOff;
  }

  /// Whether anything went wrong.
  boolean hasFailed() {
    return !failed.isEmpty() || breakOff.isPresent();
  }

  Reasons keptReasons() {
    return kept;
  }

  Reasons failures() {
    return failed;
  }

  /// What each rule comes to.
  RuleNumbers rules() {
    return rules;
  }
}
