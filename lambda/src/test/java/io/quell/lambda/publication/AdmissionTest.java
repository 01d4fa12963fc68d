package io.quell.lambda.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quell.book.Book;
import io.quell.lambda.TestBook;
import io.quell.rule.RuleBook;
import io.quell.rulefile.Problem;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import io.quell.testing.runtime.RulesYaml;
import io.quell.update.Change;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which files may join the rule classes.
final class AdmissionTest {
  private static final RuleBook BOOK = new TestBook();
  private static final Admission SUPPRESSION = new Admission(BOOK, EnumSet.of(Change.SUPPRESSION));

  private static List<String> problems(Admission admission, String yaml) {
    return catchThrowableOfType(
            RuleFileException.class,
            () -> admission.admit("rules.yaml", yaml.getBytes(StandardCharsets.UTF_8), "test"))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void admitsWhatIsPermittedBehindTheRuleClasses() throws Exception {
    Book book =
        SUPPRESSION.admit(
            "rules.yaml",
            RulesYaml.suppressing("s3-5-log-buckets").getBytes(StandardCharsets.UTF_8),
            "test");

    assertThat(book.rules()).hasSize(BOOK.classes().size() + 1);
    assertThat(book.version()).startsWith("test ");
  }

  @Test
  void doesNotLookAtExamples() throws Exception {
    String yaml = RulesYaml.suppressing("s3-5-log-buckets");
    assertThat(
            SUPPRESSION
                .admit(
                    "rules.yaml",
                    (yaml + "    examples: {match: []}\n").getBytes(StandardCharsets.UTF_8),
                    "test")
                .rules())
        .last()
        .isEqualTo(
            RuleFile.readToRun("rules.yaml", yaml.getBytes(StandardCharsets.UTF_8))
                .rules()
                .getFirst());
  }

  @Test
  void namesEveryRuleThatIsNotPermittedOrHasTheIdOfAClass() {
    String both =
        RulesYaml.suppressing("s3-9-log-buckets")
            + RulesYaml.rule("s3-5-low", "severity: LOW").replace("rules:\n", "");

    assertThat(problems(SUPPRESSION, both))
        .containsExactly(
            "rules.yaml:2:5: rule s3-9-log-buckets: the id is that of a rule class already",
            "rules.yaml:12:5: rule s3-5-low: it changes SEVERITY, but the deployed function may"
                + " change only SUPPRESSION: leave the change out, or deploy the function with a"
                + " packaged rule that has it");
  }

  @Test
  void refusesExamples() throws Exception {
    String own = RulesYaml.suppressing("s3-5-log-buckets");

    assertThat(problems(SUPPRESSION, "examples: true\n" + own))
        .containsExactly(
            "rules.yaml:1:1: its rules are examples ('examples: true'), which nobody has chosen for"
                + " your organization: publish your own, without that line");
    assertThat(
            SUPPRESSION
                .admit(
                    "rules.yaml",
                    ("examples: false\n" + own).getBytes(StandardCharsets.UTF_8),
                    "test")
                .isExamples())
        .isFalse();
  }

  @Test
  void passesOnWhatIsWrongWithTheFileItself() {
    assertThat(problems(SUPPRESSION, "rules: 7")).singleElement().asString().contains("rules");
    assertThat(problems(SUPPRESSION, "{broken")).isNotEmpty();
  }

  @Test
  void permitsWhatTheEnvironmentNames() {
    assertThat(Admission.of(BOOK, Map.of("QUELL_CHANGES", "SEVERITY, SUPPRESSION")).permitted())
        .containsExactly(Change.SUPPRESSION, Change.SEVERITY);
  }

  @Test
  void permitsEverythingWhereTheEnvironmentNamesNothing() {
    assertThat(Admission.of(BOOK, Map.of()).permitted()).containsExactly(Change.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUPPRESION", "suppression", "SUPPRESSION;SEVERITY", "SUPPRESSION,"})
  void refusesAChangeThatDoesNotExist(String names) {
    assertThatThrownBy(() -> Admission.of(BOOK, Map.of("QUELL_CHANGES", names)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("QUELL_CHANGES has '")
        .hasMessageContaining("it can have SUPPRESSION, SEVERITY");
  }
}
