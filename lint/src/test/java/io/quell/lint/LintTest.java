package io.quell.lint;

import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.lint.LintedRules.NOT_CRITICAL;
import static io.quell.lint.LintedRules.OPTIONS;
import static io.quell.lint.LintedRules.data;
import static io.quell.lint.LintedRules.ids;
import static io.quell.lint.LintedRules.only;
import static io.quell.lint.LintedRules.problems;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.lint.detectors.Detector;
import io.quell.lint.problem.Check;
import io.quell.lint.problem.Level;
import io.quell.lint.problem.LintProblem;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.update.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for all checks, and for the smallest books.
final class LintTest {
  private static final Path SOURCES = Path.of("src/main/java/io/quell/lint");

  @Test
  void hasNothingToSayOfARuleThatIsAsItShouldBe() {
    assertThat(problems(data("a"))).isEmpty();
    assertThat(problems(new Rule[0])).isEmpty();
  }

  @Test
  void findsARuleWithoutACard() {
    Rule broken =
        new Rule() {
          @Override
          public Criteria when() {
            return control("S3.9");
          }

          @Override
          public Decision decide(Finding finding) {
            return suppress();
          }
        };
    LintProblem problem = only("broken-rule", problems(broken, data("a").rule()));
    assertThat(problem.message()).contains("has no @RuleCard");
    assertThat(problem.level()).isEqualTo(Level.ERROR);
  }

  @Test
  void findsAnIdThatIsUsedTwice() {
    LintProblem problem = only("id-reused", problems(data("a"), data("a")));
    assertThat(problem.message())
        .isEqualTo("The id a is also that of FixedRule, rule 1 of the book.");
    assertThat(ids(problems(data("a"), data("b")))).doesNotContain("id-reused");
  }

  @Test
  void tellsErrorsAlone() {
    Book book =
        new Book(
            List.of(
                data("all").when(NOT_CRITICAL).rule(),
                data("soon").expires("2026-11-20").rule(),
                data("never").when(control("S3.9").and(control("S3.8"))).rule()),
            RuleHistory.NONE,
            "these");
    List<List<LintProblem>> heard = new ArrayList<>();

    assertThat(ids(Lint.errors(book, OPTIONS, heard::add)))
        .containsExactly("suppresses-everything", "never-matches");
    assertThat(heard.getLast()).isEqualTo(Lint.errors(book, OPTIONS));
  }

  @Test
  void tellsTheProblemsInTheOrderOfTheRulesTheWorstFirst() {
    List<LintProblem> problems =
        problems(
            data("a").expires(null).when(control("S3.9")),
            data("b").when(SEVERITY.is("URGENT")).because("x"));
    assertThat(problems)
        .extracting(each -> each.names().getFirst() + " " + each.check().id())
        .containsExactly(
            "a suppresses-critical", "a open-ended", "b never-matches", "b card-incomplete");
  }

  @Test
  void hasAnIdOfItsOwnForEveryCheck() {
    assertThat(Check.values())
        .extracting(Check::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z-]+"));
  }

  @ParameterizedTest
  @EnumSource
  void looksForEveryCheck(Check check) throws IOException {
    String constant = check == Check.BROKEN_RULE ? "addBroken" : "Check." + check.name();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      assertThat(files.filter(Files::isRegularFile).toList())
          .anySatisfy(file -> assertThat(file).content().containsPattern(constant + "\\b"));
    }
  }

  @Test
  void asksEveryDetector() throws IOException {
    List<String> asked =
        Detector.ALL.stream().map(detector -> detector.getClass().getSimpleName()).toList();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file).contains(" implements Detector ")) {
          assertThat(asked).contains(file.getFileName().toString().replace(".java", ""));
        }
      }
    }
  }
}
