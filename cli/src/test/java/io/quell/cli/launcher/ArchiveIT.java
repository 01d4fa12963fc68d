package io.quell.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The archive that `build/archive` makes, unpacked on a machine where nobody has started Quell
/// before, in a folder with a space in its name.
@Timeout(300)
final class ArchiveIT {
  private static final String RULES =
      """
      rules:
        - id: log-buckets
          title: Buckets for access logs keep none of their own
          reason: Logging access to access logs would never end
          owner: platform-security
          expires: 2999-12-31
          when: {control: S3.9, severity: MEDIUM}
          then: {workflow-status: SUPPRESSED}
          examples:
            matches: [{control: S3.9, severity: MEDIUM}]
            passes: [{control: S3.9, severity: CRITICAL}]
      """;
  private static final List<String> TOOLS =
      List.of("cat", "cksum", "dirname", "mkdir", "readlink", "sed", "sh");

  @TempDir private static Path folder;
  private static Path first = Path.of("");
  private static Path second = Path.of("");
  private static Path quell = Path.of("");
  private static Path home = Path.of("");
  private static int runs;

  @BeforeAll
  static void packAndUnpack() throws IOException, InterruptedException {
    first = pack("first");
    second = pack("another folder");
    quell = unpack("with a space");
    home = Files.createDirectory(folder.resolve("home"));
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    Samples.file(folder, "event.json", Samples.logBucket("a"));
  }

  /// What `build/archive` prints, the file that it has made.
  private static Path pack(String target) throws IOException, InterruptedException {
    CommandLineRun packed =
        run(
            Path.of(""),
            Map.of(),
            "../build/archive",
            "--built",
            "target",
            folder.resolve(target).toString());
    assertThat(packed.exitCode()).as(packed.err()).isZero();
    return Path.of(packed.out().strip());
  }

  /// The folder that the archive has in it.
  private static Path unpack(String name) throws IOException, InterruptedException {
    Path target = Files.createDirectory(folder.resolve(name));
    CommandLineRun unpacked =
        run(folder, Map.of(), "tar", "-xzf", first.toString(), "-C", target.toString());
    assertThat(unpacked.exitCode()).as(unpacked.err()).isZero();
    try (Stream<Path> inside = Files.list(target)) {
      List<Path> folders = inside.toList();
      assertThat(folders).hasSize(1);
      return folders.getFirst();
    }
  }

  /// @param variables of the environment; one that is empty is taken away
  private static CommandLineRun run(Path where, Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    runs++;
    Path out = folder.resolve("out" + runs);
    Path err = folder.resolve("err" + runs);
    var builder =
        new ProcessBuilder(command)
            .directory(where.toAbsolutePath().toFile())
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

  private static CommandLineRun quell(String... arguments)
      throws IOException, InterruptedException {
    return start(quell, Map.of(), arguments);
  }

  /// @param more variables of the environment, beside those of a user who has just been made
  private static CommandLineRun start(Path unpacked, Map<String, String> more, String... arguments)
      throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>();
    variables.put("HOME", home.toString());
    variables.put("XDG_CACHE_HOME", "");
    variables.put("JAVA_TOOL_OPTIONS", "");
    variables.putAll(more);
    List<String> command = new ArrayList<>(List.of(unpacked.resolve("bin/quell").toString()));
    command.addAll(List.of(arguments));
    return run(folder, variables, command.toArray(String[]::new));
  }

