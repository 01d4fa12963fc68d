package io.quell.cli.cost;

/// How events reach the function, as the option `delivery` of a deployment says.
enum DeliveryWay {
  /// Through a queue that fills batches.
  QUEUE,
  /// One by one.
  DIRECT
}
