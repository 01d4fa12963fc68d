package io.quell.cli.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.Samples;
import io.quell.cli.command.SourceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestCommandTest {
  private static final String RULE =
      """
      rules:
        - id: log-buckets
          title: Log buckets keep no access log
          reason: A bucket that logs to itself grows without end.
          owner: team
          when: {control: S3.9, resource-tag: {purpose: access-logs}}
          then: {severity: LOW}
      """;

  @TempDir Path folder;

  private String rules(String... lines) throws IOException {
    return Samples.file(
        folder, "rules.yaml", RULE + "    " + String.join("\n    ", lines).stripTrailing() + "\n");
  }

  private String write(String name, String content) throws IOException {
    return Samples.file(folder, name, content);
  }

  @Test
  void saysWhereAllExamplesHold() throws IOException {
    write("bucket.json", Samples.logBucket("a"));
    String file =
        rules(
            "examples:",
            "  matches: [bucket.json, {control: S3.9, resource-tag: {purpose: access-logs}}]",
            "  passes: {control: S3.9}");

    CommandLineRun run = CommandLineRun.of("test", file);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.lines()).containsExactly("1 rule, 3 examples: all hold");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void saysWhichExampleFailedAndWhy() throws IOException {
    write("bucket.json", Samples.logBucket("a"));
    String file =
        rules("examples:", "  matches:", "    - {control: S3.9}", "  passes: bucket.json");

    CommandLineRun run = CommandLineRun.of("test", file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .containsExactly(
            file
                + ":10:11: error: log-buckets: it should match this example, and does not, in ASFF"
                + " and OCSF: resource tag purpose is access-logs, but the finding has nothing"
                + " there",
            file
                + ":11:15: error: log-buckets: it should not match this example, and does"
                + " (bucket.json), in ASFF: control is S3.9 and resource tag purpose is"
                + " access-logs",
            "1 rule, 2 examples: 2 failed");
  }

  @Test
  void tellsMachines() throws IOException {
    String file =
        rules("examples: {passes: {control: S3.9, resource-tag: {purpose: access-logs}}}");

    CommandLineRun run = CommandLineRun.of("test", "--format", "json", file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.json("example failed"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.get("level")).isEqualTo("ERROR");
              assertThat(line.get("rule")).isEqualTo("log-buckets");
              assertThat(line.get("expected")).isEqualTo("passes");
              assertThat(line.get("formats")).isEqualTo(List.of("ASFF", "OCSF"));
              assertThat(line.get("file")).isEqualTo(file);
              assertThat(line.get("line")).hasToString("8");
              assertThat(line.get("column")).hasToString("24");
            });
    assertThat(run.json("summary"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.get("examples")).hasToString("1");
              assertThat(line.get("failed")).hasToString("1");
              assertThat(line.get("withoutExample")).isEqualTo(List.of());
            });
  }

  @Test
  void namesTheRulesWithoutExample() throws IOException {
    CommandLineRun run = CommandLineRun.of("test", write("rules.yaml", RULE));

    assertThat(run.exitCode()).isZero();
    assertThat(run.lines())
        .containsExactly(
            "Without an example: log-buckets", "1 rule, 0 examples: nothing was tried");
    assertThat(
            CommandLineRun.of("test", "--json", folder.resolve("rules.yaml").toString())
                .json("summary")
                .getFirst()
                .get("withoutExample"))
        .isEqualTo(List.of("log-buckets"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          missing.json | there is no such file
          none.json    | it has no finding
          other.json   | neither an event nor a finding
          text.json    | Unrecognized token
          two.json     | it has 2 findings; an example is one: give each a file of its own
          folder       | this is a folder; an example is a file with one finding
          insight.json | it has no finding:
          nameless.json| Id
          """)
  void refusesFilesWithoutOneFinding(String name, String problem) throws IOException {
    write("none.json", "{\"Findings\": []}");
    write("other.json", "{\"a\": 1}");
    write("text.json", "text");
    write("two.json", "[%s, %s]".formatted(Samples.logBucket("a"), Samples.logBucket("b")));
    write("insight.json", Files.readString(Path.of(Samples.event("insight-results"))));
    write("nameless.json", "{\"SchemaVersion\": \"2018-10-08\"}");
    Files.createDirectory(folder.resolve("folder"));
    String file = rules("examples: {matches: [%s]}".formatted(name));

    CommandLineRun run = CommandLineRun.of("test", file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith(file + ":8:26: error: rule 'log-buckets': the example '%s': ".formatted(name))
        .contains(problem);
  }

  @Test
  void refusesAFileThatIsWrong() throws IOException {
    String file = rules("examples: {match: [{control: S3.9}]}");

    CommandLineRun run = CommandLineRun.of("test", file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(file + ":8:16: error: rule 'log-buckets': there is no member 'match'; did you");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          test nowhere.yaml             | nowhere.yaml: there is no such file
          test one.yaml two.yaml        | each file of rules is a book of its own
          test --format sarif one.yaml  | 'sarif' is a format of lint
          test --with-classes           | --with-classes goes with --rules
          test -                        | rules are read from a file
          """)
  void refusesWrongUse(String arguments, String problem) {
    CommandLineRun run = CommandLineRun.of(arguments.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(problem);
  }

  /// The rule book of these tests has no file.
  @Test
  void saysWhereThereIsNoFileToTry() {
    CommandLineRun run = CommandLineRun.of("test");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Quell was built without a file of rules: give one");
  }

  @Test
  void triesTheFileOfTheProjectThatItRunsFrom() throws IOException {
    Path resources = Files.createDirectories(folder.resolve("rules/src/main/resources"));
    Samples.file(resources, "bucket.json", Samples.logBucket("a"));
    Samples.file(resources, "rules.yaml", RULE + "    examples: {passes: bucket.json}\n");

    CommandLineRun run =
        new Shell().sources(SourceFolder.of("rules").in(folder.toString())).run("test");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.out())
        .startsWith(
            resources.resolve("rules.yaml")
                + ":8:24: error: log-buckets: it should not match this example, and does"
                + " (bucket.json)");
  }
}
