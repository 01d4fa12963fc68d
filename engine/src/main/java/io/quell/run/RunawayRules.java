package io.quell.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The rules whose regular expressions were given up while an invocation's findings were decided
/// on. One expression is bounded, an invocation full of them is not: a rule that keeps running away
/// is left out for the rest of it.
///
/// It is for one thread.
public final class RunawayRules {
  /// On so many findings a rule may run away before it is left out. What that costs is some ten
  /// milliseconds a finding for titles, and seconds for the longest texts.
  public static final int MOST = 5;

  private final Map<String, Integer> runs = new LinkedHashMap<>();

  /// Whether a rule is not asked any more.
  boolean isLeftOut(String rule) {
    return runs.getOrDefault(rule, 0) >= MOST;
  }

  void ranAway(String rule) {
    runs.merge(rule, 1, Integer::sum);
  }

  /// The ids of the rules that have run away, in the order of their first time, and on how many
  /// findings.
  public Map<String, Integer> runs() {
    return Collections.unmodifiableMap(runs);
  }
}
