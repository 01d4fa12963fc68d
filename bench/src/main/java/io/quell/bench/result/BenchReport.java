package io.quell.bench.result;

import io.quell.finding.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a benchmark ends.
public final class BenchReport {
  private BenchReport() {}

  /// Prints the bars, writes them and the figures as JSON, and ends the process: with exit code 1
  /// where a bar is missed.
  ///
  /// @param file where the JSON goes
  /// @param figures all that was measured
  public static void end(Path file, Map<String, Object> figures, List<Bar> bars)
      throws IOException {
    System.out.println();
    bars.forEach(System.out::println);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    json.put("java", Runtime.version().toString());
    json.put("processors", Runtime.getRuntime().availableProcessors());
    json.put("bars", bars.stream().map(Bar::json).toList());
    json.put("figures", figures);
    Files.writeString(file, Json.write(json) + "\n");
    System.exit(bars.stream().allMatch(Bar::isMet) ? 0 : 1);
  }
}
