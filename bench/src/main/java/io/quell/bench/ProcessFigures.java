package io.quell.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// What Linux says of a process (proc(5)).
public final class ProcessFigures {
  private static final double MILLION = 1_000_000;
  private static final double KILO = 1_024;
  private static final double MILLIS_OF_A_TICK = 10;
  /// The two figures are not taken at the same moment, and ticks are whole ones.
  private static final double ROUNDING = 2 * MILLIS_OF_A_TICK;
  /// The fields utime and stime, counted from the one behind the name.
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  private ProcessFigures() {}

  /// The processor time of a process at one moment.
  ///
  /// @param ofThreads nanoseconds, by the thread; those that have ended are not in it
  /// @param all milliseconds of all threads, those that have ended too, in whole hundredths of a
  ///     second
  public record ProcessorTime(Map<String, Long> ofThreads, double all) {
    /// That of a process that has not begun.
    public static final ProcessorTime NOTHING = new ProcessorTime(Map.of(), 0);
  }

  /// What a process has had until now.
  public static ProcessorTime now(ProcessHandle process) throws IOException {
    Map<String, Long> ofThreads = new HashMap<>();
    try (Stream<Path> threads = Files.list(folder(process).resolve("task"))) {
      threads.forEach(
          thread -> ofThreads.put(thread.getFileName().toString(), processorOf(thread)));
    }
    return new ProcessorTime(ofThreads, allProcessorMillis(process));
  }

  /// The time that a process has had a processor since then, in milliseconds: to the nanosecond,
  /// and to the hundredth of a second where threads have ended that took a part of it.
  public static double processorMillis(ProcessHandle process, ProcessorTime since)
      throws IOException {
    ProcessorTime now = now(process);
    double all = now.all() - since.all();
    double ofThreads =
        now.ofThreads().entrySet().stream()
                .mapToLong(one -> one.getValue() - since.ofThreads().getOrDefault(one.getKey(), 0L))
                .sum()
            / MILLION;
    return Math.abs(all - ofThreads) > ROUNDING ? all : ofThreads;
  }

  private static double allProcessorMillis(ProcessHandle process) throws IOException {
    String stat = Files.readString(folder(process).resolve("stat"));
    String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(behindName[USER]) + Long.parseLong(behindName[SYSTEM]))
        * MILLIS_OF_A_TICK;
  }

  private static long processorOf(Path thread) {
    try {
      return Long.parseLong(
          Files.readString(thread.resolve("schedstat")).strip().split(" ", -1)[0]);
    } catch (IOException ended) {
      return 0;
    }
  }

  /// The most memory that the process has had, in megabytes.
  public static double peakMegabytes(ProcessHandle process) throws IOException {
    try (Stream<String> lines = Files.lines(folder(process).resolve("status"))) {
      return lines
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow(() -> new UncheckedIOException(new IOException("no VmHWM")))
          / KILO;
    }
  }

  private static Path folder(ProcessHandle process) {
    return Path.of("/proc", Long.toString(process.pid()));
  }
}
