package io.quell.cli.sweep;

import io.quell.cli.command.FailedException;
import io.quell.run.RuleChange;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What came of a pass over findings: numbers alone, so that it stays small.
public final class SweepCounts {
  /// What a rule does to a finding, in the order of the columns.
  enum SweptChange {
    /// It sets the workflow status.
    STATUS("status set", "statusSet"),
    /// It moves the severity.
    SEVERITY("severity moved", "severityMoved"),
    /// It sets something else.
    OTHER("other set", "otherSet"),
    /// What it had set is given back.
    GIVEN_BACK("given back", "givenBack");

    private final String words;
    private final String key;

    SweptChange(String words, String key) {
      this.words = words;
      this.key = key;
    }

    String words() {
      return words;
    }

    String key() {
      return key;
    }

    static SweptChange of(RuleChange change) {
      if (change.isGivenBack()) {
        return GIVEN_BACK;
      }
      return switch (change.field().owner()) {
        case WORKFLOW_STATUS -> STATUS;
        case SEVERITY -> SEVERITY;
        case VERIFICATION_STATE, NOBODY -> OTHER;
      };
    }
  }

  private final List<String> order;
  private final Map<String, Map<SweptChange, Long>> byRule = new HashMap<>();
  private final Reasons kept = new Reasons();
  private final Reasons failed = new Reasons();
  private long read;
  private long changed;
  private long unprocessed;
  private boolean isStopped;
  private Optional<FailedException> breakOff = Optional.empty();

  /// @param order the ids of the rules in the order in which they are told
  SweepCounts(Collection<String> order) {
    this.order = List.copyOf(order);
  }

  void read() {
    read++;
  }

  /// Counts a finding that was changed, or would be.
  void changed(Proposal proposal) {
    changed++;
    Map<String, Set<SweptChange>> kinds = new HashMap<>();
    proposal
        .changes()
        .forEach(
            change ->
                change
                    .rules()
                    .forEach(
                        rule ->
                            kinds
                                .computeIfAbsent(rule, _ -> new HashSet<>())
                                .add(kind(change, rule, proposal))));
    kinds.forEach(
        (rule, all) ->
            all.forEach(
                kind ->
                    byRule
                        .computeIfAbsent(rule, _ -> new EnumMap<>(SweptChange.class))
                        .merge(kind, 1L, Long::sum)));
  }

  /// Of a field that another rule sets now, the one that had set it loses its value.
  private static SweptChange kind(RuleChange change, String rule, Proposal proposal) {
    boolean isWanted =
        proposal.evaluation().matched().stream().anyMatch(card -> card.id().equals(rule));
    return isWanted ? SweptChange.of(change) : SweptChange.GIVEN_BACK;
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

  /// The numbers of each rule that did anything, in the order of the book; then those that it does
  /// not have.
  Map<String, Map<SweptChange, Long>> byRule() {
    Map<String, Map<SweptChange, Long>> ordered = new LinkedHashMap<>();
    order.stream().filter(byRule::containsKey).forEach(id -> ordered.put(id, byRule.get(id)));
    new TreeSet<>(byRule.keySet()).forEach(id -> ordered.putIfAbsent(id, byRule.get(id)));
    return ordered;
  }

  static long of(Map<SweptChange, Long> numbers, SweptChange kind) {
    return numbers.getOrDefault(kind, 0L);
  }
}
