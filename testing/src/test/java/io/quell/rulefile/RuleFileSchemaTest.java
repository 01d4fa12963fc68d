package io.quell.rulefile;

import static io.quell.rulefile.RuleFiles.complaints;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an editor makes of files, by a validator of JSON Schema.
final class RuleFileSchemaTest {
  private static final Path FILE = Path.of("../docs/rules.schema.json");

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

  /// The examples of each form: what stands at `@`, a value that is read, and one that is refused.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ID        | id: @ ; when: {}                             | a1-b2, 123, a        | A, a b, -a, a-, a--b
          TITLE     | title: @ ; when: {}                          | 404, true, "\\u00a0"  | "", "  ", "\\t\\n"
          REASON    | reason: @ ; when: {}                         | 12, x                | "", " "
          OWNER     | owner: @ ; when: {}                          | 7, o                 | ""
          TICKET    | ticket: @ ; when: {}                         | 1234, SEC-1          | "", " "
          FROM      | from: @ ; when: {}                           | 2026-01-31, "2028-02-29" | 2026-13-01, 2026-1-1, 31.01.2026, 2026-01-32, 2026-01-31T00:00:00Z
          EXPIRES   | expires: @ ; when: {}                        | 2026-12-01           | tomorrow, 20261201, 2026-02-30
          TERMINAL  | terminal: @ ; when: {}                       | true, "false"        | yes, 1, True
          DURATION  | when: {age: {older-than: @}}                 | 1 day, 30 days, 7 hours, 90 seconds | 30, 0 days, 1 week, P30D, 30days
          TIME      | when: {age: {not-before: @}}                 | "2026-11-01T08:00:00Z", "2026-11-01t08:00z", "2026-11-01T08:00:00.123+01:00", "2026-11-01T08:00:00-0500", "2026-11-01T08:00:00+01" | 2026-11-01, "2026-11-01T08:00:00", "2026-11-01 08:00:00Z", "2026-11-01T25:00:00Z", now
          NETWORK   | when: {resource-id: {cidr: @}}               | 10.0.0.0/8, "2001:db8::/32", "::/0", 0.0.0.0/0 | 10.0.0.0, 10.0.0.0/33, 10/8, host/8, "2001:db8::/129"
          NETWORKS  | when: {resource-id: {cidr: [10.0.0.0/8, @]}} | 10.1.0.0/16          | 10.1/16
          PATH      | when: {raw: {@: x}}                          | A.b, 'a\\.b', 'a\\..b', a | a..b, .a, a.
          TEXT      | when: {title: {prefix: @}}                   | a, 1, true           | "", [], {}
          EQUAL     | when: {title: @}                             | a, 1, true, [a, 1]   | "", []
          EXISTS    | when: {title: {exists: @}}                   | true, "false"        | yes, 1
          NUMERIC   | when: {cvss: {numeric: @}}                   | [">=", 4], [">", 1, "<=", 7.5], ["<", 7, ">", "4"], ["=", 1e1] | [">="], [4, ">="], [">", 1, ">", 2], ["=", 1, "<", 2], ["~", 1], [">", x], [">", 1, "<"], ">= 4"
          PERCENT   | then: {confidence: @}                        | 0, 100, "50", 50.0   | 101, -1, 1.5, many, "x"
          STEPS     | then: {severity: {raise: @}}                 | 1, 4, "2"            | 0, 5, one
          NOTE      | then: {note: @}                              | a, 5                 | "", " "
          FIELD     | then: {user-defined-fields: {a: @}}          | b, 1, true           | "", [b], {}
          ACCOUNT   | when: {account: @}                           | "111122223333", 111122223333 | "", {}
          """)
  void takesAndRefusesWhatReadingDoes(String form, String place, String taken, String refused) {
    for (String value : values(taken)) {
      RuleFiles.read(rule(place, value));
    }
    for (String value : values(refused)) {
      String yaml = rule(place, value);
      assertThat(RuleFiles.problems(yaml)).as(yaml).isNotEmpty();
      assertThat(complaints(yaml)).as("%s takes %s", form, yaml).isNotEmpty();
    }
  }

  /// A row's values: at commas that are in no brackets and quotes.
  private static List<String> values(String row) {
    return List.of(row.split(",(?![^\\[{]*[]}])\\s*(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"));
  }

  private static String rule(String place, String value) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("id", "a");
    members.put("title", "t");
    members.put("reason", "r");
    members.put("owner", "o");
    members.put("when", "{}");
    members.put("then", "{severity: LOW}");
    for (String member : place.split(";", -1)) {
      String[] parts = member.strip().split(": ", 2);
      members.put(parts[0], parts[1].replace("@", value.strip()));
    }
    return members.entrySet().stream()
        .map(member -> "%s: %s".formatted(member.getKey(), member.getValue()))
        .collect(Collectors.joining(", ", "rules: [{", "}]\n"));
  }

  @Test
  void hasANameOfItsOwn() throws UnreadableException {
    assertThat(((Map<?, ?>) Objects.requireNonNull(Json.read(RuleFileSchema.json()))).get("$id"))
        .isEqualTo("urn:quell:rules:" + RuleFile.FORM);
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
