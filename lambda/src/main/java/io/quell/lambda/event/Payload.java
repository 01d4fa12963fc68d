package io.quell.lambda.event;

import java.util.List;

/// What one invocation of the function brings.
public sealed interface Payload {

  /// An event straight from EventBridge. Where it fails the invocation fails, and Lambda tries it
  /// again.
  record Direct(Delivery delivery) implements Payload {
    @Override
    public List<Delivery> deliveries() {
      return List.of(delivery);
    }
  }

  /// A batch of queue messages, an event in each. Those that fail are given back to the queue by
  /// their message id, which is the name of the delivery.
  record Queue(List<Delivery> deliveries) implements Payload {
    public Queue {
      deliveries = List.copyOf(deliveries);
    }
  }

  /// The events, in the order they came.
  List<Delivery> deliveries();
}
