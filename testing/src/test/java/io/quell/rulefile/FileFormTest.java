package io.quell.rulefile;

import static io.quell.rulefile.RuleFiles.problems;
import static io.quell.rulefile.RuleFiles.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.rule.Rule;
import io.quell.rule.RuleBook;
import io.quell.value.QuellBuild;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a file says of itself: which form it has, and whether its rules are examples.
final class FileFormTest {
  private record Classes(boolean isExamples) implements RuleBook {
    @Override
    public List<Rule> classes() {
      return List.of();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rules: []", "version: 1\nrules: []", "{\"version\": \"1\", \"rules\": []}"})
  void readsTheOneForm(String file) {
    assertThat(read(file).rules()).isEmpty();
  }

  @Test
  void refusesANewerFormBeforeAnythingElse() {
    assertThat(problems("version: 2\nrules: {a: {whenever: {}}}\nbudgets: []"))
        .containsExactly(
            "rules.yaml:1:10: the file has version 2 and needs a newer Quell: this one is Quell %s, which reads version 1. Use a newer Quell, or write the file for version 1"
                .formatted(QuellBuild.version()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          0          | '0'
          -1         | '-1'
          1.5        | '1.5'
          one        | 'one'
          1e99       | '1e99'
          99999999999| '99999999999'
          ~          | empty
          [1]        | a list
          {a: 1}     | a mapping
          """)
  void refusesWhatIsNoForm(String version, String shown) {
    assertThat(problems("version: %s\nrules: []".formatted(version)))
        .containsExactly(
            "rules.yaml:1:10: version is %s; allowed is the number 1".formatted(shown));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          budgets: 3                     | there is no member 'budgets'; there are version, examples, lists, rules,
          example: true                  | there is no member 'example'; did you mean 'examples'?
          """)
  void saysThatANewerQuellMayKnowAName(String member, String problem) {
    assertThat(problems("rules: []\n" + member))
        .singleElement()
        .asString()
        .contains(problem)
        .endsWith(". This is Quell %s; a newer Quell may know it".formatted(QuellBuild.version()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {contrl: a}               | {severity: LOW}
          {control: {like: a}}      | {severity: LOW}
          {}                        | {color: red}
          {}                        | {severity: {by: 1}}
          """)
  void saysSoOfWhatARuleSays(String when, String then) {
    assertThat(problems(RuleFileTest.rule(when, then)))
        .first()
        .asString()
        .contains("This is Quell " + QuellBuild.version());
  }

  @Test
  void knowsItsOwnVersion() {
    assertThat(QuellBuild.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  @ParameterizedTest
  @CsvSource({"'', false", "'examples: false', false", "'examples: true', true"})
  void saysWhetherTheRulesAreExamples(String member, boolean isExamples) throws RuleFileException {
    String file = member + "\nrules: []";

    assertThat(read(file).isExamples()).isEqualTo(isExamples);
    assertThat(read(file).alone().isExamples()).isEqualTo(isExamples);
    assertThat(
            RuleFile.read(
                    "rules.json",
                    RuleFileCompiler.json("rules.yaml", file.getBytes(StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8))
                .isExamples())
        .isEqualTo(isExamples);
    assertThat(Book.of(read(file), "test").isExamples()).isEqualTo(isExamples);
    assertThat(Book.with(new Classes(false), read(file), "test").isExamples())
        .isEqualTo(isExamples);
    assertThat(Book.with(new Classes(true), read(file), "test").isExamples()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          examples: 1       | examples is '1'; allowed is true or false
          examples: yes     | examples is 'yes'; allowed is true or false
          examples:         | examples is empty; allowed is true or false
          examples: [true]  | examples is a list; allowed is true or false
          """)
  void refusesWhatIsNoTruthValue(String member, String problem) {
    assertThat(problems("rules: []\n" + member)).singleElement().asString().endsWith(problem);
  }
}
