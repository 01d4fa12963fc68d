package io.quell.bench.queue;

/// Hears what becomes of messages. Several processes tell it at a time.
public interface SettledListener {
  /// Hears nothing.
  SettledListener NONE =
      new SettledListener() {
        @Override
        public void settled(Received message) {}

        @Override
        public void answered(boolean isQueueEmpty) {}
      };

  /// A message was dealt with and deleted.
  void settled(Received message);

  /// An invocation was answered, and all that it settled was told.
  ///
  /// @param isQueueEmpty whether no message can be received for now
  void answered(boolean isQueueEmpty);
}
