package io.quell.localhub.fault;

import io.quell.localhub.api.FindingRefused;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.ServiceException;
import io.quell.localhub.api.UnprocessedCode;
import io.quell.localhub.fault.Fault.Effect;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// The faults of a hub. There are none until some are injected.
///
/// Where several could refuse the same call or finding, the one that was injected first does;
/// delays add up. Chance follows the hub's seed: the same faults and the same calls, one after the
/// other, give the same result.
public final class Faults {
  private final List<InjectedFault> injected = new CopyOnWriteArrayList<>();
  private final SplittableRandom chance;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Pause pause;

  /// No faults yet; the chance of those to come begins with the seed, and their delays are left to
  /// the pause.
  public Faults(long seed, Pause pause) {
    chance = new SplittableRandom(seed);
    this.pause = pause;
  }

  /// Lets this happen from now on; the answer counts how often it did.
  public synchronized InjectedFault inject(Fault fault) {
    InjectedFault added = new InjectedFault(fault, chance.split());
    injected.add(added);
    return added;
  }

  /// What is injected, in the order of injection.
  public List<InjectedFault> injected() {
    return List.copyOf(injected);
  }

  /// Ends all faults; their counts stay with those who hold them.
  public void clear() {
    injected.clear();
  }

  /// Waits as the faults have it. Answers `false` if the hub closed meanwhile.
  public boolean delay(HubOperation operation) {
    Duration total =
        of(Effect.Delay.class, operation)
            .filter(InjectedFault::happens)
            .map(fault -> ((Effect.Delay) fault.fault().effect()).duration())
            .reduce(Duration.ZERO, Duration::plus);
    try {
      return total.isZero() || pause.lasts(total, closed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Says whether the connection is cut before the call is read.
  public boolean cutsBefore(HubOperation operation) {
    return of(Effect.CutBefore.class, operation).anyMatch(InjectedFault::happens);
  }

  /// Says whether the connection is cut when everything is done.
  public boolean cutsAfter(HubOperation operation) {
    return of(Effect.CutAfter.class, operation).anyMatch(InjectedFault::happens);
  }

  /// Lets a call through, unless a fault refuses it.
  ///
  /// @throws ServiceException for a call that a fault refuses
  public void refuse(HubOperation operation) {
    for (InjectedFault fault : injected) {
      if (fault.fault().effect() instanceof Effect.Refuse(ServiceError error)
          && fault.fault().operations().contains(operation)
          && fault.happens()) {
        throw new ServiceException(error, "The local hub was told to refuse this call.");
      }
    }
  }

  /// Lets a finding through, unless a fault leaves it unprocessed by any of the names it goes by.
  ///
  /// @throws FindingRefused for a finding that a fault leaves unprocessed
  public void refuse(HubOperation operation, List<String> names) {
    for (InjectedFault fault : injected) {
      if (fault.fault().effect() instanceof Effect.Unprocessed(UnprocessedCode code)
          && fault.fault().operations().contains(operation)
          && concerns(fault.fault(), names)
          && fault.happens()) {
        throw new FindingRefused(code);
      }
    }
  }

  /// Says whether an event is delivered once more.
  public boolean duplicatesEvent() {
    return injected.stream()
        .filter(fault -> fault.fault().effect() instanceof Effect.DuplicateEvents)
        .anyMatch(InjectedFault::happens);
  }

  /// Ends the delays that are under way.
  public void close() {
    closed.countDown();
  }

  private Stream<InjectedFault> of(Class<? extends Effect> effect, HubOperation operation) {
    return injected.stream()
        .filter(fault -> effect.isInstance(fault.fault().effect()))
        .filter(fault -> fault.fault().operations().contains(operation));
  }

  private static boolean concerns(Fault fault, List<String> names) {
    return fault.findings().isEmpty() || names.stream().anyMatch(fault.findings()::contains);
  }
}
