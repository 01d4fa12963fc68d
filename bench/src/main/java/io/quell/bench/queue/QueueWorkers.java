package io.quell.bench.queue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// The processes that share a queue.
public final class QueueWorkers implements AutoCloseable {
  private final List<QueueWorker> workers = new ArrayList<>();

  /// Starts so many, one after the other.
  ///
  /// @param mapping makes what hands batches to each
  public QueueWorkers(
      int processes,
      SimpleQueue queue,
      Supplier<SourceMapping> mapping,
      FunctionLauncher launcher,
      SettledListener listener)
      throws Exception {
    try {
      for (int at = 0; at < processes; at++) {
        workers.add(new QueueWorker(queue, mapping.get(), launcher, listener));
      }
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /// Works until nothing is left in the queue.
  public void run() throws Exception {
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(workers.size())) {
      for (QueueWorker worker : workers) {
        running.add(
            executor.submit(
                () -> {
                  worker.run();
                  return null;
                }));
      }
    }
    for (Future<?> process : running) {
      process.get();
    }
  }

  /// Kills one of the processes in the middle of an invocation.
  public void killOne() {
    workers.getFirst().kill();
  }

  /// How long the invocations of all took, in seconds, the shortest first.
  public List<Double> invocations() {
    return workers.stream().flatMap(worker -> worker.invocations().stream()).sorted().toList();
  }

  /// What the processes took.
  public List<ProcessEnd> ends() {
    return workers.stream().flatMap(worker -> worker.ends().stream()).toList();
  }

  /// How many processes ended without having been killed, or did not answer in time.
  public int failedProcesses() {
    return workers.stream().mapToInt(QueueWorker::failedProcesses).sum();
  }

  /// How many messages the function has given back.
  public int givenBack() {
    return workers.stream().mapToInt(QueueWorker::givenBack).sum();
  }

  /// The codes of the failures that were logged, where messages were given back.
  public Set<String> reasons() {
    Set<String> reasons = new HashSet<>();
    workers.forEach(worker -> reasons.addAll(worker.reasons()));
    return reasons;
  }

  @Override
  public void close() {
    workers.forEach(QueueWorker::close);
  }
}
