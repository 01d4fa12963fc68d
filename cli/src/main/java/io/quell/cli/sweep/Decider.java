package io.quell.cli.sweep;

import io.quell.finding.Finding;

/// Says what is to be done about a finding. It holds nothing of the findings that came before.
@FunctionalInterface
public interface Decider {
  /// What is to be done.
  Proposal decide(Finding finding);

  /// Whether all the rules of a book are asked about every finding, so that the rules which match
  /// can be counted.
  default boolean asksAllRules() {
    return false;
  }
}
