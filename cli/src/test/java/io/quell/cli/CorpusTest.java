package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Takes whole folders of what AWS sends: the sample events, and the corpus where it is kept beside
/// the project.
final class CorpusTest {
  @ParameterizedTest
  @ValueSource(strings = {"run", "explain"})
  void handlesEveryRealFile(String command) {
    for (Path folder : Samples.folders()) {
      CommandLineRun run = CommandLineRun.of(command, folder.toString());
      assertThat(run.exitCode()).isZero();
      assertThat(run.out())
          .contains("insight results hold no findings")
          .doesNotContain("\tat ", "Exception");
      assertThat(run.err()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--observe"})
  void decidesOnEveryFinding(String option) {
    for (Path folder : Samples.folders()) {
      CommandLineRun run =
          option.isEmpty()
              ? CommandLineRun.of("run", "--json", folder.toString())
              : CommandLineRun.of("run", "--json", option, folder.toString());
      assertThat(run.json("decision"))
          .hasSizeGreaterThanOrEqualTo(folder.equals(Samples.EVENTS) ? 25 : 109);
      assertThat(run.json("event unreadable")).isEmpty();
    }
  }
}
