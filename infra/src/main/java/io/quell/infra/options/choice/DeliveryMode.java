package io.quell.infra.options.choice;

/// How events reach the function.
public enum DeliveryMode {
  /// Event rule, SQS queue, function: batches of up to 1,000 findings share calls.
  QUEUE,
  /// Event rule, function: one invocation an event, without the wait for a batch.
  DIRECT
}
