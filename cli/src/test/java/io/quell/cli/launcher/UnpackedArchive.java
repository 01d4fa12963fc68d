package io.quell.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The archive of the command line, unpacked, and a user who has just been made.
///
/// @param folder what the archive has in it
/// @param user a folder in which the user works, whose home is `home` in it
record UnpackedArchive(Path folder, Path user) {
  /// What `build/archive` makes of what is packaged, and prints.
  static Path pack(Path target) throws IOException, InterruptedException {
    CommandLineRun packed =
        run(
            Path.of("").toAbsolutePath(),
            Files.createDirectories(target),
            Map.of(),
            "../build/archive",
            "--built",
            "target",
            target.toString());
    assertThat(packed.exitCode()).as(packed.err()).isZero();
    return Path.of(packed.out().strip());
  }

  /// The files of a release, as `build/release` gathers and prints them.
  static Path release(Path target) throws IOException, InterruptedException {
    CommandLineRun gathered =
        run(
            Path.of("").toAbsolutePath(),
            Files.createDirectories(target),
            Map.of(),
            "../build/release",
            target.toString());
    assertThat(gathered.exitCode()).as(gathered.err()).isZero();
    return Path.of(gathered.out().strip());
  }

  /// Unpacks the archive, as its only folder, into a folder that is made for it.
  static UnpackedArchive of(Path archive, Path target, Path user)
      throws IOException, InterruptedException {
    Files.createDirectory(target);
    Files.createDirectories(user.resolve("home"));
    CommandLineRun unpacked =
        run(user, user, Map.of(), "tar", "-xzf", archive.toString(), "-C", target.toString());
    assertThat(unpacked.exitCode()).as(unpacked.err()).isZero();
    try (Stream<Path> inside = Files.list(target)) {
      List<Path> folders = inside.toList();
      assertThat(folders).hasSize(1);
      return new UnpackedArchive(folders.getFirst(), user);
    }
  }

  /// Starts the command line.
  CommandLineRun start(String... arguments) throws IOException, InterruptedException {
    return startWith(Map.of(), arguments);
  }

  /// Starts the command line in other surroundings.
  ///
  /// @param more variables of the environment; one that is empty is taken away
  CommandLineRun startWith(Map<String, String> more, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(folder.resolve("bin/quell").toString()));
    command.addAll(List.of(arguments));
    return run(more, command.toArray(String[]::new));
  }

  /// Runs a command as this user.
  ///
  /// @param more variables of the environment; one that is empty is taken away
  CommandLineRun run(Map<String, String> more, String... command)
      throws IOException, InterruptedException {
    Map<String, String> variables =
        new HashMap<>(
            Map.of(
                "HOME",
                user.resolve("home").toString(),
                "XDG_CACHE_HOME",
                "",
                "JAVA_TOOL_OPTIONS",
                ""));
    variables.putAll(more);
    return run(user, user, variables, command);
  }

  private static CommandLineRun run(
      Path where, Path outputs, Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(outputs, "out", "");
    Path err = Files.createTempFile(outputs, "err", "");
    var builder =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    variables.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    int exitCode = builder.start().waitFor();
    return new CommandLineRun(exitCode, Files.readString(out), Files.readString(err));
  }

  /// The names of its jars.
  List<String> jars() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .sorted()
          .toList();
    }
  }
}
