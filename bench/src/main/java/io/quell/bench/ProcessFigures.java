package io.quell.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What Linux says of a process (proc(5)).
public final class ProcessFigures {
  private static final double MILLION = 1_000_000;
  private static final double KILO = 1_024;
  private static final double MILLIS_OF_A_TICK = 10;
  /// The fields utime and stime, counted from the one behind the name.
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  private ProcessFigures() {}

  /// The time that the threads of a process have had a processor, in milliseconds; those that have
  /// ended do not count. A process's own figure counts in hundredths of a second, schedstat in
  /// nanoseconds.
  public static double processorMillis(ProcessHandle process) throws IOException {
    try (Stream<Path> threads = Files.list(folder(process).resolve("task"))) {
      return threads.mapToLong(ProcessFigures::processorOf).sum() / MILLION;
    }
  }

  /// The time that a process has had a processor, in milliseconds, its ended threads too. Linux
  /// counts it in hundredths of a second.
  public static double allProcessorMillis(ProcessHandle process) throws IOException {
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
