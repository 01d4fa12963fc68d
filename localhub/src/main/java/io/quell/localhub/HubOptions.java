package io.quell.localhub;

import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.Quota;
import io.quell.localhub.fault.Pause;
import io.quell.localhub.lag.Lag;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/// How a hub is to be. Each method gives a copy with one thing changed.
///
/// @param port the port of the loopback interface, or 0 for a free one
/// @param quotas the operations whose calls are limited; the others take any number
/// @param seed what the hub's chance begins with, so that two hubs with the same faults, lag and
///     calls do the same
/// @param clock what the hub takes for the time: of its timestamps, its quotas and its lag
/// @param pause how calls wait that a fault delays
/// @param lag how late reads, updates and events may be
/// @param tokenLife how long a NextToken can be used; AWS documents no time
public record HubOptions(
    int port,
    Map<HubOperation, Quota> quotas,
    long seed,
    InstantSource clock,
    Pause pause,
    Lag lag,
    Duration tokenLife) {
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  /// Checks the port and the time.
  ///
  /// @throws IllegalArgumentException for a port outside 0–65535, or for a life that is no time
  public HubOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("A port is a number from 0 to 65535, not " + port + ".");
    }
    if (!tokenLife.isPositive()) {
      throw new IllegalArgumentException("A token's life is longer than nothing.");
    }
    quotas = Map.copyOf(quotas);
  }

  /// A free port, no quotas, no lag, the machine's own time, tokens that live for an hour.
  public static HubOptions defaults() {
    return new HubOptions(0, Map.of(), 0, InstantSource.system(), Pause.REAL, Lag.NONE, TOKEN_LIFE);
  }

  /// On this port.
  public HubOptions withPort(int newPort) {
    return new HubOptions(newPort, quotas, seed, clock, pause, lag, tokenLife);
  }

  /// With the quotas of AWS: 10 calls a second and a burst of 30, for the two that get findings 3
  /// and 6. Each operation is counted for itself.
  public HubOptions withAwsQuotas() {
    Map<HubOperation, Quota> all = new EnumMap<>(HubOperation.class);
    for (HubOperation operation : HubOperation.values()) {
      all.put(operation, operation.awsQuota());
    }
    return new HubOptions(port, all, seed, clock, pause, lag, tokenLife);
  }

  /// With this quota on one operation.
  public HubOptions withQuota(HubOperation operation, Quota quota) {
    Map<HubOperation, Quota> all = new EnumMap<>(HubOperation.class);
    all.putAll(quotas);
    all.put(operation, quota);
    return new HubOptions(port, all, seed, clock, pause, lag, tokenLife);
  }

  /// With chance that begins at this seed.
  public HubOptions withSeed(long newSeed) {
    return new HubOptions(port, quotas, newSeed, clock, pause, lag, tokenLife);
  }

  /// With another clock, so that a test need not wait.
  public HubOptions withClock(InstantSource newClock) {
    return new HubOptions(port, quotas, seed, newClock, pause, lag, tokenLife);
  }

  /// With another way to wait, so that a test need not.
  public HubOptions withPause(Pause newPause) {
    return new HubOptions(port, quotas, seed, clock, newPause, lag, tokenLife);
  }

  /// With reads, updates or events that are late.
  public HubOptions withLag(Lag newLag) {
    return new HubOptions(port, quotas, seed, clock, pause, newLag, tokenLife);
  }

  /// With tokens that can be used for so long after they were given.
  public HubOptions withTokenLife(Duration newTokenLife) {
    return new HubOptions(port, quotas, seed, clock, pause, lag, newTokenLife);
  }
}
