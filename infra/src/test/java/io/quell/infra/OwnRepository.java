package io.quell.infra;

import io.quell.value.QuellBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A user's machine: a home with a local Maven repository that has Quell's artifacts and nothing
/// else, and commands that see it. What Maven wants besides it takes from the repository of this
/// machine, as from a server, and from Maven Central where that lacks it.
final class OwnRepository {
  /// What is published, by the folders of the modules.
  static final List<String> PUBLISHED =
      List.of(
          "bom",
          "parent",
          "engine",
          "testing",
          "lint",
          "importers",
          "compile",
          "hub",
          "lambda",
          "localhub",
          "cli",
          "infra");
  static final Path COMMAND_LINE = Project.path("cli/target/quell.jar");

  private static final String JAVA_HOME = System.getProperty("java.home");

  private final Path home;

  private OwnRepository(Path home) {
    this.home = home;
  }

  /// What a command ended with and said.
  record Ended(int exitCode, String output) {}

  /// A machine on which Quell is installed as 'mvn install' does it.
  ///
  /// @param home an empty folder
  static OwnRepository in(Path home) throws IOException {
    Path local = Files.createDirectories(home.resolve(".m2"));
    String machine =
        Path.of(Objects.requireNonNull(System.getProperty("maven.repository"))).toUri().toString();
    Files.writeString(
        local.resolve("settings.xml"),
        settings(repository("repository", machine), repository("pluginRepository", machine)));
    Path quell = local.resolve("repository/io/quell");
    install(quell, "quell", Project.path("pom.xml"), null);
    for (String module : PUBLISHED) {
      String name = "quell-" + module;
      Path target = Project.path(module).resolve("target");
      Path jar =
          module.equals("cli")
              ? COMMAND_LINE
              : target.resolve("%s-%s.jar".formatted(name, QuellBuild.version()));
      boolean isPom = module.equals("bom") || module.equals("parent");
      install(quell, name, Project.path(module).resolve("pom.xml"), isPom ? null : jar);
    }
    return new OwnRepository(home);
  }

  private static String settings(String repository, String pluginRepository) {
    return """
    <settings>
      <profiles>
        <profile>
          <id>machine</id>
          <activation><activeByDefault>true</activeByDefault></activation>
          <repositories>%s</repositories>
          <pluginRepositories>%s</pluginRepositories>
        </profile>
      </profiles>
    </settings>
    """
        .formatted(repository, pluginRepository);
  }

  /// This machine's local repository: what it has was checked when it was fetched.
  private static String repository(String element, String url) {
    return "<%1$s><id>machine</id><url>%2$s</url><releases><checksumPolicy>ignore</checksumPolicy></releases></%1$s>"
        .formatted(element, url);
  }

  private static void install(Path group, String name, Path pom, @Nullable Path jar)
      throws IOException {
    Path folder = Files.createDirectories(group.resolve(name).resolve(QuellBuild.version()));
    String file = "%s-%s".formatted(name, QuellBuild.version());
    Files.copy(pom, folder.resolve(file + ".pom"));
    if (jar != null) {
      Files.copy(jar, folder.resolve(file + ".jar"));
    }
  }

  /// Runs a line in a shell.
  ///
  /// @param variables more variables of its environment
  Ended run(Path folder, String line, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(home, "command", ".log");
    var builder =
        new ProcessBuilder("sh", "-c", line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(
            name ->
                Stream.of("AWS_", "CDK_", "MAVEN_").anyMatch(name::startsWith)
                    || name.equals("JAVA_TOOL_OPTIONS"));
    environment.put("JAVA_HOME", JAVA_HOME);
    environment.put("MAVEN_OPTS", "-Duser.home=" + home);
    environment.merge(
        "PATH",
        Path.of(Objects.requireNonNull(System.getProperty("maven.home")), "bin") + ":",
        (path, maven) -> maven + path);
    environment.putAll(variables);
    Process process = builder.start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("it does not end: " + line + "\n" + Files.readString(log));
    }
    return new Ended(process.exitValue(), Files.readString(log));
  }

  /// Runs Quell's command line as it is without a repository.
  Ended quell(Path folder, String arguments) throws IOException, InterruptedException {
    return run(
        folder,
        "'%s/bin/java' -jar '%s' %s".formatted(JAVA_HOME, COMMAND_LINE, arguments),
        Map.of());
  }
}