  @Test
  void hasTheSameBytesWhereverItIsMade() throws IOException, NoSuchAlgorithmException {
    assertThat(second).hasSameBinaryContentAs(first).hasFileName(first.getFileName().toString());
    String hash =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(first)));
    assertThat(Path.of(first + ".sha256")).hasContent(hash + "  " + first.getFileName() + "\n");
  }

  @Test
  void isOneFolderWithItsVersionItsLicenceAndItsPages() throws IOException {
    assertThat(quell).hasFileName(first.getFileName().toString().replace(".tar.gz", ""));
    assertThat(quell.resolve("LICENSE")).hasSameTextualContentAs(Path.of("../LICENSE"));
    assertThat(quell.resolve("share/man/man1/quell.1")).content().contains(".SS \"quell run\"");
    assertThat(quell.resolve("share/bash-completion/completions/quell"))
        .content()
        .contains("complete ");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(quell.resolve("bin/quell"))))
        .isEqualTo("rwxr-xr-x");
    assertThat(jars()).noneMatch(jar -> jar.startsWith("quell-function"));
  }

  private static List<String> jars() throws IOException {
    try (Stream<Path> files = Files.list(quell.resolve("lib"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .sorted()
          .toList();
    }
  }

  @Test
  void hasTheLicenceOfEachLibrary() throws IOException {
    String notice = Files.readString(quell.resolve("NOTICE"));
    assertThat(jars()).hasSizeGreaterThan(20);
    for (String name : jars()) {
      try (JarFile jar = new JarFile(quell.resolve("lib").resolve(name).toFile())) {
        if (jar.stream().noneMatch(entry -> entry.getName().matches("META-INF/LICENSE(\\.txt)?"))) {
          assertThat(notice).contains(name.replaceFirst("-[0-9].*", ""));
        }
      }
    }
  }

  @Test
  void decidesByAFileOfRules() throws IOException, InterruptedException {
    CommandLineRun version = quell("--version");
    assertThat(version.exitCode()).as(version.err()).isZero();
    assertThat(version.out()).matches("quell [0-9].* \\(Java 2[5-9].*\\)\n");
    assertThat(version.err()).isEmpty();
    CommandLineRun lint = quell("lint", "rules.yaml");
    assertThat(lint.exitCode()).as(lint.out() + lint.err()).isZero();
    CommandLineRun test = quell("test", "rules.yaml");
    assertThat(test.exitCode()).as(test.out() + test.err()).isZero();
    assertThat(test.out()).contains("2 examples: all hold");
    CommandLineRun run = quell("run", "--rules", "rules.yaml", "event.json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("log-buckets", "1 processed");
  }

  @Test
  void saysWhatToDoWithoutRules() throws IOException, InterruptedException {
    for (List<String> command :
        List.of(List.of("run", "event.json"), List.of("lint"), List.of("test"), List.of("rules"))) {
      CommandLineRun run = quell(command.toArray(String[]::new));
      assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("rules.yaml");
    }
  }

  @Test
  void keepsItsCacheOfClassesInTheUsersOwn() throws IOException, InterruptedException {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    Map<String, String> variables = Map.of("XDG_CACHE_HOME", cache.toString());
    assertThat(start(quell, variables, "--version").err()).isEmpty();
    try (Stream<Path> files = Files.walk(cache.resolve("quell"))) {
      assertThat(files.filter(Files::isRegularFile))
          .singleElement()
          .satisfies(file -> assertThat(file).hasExtension("aot").isNotEmptyFile());
    }
    CommandLineRun used =
        start(
            quell,
            Map.of(
                "XDG_CACHE_HOME",
                cache.toString(),
                "JAVA_TOOL_OPTIONS",
                "-XX:AOTMode=on -Xshare:auto"),
            "--version");
    assertThat(used.exitCode()).as("Java takes it: " + used.err()).isZero();
  }

  @Test
  void startsWithoutAHomeAndThroughALink() throws IOException, InterruptedException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("quell"), quell.resolve("bin/quell"));
    CommandLineRun run =
        run(
            folder,
            Map.of(
                "HOME", "",
                "XDG_CACHE_HOME", "",
                "PATH", bin + ":" + System.getenv("PATH")),
            "sh",
            "-c",
            "quell lint");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err())
        .contains("'quell init FOLDER'", "'quell lint --help'")
        .doesNotContain("HOME");
  }

  /// An unpacked archive that looks for Java on no other machine's places than these.
  private static CommandLineRun startWhereJavaIs(String name, String javaHome)
      throws IOException, InterruptedException {
    Path unpacked = unpack(name);
    Path script = unpacked.resolve("lib/launcher/find-jdk");
    Files.writeString(
        script, Files.readString(script).replaceAll("(?<= )/(usr|opt|Library)/", "/none/"));
    Path path = Files.createDirectory(folder.resolve(name + "-path"));
    for (String tool : TOOLS) {
      Path found =
          Stream.of(System.getenv("PATH").split(":"))
              .map(entry -> Path.of(entry, tool))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow();
      Files.createSymbolicLink(path.resolve(tool), found);
    }
    return start(unpacked, Map.of("JAVA_HOME", javaHome, "PATH", path.toString()), "--version");
  }

  @Test
  void saysWhatIsMissingWhereThereIsNoJava() throws IOException, InterruptedException {
    CommandLineRun run = startWhereJavaIs("none", "");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "Quell needs Java 25 and found none: install one (https://adoptium.net has it for every"
                + " system), or set JAVA_HOME to it.\n");
  }

  @Test
  void saysWhichJavaIsTooOld() throws IOException, InterruptedException {
    Path old = Files.createDirectories(folder.resolve("old java"));
    Files.createDirectory(old.resolve("bin"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    Path java = Files.writeString(old.resolve("bin/java"), "#!/bin/sh\necho started >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    CommandLineRun run = startWhereJavaIs("old", old.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("Quell needs Java 25 and found only 17, in %s: install one".formatted(old));
  }

  /// What `build/image` adds to it.
  @Test
  void takesTheJavaThatCameWithIt() throws IOException, InterruptedException {
    Path unpacked = unpack("with java");
    Files.createSymbolicLink(unpacked.resolve("java"), Path.of(System.getProperty("java.home")));
    Files.writeString(unpacked.resolve("lib/launcher/find-jdk"), "echo looked >&2; exit 1");
    CommandLineRun run = start(unpacked, Map.of("JAVA_HOME", ""), "--version");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
  }
}
