package io.quell.bench.queue;

/// A message that was received. Its text is made when it is needed: the queue holds numbers.
///
/// @param receipt what it is deleted by
/// @param message the number of the message: the same each time that it comes
/// @param event the number of the event in it
/// @param receives how often it has been received, with this time
public record Received(int receipt, int message, int event, int receives) {
  /// The message's id, which names it in the function's answer.
  public String id() {
    return "message-" + message;
  }

  Received again() {
    return new Received(receipt, message, event, receives + 1);
  }
}
