package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The app in a process of its own, as the CDK's command line starts it, without credentials.
final class QuellAppTest {
  @TempDir Path folder;

  private record Ended(int exitCode, String output) {}

  private Ended run(String options, String context, Path outdir)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "app", ".log");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            QuellApp.class.getName(),
            Synthesis.jar().path().toString());
    Files.writeString(folder.resolve("quell.yaml"), options);
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("AWS_") || name.startsWith("CDK_"));
    builder.environment().put("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "18,20,22,24");
    builder.environment().put("CDK_CONTEXT_JSON", context);
    builder.environment().put("CDK_OUTDIR", outdir.toString());
    Process process = builder.start();
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the app does not end: " + Files.readString(log));
    }
    return new Ended(process.exitValue(), Files.readString(log));
  }

  /// Two processes, because Java gives its unordered collections another order in each.
  @Test
  void synthesizesTheSameTwice() throws Exception {
    List<Map<String, String>> assemblies = new ArrayList<>();
    for (String name : List.of("first", "second")) {
      Path outdir = folder.resolve(name);
      Ended ended =
          run(
              """
              alarmEmails: team@example.com
              tracing: on
              delivery: direct
              """,
              "{}",
              outdir);
      assertThat(ended.exitCode()).as(ended.output()).isZero();
      assemblies.add(files(outdir));
    }

    assertThat(assemblies.getFirst())
        .containsKey("Quell.template.json")
        .isEqualTo(assemblies.getLast());
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(file -> file.toString().endsWith(".json")).toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }

  @Test
  void endsWithOneSentenceWhereAnOptionIsWrong() throws Exception {
    Ended ended = run("memoryMb: lots\n", "{}", folder.resolve("none"));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output().strip())
        .isEqualTo("quell.yaml:1:1: Option memoryMb is 'lots', but must be 256 to 10240.");
  }

  @Test
  void endsWhereAnOptionIsInTheContext() throws Exception {
    Ended ended = run("mode: observe\n", "{\"mode\": \"enforce\"}", folder.resolve("none"));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output())
        .startsWith("Option mode is in the context (-c, or cdk.json), but options are read from")
        .endsWith("\n  mode: enforce\n");
  }
}
