package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CorpusTest {
  @ParameterizedTest
  @ValueSource(strings = {"run", "explain"})
  void handlesEveryRealFile(String command) {
    String corpus = Samples.corpus().toString();
    CommandLineRun run = CommandLineRun.of(command, corpus);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("insight results hold no findings")
        .doesNotContain("\tat ", "Exception");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--observe"})
  void decidesOnEveryFinding(String option) {
    String corpus = Samples.corpus().toString();
    CommandLineRun run =
        option.isEmpty()
            ? CommandLineRun.of("run", "--json", corpus)
            : CommandLineRun.of("run", "--json", option, corpus);
    assertThat(run.json("decision")).hasSizeGreaterThanOrEqualTo(109);
    assertThat(run.json("event unreadable")).isEmpty();
  }
}
