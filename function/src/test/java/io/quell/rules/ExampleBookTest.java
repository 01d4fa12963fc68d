package io.quell.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.lint.Examples;
import io.quell.lint.Lint;
import io.quell.lint.book.LintOptions;
import io.quell.lint.problem.Level;
import io.quell.rule.Rule;
import io.quell.rule.RuleBook;
import io.quell.rulefile.RuleFile;
import io.quell.run.RuleEngine;
import io.quell.testing.RuleBookAssert;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for all rules at once. The engine's constructor checks every card and that no id is
/// used twice.
final class ExampleBookTest {
  private static final RuleBook BOOK = RuleBook.find();

  private final List<String> listed =
      BOOK.classes().stream().map(rule -> rule.getClass().getSimpleName()).toList();

  @Test
  void makesAnEngine() {
    RuleBookAssert.assertThat(BOOK).makesAnEngine();
  }

  @Test
  void runsTheFileOfRulesAfterTheClasses() throws Exception {
    List<Rule> rules = Book.packaged().rules();
    byte[] file = Files.readAllBytes(Path.of("src/main/resources/rules.yaml"));

    assertThat(rules.subList(0, listed.size()))
        .extracting(rule -> rule.getClass().getSimpleName())
        .isEqualTo(listed);
    assertThat(rules.subList(listed.size(), rules.size()))
        .isEqualTo(RuleFile.readToRun("rules.yaml", file).rules());
  }

  @Test
  void listsEveryRuleClass() {
    RuleBookAssert.assertThat(BOOK).listsEveryRuleClass();
  }

  @Test
  void hasATestForEveryRule() {
    RuleBookAssert.assertThat(BOOK).hasATestForEveryRuleClass();
  }

  /// On a day that never moves: a build must not fail because a rule has expired meanwhile.
  @Test
  void givesNoWarning() {
    var options =
        LintOptions.at(Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC));
    assertThat(Lint.problems(Book.packaged(), options, Optional.empty(), Optional.empty()))
        .filteredOn(problem -> problem.level() != Level.NOTE)
        .isEmpty();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("rules")
  void canBeShownOnAnExample(Rule rule) {
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    assertThat(Examples.of(rule, clock))
        .hasValueSatisfying(
            finding ->
                assertThat(new RuleEngine(List.of(rule), clock).evaluate(finding).matched())
                    .containsExactly(rule.card()));
  }

  static List<Rule> rules() {
    return Book.packaged().rules();
  }
}
