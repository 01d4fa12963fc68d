package io.quell.bench.queue;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.testing.runtime.PackagedFunction;
import io.quell.testing.runtime.RuntimeApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One environment of the function, as Lambda has it: a process that is invoked with one batch
/// after the other. What the function does not give back is deleted from the queue. Where the
/// process ends another one takes its place, and its messages come again in time.
public final class QueueWorker implements AutoCloseable {
  private static final double NANOS = 1e9;

  private final SimpleQueue queue;
  private final SourceMapping mapping;
  private final FunctionLauncher launcher;
  private final SettledListener listener;
  private final ExecutorService invoking = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Double> invocations = new ArrayList<>();
  private final List<ProcessEnd> ends = new ArrayList<>();
  private final Set<String> reasons = new HashSet<>();
  private PackagedFunction function;
  private int givenBack;
  private int replaced;
  private volatile boolean isToBeKilled;

  /// Starts the first process.
  public QueueWorker(
      SimpleQueue queue, SourceMapping mapping, FunctionLauncher launcher, SettledListener listener)
      throws Exception {
    this.queue = queue;
    this.mapping = mapping;
    this.launcher = launcher;
    this.listener = listener;
    function = launcher.start();
  }

  /// Works until nothing is left in the queue.
  ///
  /// @throws IllegalStateException where the function answers with an error
  public void run() throws Exception {
    for (QueueBatch batch = mapping.next(); !batch.isEmpty(); batch = mapping.next()) {
      long began = System.nanoTime();
      Optional<RuntimeApi.Reply> reply = invoke(batch.payload());
      invocations.add((System.nanoTime() - began) / NANOS);
      if (reply.isEmpty()) {
        replaced++;
        function.close();
        function = launcher.start();
      } else if (reply.get().isError()) {
        throw new IllegalStateException("the function failed: " + reply.get().body());
      } else {
        settle(batch, failed(reply.get().body()));
      }
    }
    ends.add(ProcessEnd.of(function.process(), false));
    if (givenBack > 0) {
      findReasons();
    }
  }

  private void findReasons() throws IOException {
    function.log().stream()
        .filter(line -> line.contains("\"result\":\"failed\""))
        .map(line -> line.replaceFirst(".*\"code\":\"([^\"]*)\".*", "$1"))
        .forEach(reasons::add);
  }

  /// Kills the process in the middle of one of its next invocations, as the kernel does where there
  /// is no memory left.
  public void kill() {
    isToBeKilled = true;
  }

  /// The reply; none where the process ended, or took longer than it may.
  private Optional<RuntimeApi.Reply> invoke(String payload) throws Exception {
    CompletableFuture<Optional<RuntimeApi.Reply>> reply = new CompletableFuture<>();
    PackagedFunction invoked = function;
    invoking.execute(
        () -> {
          try {
            reply.complete(Optional.of(invoked.invoke(payload)));
          } catch (TimeoutException late) {
            reply.complete(Optional.empty());
          } catch (Exception e) {
            reply.completeExceptionally(e);
          }
        });
    CompletableFuture<Void> _ =
        invoked.process().onExit().thenAccept(_ -> reply.complete(Optional.empty()));
    if (isToBeKilled && !invocations.isEmpty()) {
      TimeUnit.NANOSECONDS.sleep((long) (invocations.getLast() / 2 * NANOS));
      if (!reply.isDone()) {
        isToBeKilled = false;
        ends.add(ProcessEnd.of(invoked.process(), true));
        invoked.process().destroyForcibly();
      }
    }
    return reply.get();
  }

  private void settle(QueueBatch batch, Set<String> failed) {
    for (Received message : batch.messages()) {
      if (failed.contains(message.id())) {
        givenBack++;
      } else {
        queue.delete(message);
        listener.settled(message);
      }
    }
    listener.answered(!queue.hasVisible());
  }

  private static Set<String> failed(String answer) throws UnreadableException {
    Set<String> failed = new HashSet<>();
    if (Json.read(answer) instanceof Map<?, ?> members
        && members.get("batchItemFailures") instanceof List<?> failures) {
      failures.forEach(
          failure -> {
            if (failure instanceof Map<?, ?> item) {
              failed.add(String.valueOf(item.get("itemIdentifier")));
            }
          });
      return failed;
    }
    throw new IllegalStateException("the function answered: " + answer);
  }

  /// How long each invocation took, in seconds.
  public List<Double> invocations() {
    return List.copyOf(invocations);
  }

  /// What the processes took: the last one, and before it one that was killed.
  public List<ProcessEnd> ends() {
    return List.copyOf(ends);
  }

  /// How many processes ended without having been killed, or did not answer in time.
  public int failedProcesses() {
    return replaced - (int) ends.stream().filter(ProcessEnd::isKilled).count();
  }

  /// How many messages the function has given back.
  public int givenBack() {
    return givenBack;
  }

  /// The codes of the failures that the last process has logged.
  public Set<String> reasons() {
    return Set.copyOf(reasons);
  }

  @Override
  public void close() {
    function.close();
    invoking.shutdownNow();
  }
}
