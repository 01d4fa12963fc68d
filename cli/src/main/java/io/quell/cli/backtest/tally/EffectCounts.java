package io.quell.cli.backtest.tally;

import io.quell.cli.backtest.effect.RuleEffect;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// How many findings of a group there are, and how many of each effect.
public final class EffectCounts {
  private final Map<RuleEffect, Long> numbers = new EnumMap<>(RuleEffect.class);
  private long findings;
  private long changed;

  /// Counts a finding.
  void add(Set<RuleEffect> effects) {
    findings++;
    effects.forEach(effect -> numbers.merge(effect, 1L, Long::sum));
    if (effects.stream().anyMatch(RuleEffect::isChange)) {
      changed++;
    }
  }

  /// How many findings there are.
  public long findings() {
    return findings;
  }

  /// How many findings would be other afterwards.
  public long changed() {
    return changed;
  }

  /// How many findings have the effect.
  public long of(RuleEffect effect) {
    return numbers.getOrDefault(effect, 0L);
  }
}
