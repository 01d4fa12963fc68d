package io.quell.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.engine.Card;
import io.quell.engine.RuleEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds for all rules at once. The engine's constructor checks every card and that no id is used twice.
final class RuleBookTest {
  private static final Path RULES = Path.of("src/main/java/io/quell/rules");
  private static final Path TESTS = Path.of("src/test/java/io/quell/rules");

  private final List<String> listed = RuleBook.rules().stream().map(rule -> rule.getClass().getSimpleName()).toList();

  @Test
  void makesAnEngine() {
    assertThat(new RuleEngine(RuleBook.rules(), Clock.systemUTC()).cards()).extracting(Card::id).doesNotHaveDuplicates()
        .hasSize(listed.size());
  }

  @Test
  void listsEveryRuleClass() throws IOException {
    try (Stream<Path> files = Files.list(RULES)) {
      assertThat(listed).containsExactlyInAnyOrderElementsOf(files.map(file -> file.getFileName().toString())
          .filter(name -> name.matches("(Suppress|Lower|Raise|Set|Note).*\\.java"))
          .map(name -> name.replace(".java", "")).toList());
    }
  }

  @Test
  void hasATestForEveryRule() {
    assertThat(listed).allSatisfy(rule -> assertThat(TESTS.resolve(rule + "Test.java")).exists());
  }
}
