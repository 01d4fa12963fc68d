package io.quell.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileKindTest {
  private static FileKind of(String text) {
    return FileKind.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rules: []",
        "# a comment\nversion: 1\nrules:\n  - id: a",
        "lists: {a: [b]}\n\"rules\" : []",
        "{\"rules\": []}",
        "{\"version\": 1, \"rules\": [{\"id\": \"a\"}]}",
        "\n { \"rules\" : [",
      })
  void tellsRules(String text) {
    assertThat(of(text)).isEqualTo(FileKind.RULES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Findings\": []}",
        "{\"version\": \"0\", \"detail-type\": \"Security Hub Findings - Imported\"",
        "[{\"SchemaVersion\": \"2018-10-08\"}]",
        "{\"Records\": []}",
        "{\"finding_info\": {}}",
        "{\"Id\": \"a\", \"Title\": \"rules: of many\", \"ProductArn\": \"b\"}",
      })
  void tellsFindings(String text) {
    assertThat(of(text)).isEqualTo(FileKind.FINDINGS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "hello", "- rules: a", "  rules: indented", "rulesets: a"})
  void takesNothingElseForOne(String text) {
    assertThat(of(text)).isEqualTo(FileKind.OTHER);
  }

  @Test
  void saysNothingOfWhatItCannotRead(@TempDir Path folder) throws IOException {
    assertThat(FileKind.at(folder.toString())).isEqualTo(FileKind.OTHER);
    assertThat(FileKind.at(folder.resolve("missing").toString())).isEqualTo(FileKind.OTHER);
    assertThat(FileKind.at("a\0b")).isEqualTo(FileKind.OTHER);
    assertThat(FileKind.at(Samples.file(folder, "a", "\u0000\uffff"))).isEqualTo(FileKind.OTHER);
  }

  @Test
  void tellsTheSamples() {
    assertThat(FileKind.at(Samples.event("sqs-batch"))).isEqualTo(FileKind.FINDINGS);
    assertThat(FileKind.at(Samples.event("ocsf-macie-test-data-bucket")))
        .isEqualTo(FileKind.FINDINGS);
  }
}
