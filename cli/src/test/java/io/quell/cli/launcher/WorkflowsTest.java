package io.quell.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What the workflows of this repository may do, and that what they start is there.
final class WorkflowsTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern SCRIPT =
      Pattern.compile("(?<![\\w/.])((?:build|\\.ci)/[\\w-]+)", Pattern.MULTILINE);
  private static final Pattern USES = Pattern.compile("\\s*-? *uses: (.*)");

  private static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(PROJECT.resolve(".github/workflows"))) {
      return files.sorted().toList();
    }
  }

  /// A tag of an action can be moved to other code; a commit cannot.
  @ParameterizedTest
  @MethodSource("workflows")
  void useActionsByTheirCommit(Path workflow) throws IOException {
    List<String> actions =
        Files.readAllLines(workflow).stream()
            .map(USES::matcher)
            .filter(Matcher::matches)
            .map(line -> line.group(1))
            .toList();
    assertThat(actions)
        .isNotEmpty()
        .allSatisfy(
            action ->
                assertThat(action).matches("[\\w-]+/[\\w-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void startScriptsThatAreThere(Path workflow) throws IOException {
    Matcher scripts = SCRIPT.matcher(Files.readString(workflow));
    int found = 0;
    while (scripts.find()) {
      assertThat(PROJECT.resolve(scripts.group(1))).isExecutable();
      found++;
    }
    assertThat(found).isPositive();
  }

  /// What somebody else can name, such as a branch, becomes no part of a script.
  @ParameterizedTest
  @MethodSource("workflows")
  void mayReadUnlessAJobSaysMoreAndPutNoNamesIntoScripts(Path workflow) throws IOException {
    Object read =
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(workflow));
    assertThat(read).isInstanceOf(Map.class);
    if (read instanceof Map<?, ?> members && members.get("jobs") instanceof Map<?, ?> jobs) {
      assertThat(members.get("permissions")).isEqualTo(Map.of("contents", "read"));
      assertThat(jobs.values())
          .isNotEmpty()
          .allSatisfy(
              job ->
                  assertThat(job)
                      .extracting("steps")
                      .asInstanceOf(InstanceOfAssertFactories.LIST)
                      .allSatisfy(
                          step ->
                              assertThat(String.valueOf(((Map<?, ?>) step).get("run")))
                                  .doesNotContain("${{")));
    }
  }
}
