package io.quell.lambda;

import io.quell.rulefile.Levers;
import io.quell.run.RuleEngine;

/// What decides on the findings that come next.
///
/// @param engine the rules, as far as the levers let them
/// @param levers what holds them back
public record Ruling(RuleEngine engine, Levers levers) {
  /// Rules that nothing holds back.
  public static Ruling of(RuleEngine engine) {
    return new Ruling(engine, Levers.NORMAL);
  }

  /// Rules that levers hold back.
  ///
  /// @param engine the rules as they are deployed or published
  public static Ruling of(RuleEngine engine, Levers levers) {
    RuleEngine suspending = engine.suspending(levers.suspended());
    return new Ruling(
        switch (levers.mode()) {
          case NORMAL, OBSERVE -> suspending;
          case STOP_CHANGING -> suspending.settingNothing();
        },
        levers);
  }

  /// Whether nothing is to be changed, whatever is decided.
  public boolean isObserving() {
    return levers.mode() == Levers.Mode.OBSERVE;
  }
}
