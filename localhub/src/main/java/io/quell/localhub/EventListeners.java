package io.quell.localhub;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.json.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Delivers events to listeners: each gets all of them, one after the other, on a thread of its
/// own.
///
/// So a slow listener keeps neither the server nor another listener waiting, and one that throws
/// gets the next event all the same; what it threw goes to standard error.
final class EventListeners implements AutoCloseable {
  /// How long a listener may still work after the hub has closed.
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

  private record Subscription(Consumer<String> listener, ExecutorService thread) {}

  void add(Consumer<String> listener) {
    subscriptions.add(
        new Subscription(
            listener,
            Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("localhub-listener-" + subscriptions.size()).factory())));
  }

  /// Says whether nobody listens, so that an event need not even be made.
  boolean isEmpty() {
    return subscriptions.isEmpty();
  }

  /// Hands the event on and returns at once.
  void publish(JsonNode event) {
    String text = JsonText.write(event);
    String name = event.path("resources").path(0).asText();
    for (Subscription subscription : subscriptions) {
      subscription.thread().execute(() -> deliver(subscription.listener(), text, name));
    }
  }

  /// Waits a moment for the events that are under way, then interrupts the listeners.
  @Override
  public void close() {
    subscriptions.forEach(subscription -> subscription.thread().shutdown());
    long end = System.nanoTime() + GRACE.toNanos();
    for (Subscription subscription : subscriptions) {
      try {
        if (!subscription
            .thread()
            .awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          subscription.thread().shutdownNow();
        }
      } catch (InterruptedException e) {
        subscription.thread().shutdownNow();
        Thread.currentThread().interrupt();
      }
    }
  }

  // A listener is foreign code: whatever it throws is reported, and must not end its thread.
  @SuppressWarnings({"CatchAndPrintStackTrace", "SystemOut"})
  private static void deliver(Consumer<String> listener, String event, String finding) {
    try {
      listener.accept(event);
    } catch (RuntimeException | Error thrown) {
      System.err.println(
          "localhub: a listener failed on the event of finding " + finding + ": " + thrown);
      thrown.printStackTrace();
    }
  }
}
