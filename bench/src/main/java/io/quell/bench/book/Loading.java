package io.quell.bench.book;

import io.quell.bench.Books;
import io.quell.run.RuleEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How long a book takes to load in a process that has just started: one load a process, nothing
/// warmed up, from the file's bytes to an engine that can take a finding.
public final class Loading {
  private static final int PROCESSES = 9;

  /// One load.
  ///
  /// @param wallMilliseconds how long it took, which other work on the machine makes longer
  /// @param processorMilliseconds how long the loading thread had a processor for it
  record LoadTime(long wallMilliseconds, long processorMilliseconds) {}

  private Loading() {}

  /// Loads the file once and prints the two times: what each process runs.
  ///
  /// @param args the file
  public static void main(String[] args) throws IOException {
    byte[] file = Files.readAllBytes(Path.of(args[0]));
    var threads = ManagementFactory.getThreadMXBean();
    long processor = threads.getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    RuleEngine engine = Books.load(file);
    long wallTaken = System.nanoTime() - wall;
    long processorTaken = threads.getCurrentThreadCpuTime() - processor;
    if (engine.cards().isEmpty()) {
      throw new IllegalStateException("the book is empty");
    }
    System.out.println(wallTaken / 1_000_000 + " " + processorTaken / 1_000_000);
  }

  /// Loads the file in several processes, one after the other; the times, shortest first.
  ///
  /// @param options of the Java process
  static List<LoadTime> times(byte[] file, String... options)
      throws IOException, InterruptedException {
    Path path = Files.write(Files.createTempFile("rules", ""), file);
    List<LoadTime> times = new ArrayList<>();
    for (int at = 0; at < PROCESSES; at++) {
      times.add(time(path, options));
    }
    Files.delete(path);
    times.sort(Comparator.comparingLong(LoadTime::wallMilliseconds));
    return times;
  }

  private static LoadTime time(Path file, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Loading.class.getName(),
            file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("loading failed: " + output);
    }
    String[] taken = output.split(" ", -1);
    return new LoadTime(Long.parseLong(taken[0]), Long.parseLong(taken[1]));
  }
}
