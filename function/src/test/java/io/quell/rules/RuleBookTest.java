package io.quell.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quell.engine.Card;
import io.quell.engine.Rule;
import io.quell.engine.RuleLint;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What holds for all rules at once. The engine's constructor checks every card and that no id is used twice.
final class RuleBookTest {
  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("io.quell.rules");

  private final List<String> listed = RuleBook.classes().stream().map(rule -> rule.getClass().getSimpleName()).toList();

  @Test
  void makesAnEngine() {
    assertThat(RuleBook.packaged().engine(Clock.systemUTC()).cards()).extracting(Card::id).doesNotHaveDuplicates()
        .hasSize(RuleBook.packaged().rules().size());
  }

  @Test
  void listsEveryRuleClass() {
    assertThat(listed).containsExactlyInAnyOrderElementsOf(CLASSES.stream()
        .filter(type -> type.isAssignableTo(Rule.class) && type.getPackageName().equals("io.quell.rules"))
        .map(JavaClass::getSimpleName).toList());
  }

  @Test
  void hasATestForEveryRule() {
    assertThat(listed).allSatisfy(rule -> assertThat(CLASSES.get("io.quell.rules." + rule + "Test").getMethods())
        .as("the tests in %sTest", rule).anyMatch(method -> method.isAnnotatedWith(Test.class)));
  }

  @Test
  void holdsNoRuleThatLintComplainsOf() {
    assertThat(RuleLint.problems(RuleBook.packaged().rules())).isEmpty();
  }
}
