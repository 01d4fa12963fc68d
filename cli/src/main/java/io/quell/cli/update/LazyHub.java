package io.quell.cli.update;

import io.quell.hub.SecurityHub;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A hub that is connected to where it is needed first.
final class LazyHub implements AutoCloseable {
  private final Supplier<SecurityHub> connecting;
  private @Nullable SecurityHub hub;

  LazyHub(Supplier<SecurityHub> connecting) {
    this.connecting = connecting;
  }

  /// The hub.
  SecurityHub get() {
    SecurityHub connected = hub == null ? connecting.get() : hub;
    hub = connected;
    return connected;
  }

  /// Whether anything has needed it.
  boolean isConnected() {
    return hub != null;
  }

  @Override
  public void close() {
    if (hub != null) {
      hub.close();
    }
  }
}
