package rules;

import static io.quell.testing.RuleBookAssert.assertThat;

import io.quell.rule.RuleBook;
import org.junit.jupiter.api.Test;

/// What holds for all our rules at once.
final class OurRulesTest {
  private final RuleBook book = RuleBook.find();

  @Test
  void makesAnEngine() {
    assertThat(book).makesAnEngine();
  }

  @Test
  void listsEveryRuleClass() {
    assertThat(book).listsEveryRuleClass();
  }

  @Test
  void hasATestForEveryRuleClass() {
    assertThat(book).hasATestForEveryRuleClass();
  }
}
