package io.quell.rulefile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.quell.finding.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What an editor makes of files, by a validator of JSON Schema.
final class RuleFileSchemaTest {
  private static final Path FILE = Path.of("../docs/rules.schema.json");
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(RuleFileSchema.json());

  /// The complaints of an editor, which reads scalars as YAML 1.2's core schema does.
  private static List<String> complaints(String yaml) throws IOException {
    Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return SCHEMA.validate(new ObjectMapper().readTree(Json.write(value))).stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void isShippedBesideTheRules() throws IOException {
    assertThat(Files.readString(FILE))
        .as("stale: write it anew with ./quell rules --schema > docs/rules.schema.json")
        .isEqualTo(RuleFileSchema.json());
  }

  @Test
  void acceptsAFileOfRules() throws IOException {
    assertThat(complaints(Files.readString(Path.of("src/test/resources/sample-rules.yaml"))))
        .isEmpty();
  }

  @Test
  void acceptsAllThatIsRead() throws IOException {
    for (Map.Entry<String, ?> row : RuleFileTest.criteria()) {
      assertThat(complaints(RuleFileTest.rule(row.getKey(), "{workflow-status: SUPPRESSED}")))
          .as(row.getKey())
          .isEmpty();
    }
    for (Map.Entry<String, ?> row : RuleFileTest.decisions()) {
      assertThat(complaints(RuleFileTest.rule("{}", row.getKey()))).as(row.getKey()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {contrl: S3.9}                     | {severity: LOW}
          {severity: [URGENT]}               | {severity: LOW}
          {control: []}                      | {severity: LOW}
          {control: {prefx: a}}              | {severity: LOW}
          {cvss: {numeric: ['~', 7]}}        | {severity: LOW}
          {age: {older-than: 30}}            | {severity: LOW}
          {control: {exists: 1}}             | {severity: LOW}
          {resource-tag: team}               | {severity: LOW}
          {any-of: {control: a}}             | {severity: LOW}
          {any-of: []}                       | {severity: LOW}
          {not: []}                          | {severity: LOW}
          {raw: {a..b: x}}                   | {severity: LOW}
          {control: null}                    | {severity: LOW}
          {}                                 | {user-defined-fields: {QuellRules: x}}
          {}                                 | {}
          {}                                 | {severity: low}
          {}                                 | {severity: {by: 1}}
          {}                                 | {severity: {raise: 9}}
          {}                                 | {mute: true}
          {}                                 | {confidence: 101}
          {}                                 | {severity-id: HIGH}
          {}                                 | {related-findings: [{id: a}]}
          """)
  void complainsOfWhatReadingRefuses(String when, String then) throws IOException {
    String yaml = RuleFileTest.rule(when, then);

    assertThat(complaints(yaml)).isNotEmpty();
    assertThat(RuleFiles.problems(yaml)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          removed: [b, c-d]      | 0
          removed: []            | 0
          moved: {b: c, c: d}    | 0
          suspended: [b]         | 0
          removed: b             | 1
          removed:               | 1
          removed: [b, b]        | 1
          removed: [B]           | 1
          removed: [[b]]         | 1
          moved: [b]             | 1
          moved: {b: C}          | 1
          moved: {B: c}          | 1
          suspended: [b c]       | 1
          suspnded: [b]          | 1
          version: 1             | 0
          version: 2             | 1
          version: one           | 1
          examples: true         | 0
          examples: maybe        | 1
          """)
  void complainsOfMembersOfTheFileThatReadingRefuses(String member, int complaints)
      throws IOException {
    String yaml = "rules: []\n" + member + "\n";

    assertThat(complaints(yaml)).hasSize(complaints);
    if (complaints > 0) {
      assertThat(RuleFiles.problems(yaml)).isNotEmpty();
    } else {
      assertThat(RuleFiles.read(yaml).rules()).isEmpty();
    }
  }

  @Test
  void complainsOfAnIncompleteCard() throws IOException {
    assertThat(
            complaints(
                "rules: [{id: A b, title: t, reason: r, owner: o, when: {}, then: {severity:"
                    + " LOW}}]"))
        .hasSize(1)
        .first()
        .asString()
        .contains("id");
    assertThat(complaints("rules: [{id: a, when: {}, then: {severity: LOW}}]")).hasSize(3);
    assertThat(complaints("{}")).hasSize(1);
  }
}
