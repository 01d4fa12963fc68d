package io.quell.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.Samples;
import io.quell.finding.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `run` reads, and what it says about what it cannot read.
final class RunInputTest {
  @TempDir Path folder;

  @Test
  void readsABareFinding() throws IOException {
    assertProcessed(1, file(Samples.logBucket("a")));
  }

  @Test
  void readsAListOfFindings() throws IOException {
    assertProcessed(2, file("[%s, %s]".formatted(Samples.logBucket("a"), Samples.logBucket("b"))));
  }

  @Test
  void readsAListOfEvents() throws IOException {
    assertProcessed(1, file("[%s]".formatted(Samples.eventOf(Samples.logBucket("a")))));
  }

  @Test
  void readsWhatGetFindingsPrints() throws IOException {
    assertProcessed(
        2,
        file(
            "{\"NextToken\": \"x\", \"Findings\": [%s, %s]}"
                .formatted(Samples.logBucket("a"), Samples.logBucket("b"))));
  }

  @Test
  void readsJsonLines() throws IOException {
    assertProcessed(
        2, file(Samples.logBucket("a") + "\n" + Samples.eventOf(Samples.logBucket("b"))));
  }

  @Test
  void readsQueueMessages() throws IOException {
    String message =
        Json.write(
            Map.of(
                "Records",
                List.of(
                    Map.of(
                        "messageId",
                        "m-1",
                        "eventSource",
                        "aws:sqs",
                        "body",
                        Samples.eventOf(Samples.logBucket("a"))))));
    assertProcessed(1, file(message));
  }

  @Test
  void readsAnAnswerWithoutFindings() throws IOException {
    CommandLineRun run = CommandLineRun.of("run", file("{\"Findings\": []}"));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("1 file, 0 findings; 0 update calls");
  }

  @Test
  void readsStandardInput() {
    CommandLineRun run = new Shell().input(Samples.logBucket("a")).run("run", "--json", "-");
    assertThat(run.json("decision"))
        .singleElement()
        .satisfies(decision -> assertThat(decision.get("file")).isEqualTo("standard input"));
  }

  @Test
  void readsFoldersInTheOrderOfNames() throws IOException {
    Files.createDirectories(folder.resolve("deep/er"));
    Samples.file(folder, "b.json", Samples.logBucket("b"));
    Samples.file(folder, "a.JSON", Samples.logBucket("a"));
    Samples.file(folder, "deep/er/c.json", Samples.logBucket("c"));
    Samples.file(folder, "README.md", "no JSON");
    assertThat(CommandLineRun.of("run", "--json", folder.toString()).json("decision"))
        .extracting(decision -> decision.get("finding"))
        .isEqualTo(List.of("a", "b", "c"));
  }

  @Test
  void readsUtf16AsWindowsShellsWriteIt() throws IOException {
    Path file =
        Files.write(
            folder.resolve("utf16.json"),
            ("\ufeff" + Samples.logBucket("a")).getBytes(StandardCharsets.UTF_16LE));
    assertProcessed(1, file.toString());
  }

  private static void assertProcessed(int findings, String file) {
    CommandLineRun run = CommandLineRun.of("run", "--json", file);
    assertThat(run.json("decision"))
        .hasSize(findings)
        .allSatisfy(decision -> assertThat(decision.get("result")).isEqualTo("processed"));
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                       | no JSON: it is empty
          `   `                                    | no JSON: it is empty
          {"source": "aws.securityhub",            | no valid JSON at line 1, column
          nonsense                                 | no valid JSON at line 1, column
          {}                                       | neither an event nor a finding
          null                                     | neither an event nor a finding
          "text"                                   | neither an event nor a finding
          [1, 2]                                   | neither an event nor a finding
          {"Findings": 7}                          | neither an event nor a finding
          {"source": "aws.s3", "detail-type": "x"} | its source is 'aws.s3'
          {"source": "aws.securityhub"}            | it has no detail-type
          {"ProductArn": "arn", "Title": "A"}      | the finding A has no Id
          {"Id": "i", "ProductArn": " "}           | the finding i has no ProductArn
          {"Records": [{"eventSource": "aws:s3"}]} | record 0 is no SQS message
          """)
  void saysWhatIsWrongWithAFile(String text, String reason) throws IOException {
    assertUnreadable(file(text), reason);
  }

  @Test
  void namesThePlaceInAList() throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "run", file("{\"Findings\": [%s, {\"Id\": \"x\"}]}".formatted(Samples.logBucket("a"))));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("1 processed", "input.json, Findings[1]: the finding x has no ProductArn");
  }

  @Test
  void readsTheDetailOfAnEvent() throws IOException {
    assertProcessed(
        2,
        file(
            "{\"actionName\": \"Ours\", \"findings\": [%s, %s]}"
                .formatted(Samples.logBucket("a"), Samples.logBucket("b"))));
    CommandLineRun run =
        CommandLineRun.of("run", file("{\"findings\": [%s, 7]}".formatted(Samples.logBucket("a"))));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("1 processed", "findings[1]: neither an event nor a finding");
    assertUnreadable(file("{\"findings\": {}}"), "neither an event nor a finding");
  }

  @Test
  void handlesWhatComesBeforeABreak() throws IOException {
    CommandLineRun run =
        CommandLineRun.of("run", file("[%s, %s".formatted(Samples.logBucket("a"), "{\"Id\"")));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("1 processed", "input.json: no valid JSON at line");
  }

  @Test
  void goesOnAfterAFileThatCannotBeRead() throws IOException {
    Samples.file(folder, "a.json", "nonsense");
    Samples.file(folder, "b.json", Samples.logBucket("b"));
    CommandLineRun run = CommandLineRun.of("run", folder.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("2 files, 1 finding: 1 processed, 1 unreadable");
  }

  @Test
  void refusesHugeNesting() throws IOException {
    assertUnreadable(
        file("[".repeat(100_000)), "nesting depth (501) exceeds the maximum allowed (500)");
    assertUnreadable(
        file("{\"Id\":".repeat(100_000)), "nesting depth (501) exceeds the maximum allowed (500)");
  }

  @Test
  void takesDeepFindingsThatItCanRead() throws IOException {
    String deep = "[".repeat(490) + "]".repeat(490);
    assertProcessed(
        1,
        file(
            Samples.logBucket("a")
                .replace("\"AwsAccountId\"", "\"Deep\": %s, \"AwsAccountId\"".formatted(deep))));
  }

  @Test
  void refusesInvalidUtf8() throws IOException {
    Path file =
        Files.write(
            folder.resolve("bytes.json"),
            new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', '}'});
    assertUnreadable(file.toString(), "no valid JSON");
  }

  @Test
  void namesAFileThatCannotBeOpened() throws IOException {
    Files.createSymbolicLink(folder.resolve("gone.json"), folder.resolve("nowhere"));
    assertUnreadable(folder.toString(), "gone.json: there is no such file");
  }

  @Test
  void namesAFileThatItMayNotRead() throws IOException {
    Path file = Path.of(file(Samples.logBucket("a")));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "this user may read every file");
    assertUnreadable(file.toString(), "reading it is not permitted");
  }

  @Test
  void readsNothingFromEmptyStandardInput() {
    assertUnreadable("-", "standard input: no JSON: it is empty");
  }

  private static void assertUnreadable(String path, String reason) {
    CommandLineRun run = CommandLineRun.of("run", path);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("Failed", reason).doesNotContain("\tat ", "Exception");
    assertThat(run.err()).isEmpty();
  }

  private String file(String text) throws IOException {
    return Samples.file(folder, "input.json", text);
  }
}
