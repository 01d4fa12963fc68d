package io.quell.bench.commands;

import io.quell.bench.FindingStream;
import io.quell.bench.result.Bar;
import io.quell.bench.result.BenchReport;
import io.quell.bench.result.Spread;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures how long commands take as a person waits for them: from the launcher to the prompt, by
/// the clock.
public final class CommandBench {
  private static final String QUELL = "./quell";
  private static final int DEFAULT_ROUNDS = 5;
  private static final int FINDINGS = 100_000;
  private static final double NANOS = 1e9;

  /// A command that is measured.
  ///
  /// @param title what the table calls it
  /// @param words what is typed
  /// @param most seconds that it may take; infinite where no bar is held
  private record Command(String title, List<String> words, double most) {}

  private CommandBench() {}

  /// Prints a table, writes all figures as JSON, and ends with exit code 1 where a bar is missed.
  ///
  /// @param args where the JSON goes, and the number of rounds
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_ROUNDS;
    Path findings = Files.createTempFile("quell-findings", ".json");
    Map<Command, Spread> taken;
    try {
      try (BufferedWriter file = Files.newBufferedWriter(findings)) {
        FindingStream.writeLarge(FINDINGS, file);
      }
      taken = measure(commands(findings.toString()), rounds);
    } finally {
      Files.delete(findings);
    }
    System.out.println("| command | seconds by the clock |\n|---|---|");
    taken.forEach(
        (command, seconds) ->
            System.out.printf(Locale.ROOT, "| %s | %s |%n", command.title(), seconds.text(2)));
    Map<String, Object> figures = new LinkedHashMap<>();
    taken.forEach((command, seconds) -> figures.put(command.title(), seconds.list()));
    BenchReport.end(Path.of(args[0]), Map.of("seconds", figures), bars(taken));
  }

  private static List<Command> commands(String findings) {
    double any = Double.POSITIVE_INFINITY;
    return List.of(
        new Command("quell --help", List.of(QUELL, "--help"), any),
        new Command("quell rules", List.of(QUELL, "rules"), any),
        new Command("quell run events/", List.of(QUELL, "run", "events/"), 0.8),
        new Command(
            "quell run --observe, 100,000 findings",
            List.of(QUELL, "run", "--observe", findings),
            4),
        new Command("quell run, 100,000 findings", List.of(QUELL, "run", findings), 10));
  }

  /// All take turns; the first round, in which files are read that the system keeps from then on,
  /// does not count.
  private static Map<Command, Spread> measure(List<Command> commands, int rounds)
      throws IOException, InterruptedException {
    Map<Command, double[]> taken = new LinkedHashMap<>();
    commands.forEach(command -> taken.put(command, new double[rounds]));
    for (int round = -1; round < rounds; round++) {
      for (Map.Entry<Command, double[]> each : taken.entrySet()) {
        double seconds = seconds(each.getKey());
        if (round >= 0) {
          each.getValue()[round] = seconds;
        }
      }
      System.err.printf(Locale.ROOT, "round %d of %d%n", round + 1, rounds);
    }
    Map<Command, Spread> spreads = new LinkedHashMap<>();
    taken.forEach((command, all) -> spreads.put(command, Spread.of(all)));
    return spreads;
  }

  private static double seconds(Command command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("quell-output", ".txt");
    try {
      long start = System.nanoTime();
      int code =
          new ProcessBuilder(command.words())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      double seconds = (System.nanoTime() - start) / NANOS;
      if (code != 0) {
        throw new IllegalStateException(
            "%s ended with exit code %d: %s"
                .formatted(command.title(), code, Files.readString(output)));
      }
      return seconds;
    } finally {
      Files.delete(output);
    }
  }

  private static List<Bar> bars(Map<Command, Spread> taken) {
    List<Bar> bars = new ArrayList<>();
    taken.forEach(
        (command, seconds) -> {
          if (command.most() < Double.POSITIVE_INFINITY) {
            bars.add(Bar.atMost(command.most(), command.title() + ", seconds", seconds.median()));
          }
        });
    return bars;
  }
}
