package io.quell.rulefile;

import static io.quell.rulefile.RuleFiles.problems;
import static io.quell.rulefile.RuleFiles.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quell.criteria.Criteria;
import io.quell.update.Decision;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleFileCompilerTest {
  private static String json(String yaml) throws RuleFileException {
    return RuleFileCompiler.json("rules.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void leavesEveryRuleAsItIs() throws RuleFileException {
    for (Map.Entry<String, Criteria> row : RuleFileTest.criteria()) {
      String yaml = RuleFileTest.rule(row.getKey(), "{workflow-status: SUPPRESSED}");
      assertThat(read(json(yaml)).rules()).isEqualTo(read(yaml).rules());
    }
    for (Map.Entry<String, Decision.Apply> row : RuleFileTest.decisions()) {
      String yaml = RuleFileTest.rule("{}", row.getKey());
      assertThat(read(json(yaml)).rules()).isEqualTo(read(yaml).rules());
    }
  }

  @Test
  void refusesAFileWithOneBadRule() {
    String bad = RuleFileTest.rule("{contrl: S3.9}", "{severity: LOW}");

    assertThatExceptionOfType(RuleFileException.class)
        .isThrownBy(() -> json(bad))
        .withMessageContaining("rules.yaml:6:12: rule 'a-rule': there is no field 'contrl'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"rules": [}            | rules.yaml:1:12: no valid JSON: Unexpected close marker
          {"rules": []            | rules.yaml:1:13: no valid JSON: Unexpected end-of-input: expected close marker for Object
          {"rules": []} {}        | a second value begins here
          {"rules": [], "rules":1}| 'rules' is there twice
          {"rules": 7}            | rules is missing, or no list
          {"rules": [null]}       | a rule is empty
          """)
  void saysWhatIsWrongInJson(String json, String problem) {
    assertThat(problems(json)).first().asString().contains(problem);
  }
}
