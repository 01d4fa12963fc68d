package io.quell.cli;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.SourceFolder;
import io.quell.cli.terminal.Terminal;
import io.quell.rule.NoRuleBookException;
import io.quell.rule.RuleBook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.stream.Stream;

/// Uses the commands that people use most, on sample events that are packaged, while Java notes
/// which classes they need: the launcher has a cache made of those, from which each later start
/// takes them. What the commands print goes nowhere, and rules that are wrong are no reason to
/// stop. Where Quell has no rules of its own, some are packaged that stand for those of the files
/// that its user will name.
public final class Training {
  private static final int COLUMNS = 100;
  private static final String SAMPLES = "training/events/";
  private static final List<String> COMMANDS =
      List.of(
          "run -",
          "run events/",
          "run --json -",
          "run --observe --at 2027-01-01 -",
          "explain -",
          "rules",
          "lint",
          "lint --json",
          "help",
          "help run");

  private Training() {}

  /// Runs the commands.
  public static void main(String[] arguments) throws IOException {
    if (hasRules()) {
      run();
    } else {
      runWithoutRules();
    }
  }

  private static boolean hasRules() {
    try {
      RuleBook.find();
      return true;
    } catch (NoRuleBookException _) {
      return false;
    }
  }

  /// Runs the commands by the rules that Quell is built with, and tells the exit code of each. None
  /// of those rules may be about a finding of the samples, so that a file of rules follows.
  static Map<String, Integer> run() throws IOException {
    Map<String, Integer> exitCodes = new LinkedHashMap<>(run(COMMANDS, List.of()));
    exitCodes.putAll(runWithoutRules(List.of("run --all events/")));
    return exitCodes;
  }

  /// Runs the commands by a file of rules, and tells the exit code of each.
  static Map<String, Integer> runWithoutRules() throws IOException {
    return runWithoutRules(COMMANDS);
  }

  private static Map<String, Integer> runWithoutRules(List<String> commands) throws IOException {
    Path rules = Files.createTempFile("quell-training", ".yaml");
    try (InputStream packaged =
        Objects.requireNonNull(Training.class.getResourceAsStream("training.yaml"))) {
      Files.write(rules, packaged.readAllBytes());
      return run(commands, List.of("--rules", rules.toString()));
    } finally {
      Files.delete(rules);
    }
  }

  /// @param options given to each command that rules are for
  private static Map<String, Integer> run(List<String> commands, List<String> options)
      throws IOException {
    Map<String, Integer> exitCodes = new LinkedHashMap<>();
    Path folder = Files.createTempDirectory("quell-training");
    try {
      byte[] input = writeEvents(folder);
      for (String command : commands) {
        exitCodes.put(command, run(words(command, options, folder), input));
      }
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
    return exitCodes;
  }

  private static List<String> words(String command, List<String> options, Path folder) {
    List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
    words.replaceAll(word -> word.equals("events/") ? folder.toString() : word);
    if (!command.startsWith("help")) {
      words.addAll(1, options);
    }
    return words;
  }

  private static int run(List<String> words, byte[] input) {
    SourceFolder sources = SourceFolder.ofProcess();
    var nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var context =
        new CommandContext(
            new ByteArrayInputStream(input),
            nowhere,
            nowhere,
            new Terminal(true, false, false, COLUMNS, true),
            Map.of(),
            sources::ruleBook,
            sources::book,
            Path.of(""),
            sources,
            Clock.systemUTC());
    return QuellCommand.execute(context, words.toArray(String[]::new));
  }

  /// Writes the sample events to a folder, as people have them.
  ///
  /// @return all of them, one after the other
  private static byte[] writeEvents(Path folder) throws IOException {
    var all = new ByteArrayOutputStream();
    for (String name : sampleNames()) {
      try (InputStream sample =
          Objects.requireNonNull(Training.class.getResourceAsStream(SAMPLES + name), name)) {
        byte[] event = sample.readAllBytes();
        Files.write(folder.resolve(name), event);
        all.write(event);
      }
    }
    return all.toByteArray();
  }

  /// The names of the samples, in a jar or in the folder of the classes.
  private static List<String> sampleNames() throws IOException {
    URL samples = Objects.requireNonNull(Training.class.getResource(SAMPLES), SAMPLES);
    if (samples.openConnection() instanceof JarURLConnection packaged) {
      String prefix = packaged.getEntryName();
      return packaged.getJarFile().stream()
          .map(JarEntry::getName)
          .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
          .map(name -> name.substring(prefix.length()))
          .sorted()
          .toList();
    }
    try (Stream<Path> files = Files.list(Path.of(URI.create(samples.toString())))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
