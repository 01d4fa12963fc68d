package io.quell.localhub.fault;

import java.util.SplittableRandom;

/// A fault in a hub, and how often it has happened so far.
public final class InjectedFault {
  private final Fault fault;
  private final SplittableRandom chance;
  private int count;

  InjectedFault(Fault fault, SplittableRandom chance) {
    this.fault = fault;
    this.chance = chance;
  }

  /// What was injected.
  public Fault fault() {
    return fault;
  }

  /// How often it has happened: calls, findings or events, as the fault has it.
  public synchronized int count() {
    return count;
  }

  /// Decides whether it happens now, and counts it if so.
  synchronized boolean happens() {
    if (count >= fault.times() || chance.nextDouble() >= fault.fraction()) {
      return false;
    }
    count++;
    return true;
  }
}
