package io.quell.cli.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A small project with Quell's own `build/make`, and a stand-in for Maven that takes a moment,
/// says in a file what it does, and notices when there are two of it.
///
/// @param folder the project's folder
record BuildProject(Path folder) {
  static final String SOURCE = "app/src/main/java/App.java";
  static final String RULES = "app/src/main/resources/rules.yaml";
  private static final String MAVEN =
      """
      #!/bin/sh
      mkdir busy || echo 'two at once' >>log
      echo "$*" >>arguments
      sleep "$(cat seconds)"
      rmdir busy
      if [ -e broken ]; then echo 'App.java:1: no such thing'; exit 1; fi
      for argument; do
        case $argument in -Dto=*) to=${argument#-Dto=} ;; esac
      done
      mkdir -p "app/$to"
      cat app/src/main/java/App.java >"app/$to/app.jar"
      echo built >>log
      """;

  /// Makes a project that was never built.
  static BuildProject in(Path folder) throws IOException {
    var project = new BuildProject(folder);
    for (String script : List.of("build/make", "build/lock")) {
      Files.createDirectories(folder.resolve("build"));
      Files.copy(
          Path.of("..").resolve(script),
          folder.resolve(script),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    project.write("pom.xml", "");
    project.write("app/pom.xml", "");
    project.write(SOURCE, "first");
    project.write(RULES, "rules: []");
    project.write("seconds", "0.4");
    project.write("log", "");
    Path maven = project.write("bin/mvn", MAVEN);
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    return project;
  }

  /// Writes a file, whose time is the present.
  Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    return file;
  }

  /// What a build said, and the files that it printed.
  record Made(int exitCode, String out, String err) {}

  /// A build that was started.
  record Running(Process process, Path out, Path err) {
    Made end() throws IOException, InterruptedException {
      int exitCode = process.waitFor();
      return new Made(exitCode, Files.readString(out), Files.readString(err));
    }
  }

  /// Starts a build as the launcher does.
  Running start() throws IOException {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    List<String> command =
        List.of(
            folder.resolve("build/make").toString(),
            "--read",
            RULES,
            "-Dto=target/builds/@",
            "app",
            "--",
            "app/target/builds/@/app.jar");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().merge("PATH", folder.resolve("bin") + ":", (old, bin) -> bin + old);
    return new Running(builder.start(), out, err);
  }

  /// Starts a build, and waits for its end.
  Made make() throws IOException, InterruptedException {
    return start().end();
  }

  /// Starts several builds at once.
  List<Running> start(int count) throws IOException {
    List<Running> started = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      started.add(start());
    }
    return started;
  }

  /// Waits until a Maven is at work.
  void untilBusy() throws InterruptedException {
    while (!Files.exists(folder.resolve("busy"))) {
      Thread.sleep(5);
    }
  }

  /// What happened: a line for each build, and one for each two at once.
  List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("log"));
  }

  /// What a printed file has in it.
  String content(Made made) throws IOException {
    return Files.readString(folder.resolve(made.out().strip()));
  }
}
