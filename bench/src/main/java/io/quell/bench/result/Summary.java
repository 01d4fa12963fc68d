package io.quell.bench.result;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All bars of a run of all benchmarks in one table, and all figures in one file.
public final class Summary {
  private Summary() {}

  /// Prints the table, and ends with exit code 1 where a bar is missed or a benchmark has not come
  /// to its end.
  ///
  /// @param args the file of JSON for all of it, and a file for each benchmark, whose name is the
  ///     benchmark's
  public static void main(String[] args) throws IOException, UnreadableException {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    List<String> missed = new ArrayList<>();
    System.out.println("| benchmark | what | measured | bar | |\n|---|---|---|---|---|");
    for (String name : List.of(args).subList(1, args.length)) {
      Path file = Path.of(name);
      String benchmark = file.getFileName().toString().replaceFirst("\\.json$", "");
      if (!Files.exists(file)) {
        missed.add(benchmark + " has not come to its end");
        continue;
      }
      Object json = Json.read(Files.readAllBytes(file));
      all.put(benchmark, json);
      for (Bar bar : bars(json)) {
        System.out.printf(
            "| %s | %s | %s | at %s %s | %s |%n",
            benchmark,
            bar.what(),
            Bar.digits(bar.is()),
            bar.isLeast() ? "least" : "most",
            Bar.digits(bar.bound()),
            bar.isMet() ? "met" : "**missed**");
        if (!bar.isMet()) {
          missed.add(benchmark + ": " + bar.what());
        }
      }
    }
    Files.writeString(Path.of(args[0]), Json.writeIndented(all) + "\n");
    System.out.println();
    missed.forEach(one -> System.out.println("MISSED: " + one));
    System.out.println(missed.isEmpty() ? "all bars are met" : missed.size() + " missed");
    System.exit(missed.isEmpty() ? 0 : 1);
  }

  private static List<Bar> bars(@Nullable Object json) {
    List<Bar> bars = new ArrayList<>();
    if (json instanceof Map<?, ?> members && members.get("bars") instanceof List<?> all) {
      for (Object bar : all) {
        if (bar instanceof Map<?, ?> one) {
          bars.add(Bar.of(one));
        }
      }
    }
    return bars;
  }
}
