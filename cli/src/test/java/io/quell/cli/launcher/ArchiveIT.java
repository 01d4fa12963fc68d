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
  private static UnpackedArchive quell = new UnpackedArchive(Path.of(""), Path.of(""));

  @BeforeAll
  static void packAndUnpack() throws IOException, InterruptedException {
    first = UnpackedArchive.pack(folder.resolve("first"));
    second = UnpackedArchive.pack(folder.resolve("another folder"));
    quell = unpack("with a space");
    Files.writeString(quell.user().resolve("rules.yaml"), RULES);
    Samples.file(quell.user(), "event.json", Samples.logBucket("a"));
  }

  private static UnpackedArchive unpack(String name) throws IOException, InterruptedException {
    return UnpackedArchive.of(first, folder.resolve(name), folder.resolve("user"));
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
    assertThat(quell.folder()).hasFileName(first.getFileName().toString().replace(".tar.gz", ""));
    assertThat(quell.folder().resolve("LICENSE")).hasSameTextualContentAs(Path.of("../LICENSE"));
    assertThat(quell.folder().resolve("share/man/man1/quell.1"))
        .content()
        .contains(".SS \"quell run\"");
    assertThat(quell.folder().resolve("share/bash-completion/completions/quell"))
        .content()
        .contains("complete ");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(quell.folder().resolve("bin/quell"))))
        .isEqualTo("rwxr-xr-x");
    assertThat(quell.jars()).noneMatch(jar -> jar.startsWith("quell-function"));
  }

  @Test
  void hasTheLicenceOfEachLibrary() throws IOException {
    String notice = Files.readString(quell.folder().resolve("NOTICE"));
    assertThat(quell.jars()).hasSizeGreaterThan(20);
    for (String name : quell.jars()) {
      try (JarFile jar = new JarFile(quell.folder().resolve("lib").resolve(name).toFile())) {
        if (jar.stream().noneMatch(entry -> entry.getName().matches("META-INF/LICENSE(\\.txt)?"))) {
          assertThat(notice).contains(name.replaceFirst("-[0-9].*", ""));
        }
      }
    }
  }

  @Test
  void decidesByAFileOfRules() throws IOException, InterruptedException {
    CommandLineRun version = quell.start("--version");
    assertThat(version.exitCode()).as(version.err()).isZero();
    assertThat(version.out()).matches("quell [0-9].* \\(Java 2[5-9].*\\)\n");
    assertThat(version.err()).isEmpty();
    CommandLineRun lint = quell.start("lint", "rules.yaml");
    assertThat(lint.exitCode()).as(lint.out() + lint.err()).isZero();
    CommandLineRun test = quell.start("test", "rules.yaml");
    assertThat(test.exitCode()).as(test.out() + test.err()).isZero();
    assertThat(test.out()).contains("2 examples: all hold");
    CommandLineRun run = quell.start("run", "--rules", "rules.yaml", "event.json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("log-buckets", "1 processed");
  }

  @Test
  void saysWhatToDoWithoutRules() throws IOException, InterruptedException {
    for (List<String> command :
        List.of(List.of("run", "event.json"), List.of("lint"), List.of("test"), List.of("rules"))) {
      CommandLineRun run = quell.start(command.toArray(String[]::new));
      assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("rules.yaml");
    }
  }

  @Test
  void keepsItsCacheOfClassesInTheUsersOwn() throws IOException, InterruptedException {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    Map<String, String> variables = Map.of("XDG_CACHE_HOME", cache.toString());
    assertThat(quell.startWith(variables, "--version").err()).isEmpty();
    try (Stream<Path> files = Files.walk(cache.resolve("quell"))) {
      assertThat(files.filter(Files::isRegularFile))
          .hasSize(2)
          .allSatisfy(file -> assertThat(file).isNotEmptyFile())
          .anySatisfy(file -> assertThat(file).hasExtension("aot"))
          .anySatisfy(file -> assertThat(file.toString()).endsWith("-picocli.jar"));
    }
    CommandLineRun used =
        quell.startWith(
            Map.of("XDG_CACHE_HOME", cache.toString(), "JAVA_TOOL_OPTIONS", "-XX:AOTMode=on"),
            "--version");
    assertThat(used.exitCode()).as("Java takes it: " + used.err()).isZero();

    // These options count after those of the launcher, which turn the log off.
    Path log = folder.resolve("loaded.txt");
    CommandLineRun run =
        quell.startWith(
            Map.of(
                "XDG_CACHE_HOME",
                cache.toString(),
                "_JAVA_OPTIONS",
                "-Xlog:class+load:file=" + log),
            "run",
            "--rules",
            "rules.yaml",
            "event.json");
    assertThat(run.out()).contains("1 processed");
    List<String> loaded = Files.readAllLines(log);
    assertThat(loaded.stream().filter(line -> line.endsWith("source: shared objects file")))
        .as("from the cache")
        .hasSizeGreaterThan(3_000);
    assertThat(loaded)
        .as("from the jars")
        .filteredOn(line -> line.endsWith(".jar"))
        .hasSizeLessThan(20)
        .noneMatch(line -> line.contains(" picocli."));
    assertThat(loaded)
        .as("the certificates that Java trusts, which the hub inside has no use for")
        .noneMatch(line -> line.contains("sun.security.ssl.TrustStoreManager"));
  }

  @Test
  void startsWithoutAHomeAndThroughALink() throws IOException, InterruptedException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("quell"), quell.folder().resolve("bin/quell"));
    CommandLineRun run =
        quell.run(
            Map.of("HOME", "", "PATH", bin + ":" + System.getenv("PATH")),
            "sh",
            "-c",
            "quell lint");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err())
        .contains("'quell init FOLDER'", "'quell lint --help'")
        .doesNotContain("HOME");
  }

  private static void script(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// An unpacked archive that looks for Java on no other machine's places than these.
  private static CommandLineRun startWhereJavaIs(String name, String javaHome)
      throws IOException, InterruptedException {
    UnpackedArchive unpacked = unpack(name);
    Path script = unpacked.folder().resolve("lib/launcher/find-jdk");
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
      script(path.resolve(tool), "exec '%s' \"$@\"".formatted(found));
    }
    return unpacked.startWith(Map.of("JAVA_HOME", javaHome, "PATH", path.toString()), "--version");
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
    script(old.resolve("bin/java"), "echo started >&2");
    CommandLineRun run = startWhereJavaIs("old", old.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("Quell needs Java 25 and found only 17, in %s: install one".formatted(old));
  }

  /// What `build/image` adds to it.
  @Test
  void takesTheJavaThatCameWithIt() throws IOException, InterruptedException {
    UnpackedArchive unpacked = unpack("with java");
    Path java = Path.of(System.getProperty("java.home"));
    Files.createDirectories(unpacked.folder().resolve("java/bin"));
    Files.copy(java.resolve("release"), unpacked.folder().resolve("java/release"));
    script(
        unpacked.folder().resolve("java/bin/java"),
        "exec '%s' \"$@\"".formatted(java.resolve("bin/java")));
    Files.writeString(
        unpacked.folder().resolve("lib/launcher/find-jdk"), "echo looked >&2; exit 1");
    CommandLineRun run = unpacked.startWith(Map.of("JAVA_HOME", ""), "--version");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
  }
}
