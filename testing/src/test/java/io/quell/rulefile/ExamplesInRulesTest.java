package io.quell.rulefile;

import static io.quell.rulefile.RuleFiles.complaints;
import static io.quell.rulefile.RuleFiles.problems;
import static io.quell.rulefile.RuleFiles.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.rule.DescribedFinding;
import io.quell.rule.Example;
import io.quell.rule.Example.FindingInFile;
import io.quell.rule.FixedRule;
import io.quell.rule.RuleHistory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExamplesInRulesTest {
  private static String rule(String examples) {
    return RuleFileTest.rule("{control: S3.9}", "{severity: LOW}")
        + "    examples: "
        + examples
        + "\n";
  }

  private static List<Example> examples(String written) {
    return Objects.requireNonNull(read(rule(written)).rules().getFirst().examples());
  }

  private static Criteria meaning(String fields) {
    return examples("{matches: %s}".formatted(fields)).getFirst().given()
            instanceof DescribedFinding described
        ? described.meaning()
        : Criteria.allOf();
  }

  private static FixedRule toRun(String content) throws RuleFileException {
    return RuleFile.readToRun("rules.yaml", content.getBytes(StandardCharsets.UTF_8))
        .rules()
        .getFirst();
  }

  @Test
  void areFindingsByTheirFieldsOrInFiles() {
    List<Example> examples =
        examples("{matches: [{control: S3.9}, events/a.json], passes: {control: S3.8}}");

    assertThat(examples).extracting(Example::isMatched).containsExactly(true, true, false);
    assertThat(examples)
        .extracting(Example::given)
        .containsExactly(
            new DescribedFinding(Criteria.control("S3.9")),
            new FindingInFile("events/a.json"),
            new DescribedFinding(Criteria.control("S3.8")));
    assertThat(examples).extracting(Example::line).containsOnly(examples.getFirst().line());
    assertThat(examples).extracting(Example::column).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void areNoneWhereNoneAreWritten() {
    assertThat(read(RuleFileTest.rule("{}", "{severity: LOW}")).rules().getFirst().examples())
        .isEmpty();
  }

  @Test
  void sayHowLongAgoATimeWas() {
    Duration ago = Duration.ofDays(40);
    assertThat(meaning("{age: 40 days}"))
        .isEqualTo(Named.AGE.olderThan(ago).and(Named.AGE.newerThan(ago.plusSeconds(2))));
    Instant time = Instant.parse("2026-05-01T00:00:00Z");
    assertThat(meaning("{created-at: 2026-05-01T02:00:00+02:00}"))
        .isEqualTo(Named.CREATED_AT.isWithin(time, time));
  }

  @Test
  void sayWhatAFindingDoesNotHave() {
    assertThat(meaning("{note-text: {exists: false}, resource-tag: {team: {exists: true}}}"))
        .isEqualTo(Named.NOTE_TEXT.isAbsent().and(Criteria.resourceTag("team").isPresent()));
  }

  /// 7.0 and 7 are one score.
  @Test
  void takeNumbersAsNumbers() {
    assertThat(meaning("{cvss: 7.0}")).isEqualTo(Named.CVSS.isBetween(7, 7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {match: {control: S3.9}}                   | there is no member 'match'; did you mean 'matches'?
          {}                                         | examples are empty; they need a finding at least
          {matches: [], passes: []}                  | examples are empty; they need a finding at least
          []                                         | examples is a list; allowed is a mapping with the members matches, passes
          text                                       | examples is 'text'; allowed is a mapping
          {matches: }                                | an example under matches is empty; allowed is the fields of a finding
          {passes: [' ']}                            | an example under passes is ' '; allowed is the fields of a finding
          {matches: [[a]]}                           | an example under matches is a list
          {matches: {contrl: S3.9}}                  | there is no field 'contrl'; did you mean 'control'?
          {matches: {control: [S3.9, S3.8]}}         | matches: control has 2 values, any of which would do; an example is one finding
          {matches: {control: {prefix: S3}}}         | 'control starts with S3' is a condition; an example says what the value is
          {matches: {age: {older-than: 30 days}}}    | is a condition; an example says what the value is, such as 40 days
          {matches: {any-of: [{control: a}, {title: b}]}} | the example has alternatives; it is one finding
          {matches: {not: {control: S3.9}}}          | the example says what a finding must not have
          {matches: {control: {anything-but: S3.9}}} | the example says what a finding must not have
          {matches: {}}                              | the example is empty; it needs a field at least
          {matches: {account: 12}}                   | account is '12'; allowed is twelve digits
          {matches: {age: 40}}                       | age is '40'; allowed is a time, such as 2026-11-01T08:15:30Z, or how long ago that was
          {matches: {created-at: yesterday}}         | created at is 'yesterday'; allowed is a time
          {matches: {cvss: 11}}                      | CVSS score is '11'; allowed is a number from 0 to 10
          {matches: {confidence: 7.5}}               | confidence is '7.5'; allowed is a whole number from 0 to 100
          {matches: {severity: HIHG}}                | severity is 'HIHG'; did you mean 'HIGH'?
          {matches: {control: }}                     | control has no value
          {matches: {resource-tag: team}}            | resource-tag is 'team'; allowed is a mapping
          {matches: {raw: {a..b: x}}}                | raw 'a..b': a path is member names joined by dots
          {matches: {one-vulnerability: {resource-type: x}}} | resource type cannot be asked of a vulnerability
          """)
  void sayWhatIsWrongWithThem(String examples, String problem) {
    assertThat(problems(rule(examples)))
        .singleElement()
        .asString()
        .contains("rule 'a-rule': ")
        .contains(problem);
  }

  @Test
  void areWrongWhereTheyStand() {
    assertThat(problems(rule("\n      matches:\n        - control: S3.9\n        - {contrl: a}")))
        .singleElement()
        .asString()
        .startsWith("rules.yaml:11:12: rule 'a-rule'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{match: {control: S3.9}}",
        "{}",
        "[]",
        "{matches: [[a]]}",
        "{matches: {contrl: S3.9}}",
        "{matches: {control: [S3.9, S3.8]}}",
        "{matches: {control: {prefix: S3}}}",
        "{matches: {not: {control: S3.9}}}",
        "{matches: {}}",
        "{matches: {severity: HIHG}}",
        "{matches: {resource-tag: team}}"
      })
  void makeAnEditorComplainToo(String examples) {
    assertThat(complaints(rule(examples))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{matches: {control: S3.9}}",
        "{matches: [{match: x}], nonsense: [1, {a: [b]}]}",
        "text",
        "[]"
      })
  void areNotLookedAtByAFunction(String written) throws RuleFileException {
    String yaml = rule(written);
    FixedRule plain = toRun(RuleFileTest.rule("{control: S3.9}", "{severity: LOW}"));
    assertThat(plain.examples()).isNull();
    assertThat(toRun(yaml)).isEqualTo(plain);
    String json =
        """
        {"rules": [{"examples": %s, "id": "a-rule", "title": "%s", "reason": "%s", "owner": "%s",
          "when": {"control": "S3.9"}, "then": {"severity": "LOW"}}]}
        """
            .formatted(
                written.startsWith("{")
                    ? "{\"matches\": [{\"x\": [{}]}]}"
                    : written.startsWith("[") ? "[]" : "\"text\"",
                plain.card().title(),
                plain.card().reason(),
                plain.card().owner());
    assertThat(toRun(json)).isEqualTo(plain);
  }

  /// Only those of rules are skipped: the word can be the name of a list or of a tag too.
  @Test
  void areNotTakenForOthersOfTheName() throws RuleFileException {
    String json =
        """
        {"lists": {"examples": ["S3.9"]}, "examples": false, "rules": [{"id": "a", "title": "t",
          "reason": "r", "owner": "o", "then": {"severity": "LOW"},
          "when": {"control": {"list": "examples"}, "resource-tag": {"examples": {"prefix": "x"}}}}]}
        """;
    assertThat(toRun(json).when())
        .isEqualTo(Criteria.control("S3.9").and(Criteria.resourceTag("examples").startsWith("x")));
  }

  @Test
  void areRefusedByAFunctionWhereTheyAreNoYaml() {
    assertThat(problems(rule("{matches: [")).getFirst()).contains("no valid YAML");
    assertThat(problems("{\"rules\": [{\"examples\": {\"a\": ]}}]}").getFirst())
        .contains("no valid JSON");
  }

  @Test
  void areWrittenAsTheyWereRead() {
    String written =
        "{matches: [{control: S3.9, age: 40 days, resource-tag: {team: {exists: false}}},"
            + " events/a.json], passes: {cvss: 7}}";
    FixedRule rule = read(rule(written)).rules().getFirst();
    String text = RuleFileWriter.text(List.of(), List.of(rule), RuleHistory.NONE, Map.of());
    assertThat(Objects.requireNonNull(read(text).rules().getFirst().examples()))
        .extracting(Example::isMatched, Example::given)
        .isEqualTo(
            Objects.requireNonNull(rule.examples()).stream()
                .map(example -> tuple(example.isMatched(), example.given()))
                .toList());
  }

  @Test
  void stayInWhatTheBuildPackages() throws RuleFileException {
    String yaml = rule("{matches: {control: S3.9}}");
    String json = RuleFileCompiler.json("rules.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    assertThat(read(json).rules().getFirst().examples()).hasSize(1);
  }
}
