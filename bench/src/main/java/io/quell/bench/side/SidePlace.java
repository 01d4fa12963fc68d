package io.quell.bench.side;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts both, each as a process of its own on the same files.
///
/// @param python what runs Python
/// @param library the checkout of awsfindingsmanagerlib
/// @param folder has the files of rules, as the library has them and as Quell has imported them,
///     and the findings
record SidePlace(String python, Path library, Path folder) {
  private static final Path SCRIPTS = Path.of("bench", "side-by-side");

  /// Makes the files that both decide on.
  void prepare(int findings) throws IOException, InterruptedException {
    run(
        List.of(
            python,
            script("prepare.py"),
            library.toString(),
            folder.toString(),
            Integer.toString(findings)));
  }

  /// Makes Quell's rules of the library's, by Quell's importer.
  void importRules(int rules) throws IOException, InterruptedException {
    run(
        List.of(
            "./quell",
            "import",
            "findings-manager",
            libraryRules(rules),
            "--owner",
            "side-by-side",
            "--output",
            quellRules(rules)));
  }

  /// The library in a process.
  List<String> ofLibrary(String does, int rules, String findings) {
    return List.of(python, script("library.py"), does, libraryRules(rules), file(findings));
  }

  /// Quell's engine in a process.
  ///
  /// @param options those of Java
  /// @param more what [SideRun] gets besides
  List<String> ofQuell(
      List<String> options, String does, int rules, String findings, String... more) {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            SideRun.class.getName(),
            does,
            quellRules(rules),
            file(findings)));
    command.addAll(List.of(more));
    return command;
  }

  /// Quell's command line. Like the library it does not ask whether a finding is still open.
  List<String> ofCommandLine(int rules, String findings, String... more) {
    List<String> command = new ArrayList<>(List.of("./quell", "run", "--observe", "--all"));
    command.addAll(List.of(more));
    command.addAll(List.of("--rules", quellRules(rules), file(findings)));
    return command;
  }

  /// The last line that a command prints, which is JSON.
  Object answer(List<String> command)
      throws IOException, InterruptedException, UnreadableException {
    Object json = Json.read(run(command).lines().reduce("", (_, last) -> last));
    if (json == null) {
      throw new UnreadableException("null is no answer of " + command);
    }
    return json;
  }

  /// What a command takes from its start to its end.
  Object timed(List<String> command) throws IOException, InterruptedException, UnreadableException {
    List<String> clock = new ArrayList<>(List.of(python, script("clock.py")));
    clock.addAll(command);
    return answer(clock);
  }

  private String libraryRules(int rules) {
    return file(rules + ".yaml");
  }

  private String quellRules(int rules) {
    return file("quell-" + rules + ".yaml");
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static String script(String name) {
    return SCRIPTS.resolve(name).toString();
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors.txt");
    var builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder
        .environment()
        .merge("PYTHONPATH", library.toString(), (set, own) -> own + File.pathSeparator + set);
    Process process = builder.start();
    process.getOutputStream().close();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(
          "%s ended with %d: %s".formatted(command, process.exitValue(), Files.readString(errors)));
    }
    return printed;
  }
}
