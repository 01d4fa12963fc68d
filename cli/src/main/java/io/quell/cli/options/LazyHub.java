package io.quell.cli.options;

import io.quell.hub.SecurityHub;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A hub that is connected to where it is needed first.
public final class LazyHub implements AutoCloseable {
  private final Supplier<SecurityHub> connecting;
  private @Nullable SecurityHub hub;

  /// @param connecting connects to it
  public LazyHub(Supplier<SecurityHub> connecting) {
    this.connecting = connecting;
  }

  /// The hub.
  public SecurityHub get() {
    SecurityHub connected = hub == null ? connecting.get() : hub;
    hub = connected;
    return connected;
  }

  /// Whether anything has needed it.
  public boolean isConnected() {
    return hub != null;
  }

  @Override
  public void close() {
    if (hub != null) {
      hub.close();
    }
  }
}
