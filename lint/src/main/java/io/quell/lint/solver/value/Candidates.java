package io.quell.lint.solver.value;

import java.util.List;

/// Values that are as wanted.
///
/// @param values some of them, the most natural first
/// @param provesNone whether it is proved, where there are none, that there can be none, now or
///     later
public record Candidates(List<String> values, boolean provesNone) {
  static final Candidates NONE = new Candidates(List.of(), true);
  static final Candidates UNKNOWN = new Candidates(List.of(), false);

  public Candidates {
    values = List.copyOf(values);
  }

  /// Some values, or a proof that there are none.
  static Candidates exactly(List<String> values) {
    return new Candidates(values, values.isEmpty());
  }

  /// Whether it is proved that there is no such value.
  public boolean areImpossible() {
    return values.isEmpty() && provesNone;
  }
}
