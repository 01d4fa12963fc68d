package io.quell.lambda.queue;

/// A queue that messages are put into, the last behind the others.
@FunctionalInterface
public interface MessageQueue {
  /// Sends a message, and returns when the queue has it.
  ///
  /// @throws MessageRefusedException where the queue does not take it, or does not answer
  void send(String body);
}
