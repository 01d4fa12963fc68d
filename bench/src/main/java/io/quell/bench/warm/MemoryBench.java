package io.quell.bench.warm;

import io.quell.bench.FunctionCode;
import io.quell.bench.Invocations;
import io.quell.bench.ProcessFigures;
import io.quell.bench.TlsHub;
import io.quell.bench.result.Bar;
import io.quell.bench.result.BenchReport;
import io.quell.bench.start.OneRuleBook;
import io.quell.lambda.QuellHandler;
import io.quell.testing.runtime.PackagedFunction;
import io.quell.testing.runtime.RuntimeApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Measures how much memory the packaged function takes for a payload of 6 MB, the largest that
/// Lambda hands over, with as much heap as Lambda gives it at the stack's default memory, at half
/// of it, and at the least that is allowed.
public final class MemoryBench {
  /// Lambda quotas, synchronous invocation payload.
  private static final int PAYLOAD_BYTES = 6 * 1024 * 1024;

  /// Until the heap grows no more.
  private static final int TIMES = 24;

  /// Half of it, and the least that the stack allows, too: what happens there is told and no bar.
  private static final List<Integer> MEMORIES = List.of(FunctionCode.MEMORY, 512, 256);

  private MemoryBench() {}

  /// Prints a line for each memory, and ends with exit code 1 where the function does not live with
  /// the stack's default, or takes more than it has.
  ///
  /// @param args where the JSON goes
  public static void main(String[] args) throws Exception {
    Path jar = FunctionCode.withBook(OneRuleBook.class);
    Map<String, Object> peaks = new LinkedHashMap<>();
    try (TlsHub hub = TlsHub.start()) {
      String payload = payload();
      System.out.printf(
          Locale.ROOT,
          "a payload of %,d bytes, invoked %d times, all findings need the same update%n%n",
          payload.getBytes(StandardCharsets.UTF_8).length,
          TIMES);
      for (int megabytes : MEMORIES) {
        peaks.put(Integer.toString(megabytes), peak(jar, hub, payload, megabytes));
      }
    } finally {
      Files.delete(jar);
    }
    BenchReport.end(
        Path.of(args[0]),
        Map.of("peakMegabytesByMemory", peaks),
        List.of(
            Bar.atMost(
                FunctionCode.MEMORY,
                "peak memory in MB of a function with the stack's memory",
                Double.parseDouble(
                    String.valueOf(peaks.get(Integer.toString(FunctionCode.MEMORY)))))));
  }

  /// As many events as fit.
  private static String payload() throws Exception {
    int bytes = Invocations.batch(101).length() - Invocations.batch(1).length();
    return Invocations.batch(PAYLOAD_BYTES / (bytes / 100) - 1);
  }

  /// @return the peak in megabytes; infinite where the function failed
  private static double peak(Path jar, TlsHub hub, String payload, int megabytes) throws Exception {
    String heap = String.join(" ", FunctionCode.heap(megabytes));
    List<Double> peaks = new ArrayList<>();
    String failure = "";
    try (PackagedFunction function =
        PackagedFunction.snapshot(
            FunctionCode.classPath(jar),
            QuellHandler.class.getName(),
            hub.address(),
            Map.of(
                "JAVA_TOOL_OPTIONS",
                "-XX:TieredStopAtLevel=1 %s %s".formatted(heap, hub.trustOptions()),
                "QUELL_MODE",
                "enforce",
                "QUELL_LATE_MINUTES",
                "off"))) {
      function.restore();
      for (int at = 0; at < TIMES && failure.isEmpty(); at++) {
        RuntimeApi.Reply reply = function.invoke(payload);
        peaks.add(ProcessFigures.peakMegabytes(function.process()));
        if (reply.isError() || reply.body().contains("itemIdentifier")) {
          failure = reply.body();
        }
      }
    }
    boolean fits = failure.isEmpty() && peaks.getLast() <= megabytes;
    System.out.printf(
        Locale.ROOT,
        "%s: with %,d MB (%s): peaks of the process %s MB%s%n",
        fits ? "fits" : "DOES NOT FIT",
        megabytes,
        heap,
        peaks.stream()
            .map(peak -> String.format(Locale.ROOT, "%.0f", peak))
            .collect(Collectors.joining(", ")),
        failure.isEmpty()
            ? ""
            : "; it failed: " + failure.substring(0, Math.min(300, failure.length())));
    return failure.isEmpty() ? peaks.getLast() : Double.POSITIVE_INFINITY;
  }
}
