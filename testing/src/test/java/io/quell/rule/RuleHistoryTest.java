package io.quell.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.rule.RuleHistory.Contradiction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RuleHistoryTest {
  private static RuleHistory moved(Map<String, String> moved) {
    return new RuleHistory(Set.of(), moved, Set.of());
  }

  private static RuleHistory suspended(String... ids) {
    return new RuleHistory(Set.of(), Map.of(), Set.of(ids));
  }

  @Test
  void followsARuleThroughAllItsMoves() {
    assertThat(moved(Map.of("a", "b", "b", "c", "c", "d")).moved())
        .isEqualTo(Map.of("a", "d", "b", "d", "c", "d"));
    assertThat(moved(Map.of("a", "b")).and(moved(Map.of("b", "c"))).moved())
        .isEqualTo(Map.of("a", "c", "b", "c"));
  }

  /// A circle can come about where two parts of a book, each right, are put together: that must
  /// not throw, or a published file could stop the function.
  @Test
  void tellsACircleOfTwoParts() {
    RuleHistory both = moved(Map.of("a", "b")).and(moved(Map.of("b", "a")));

    assertThat(both.problem(List.of()))
        .contains("rule 'a' has moved in a circle, a -> b -> a: give the id that it has now");
    assertThat(both.contradictions(List.of())).extracting(Contradiction::id).containsOnly("a", "b");
  }

  @Test
  void fitsABookThatHasTheRules() {
    var history = new RuleHistory(Set.of("gone"), Map.of("old", "a", "older", "gone"), Set.of("b"));

    assertThat(history.contradictions(List.of("a", "b", "c"))).isEmpty();
    assertThat(history.problem(List.of("a", "c")))
        .contains("suspended names the rule 'b', but the book has none of that id");
    assertThat(history.problem(List.of("b")))
        .contains(
            "moved says that rule 'old' is 'a' now, but the book has no such rule: give the id that"
                + " it has now, or name 'a' under removed");
    assertThat(history.problem(List.of("a", "b", "gone")))
        .contains("rule 'gone' is in the book, and under removed: take it out of one of them");
    assertThat(history.problem(List.of("a", "b", "old")))
        .contains(
            "rule 'old' is in the book, and under moved as a former id of 'a': take it out of one"
                + " of them");
  }

  @Test
  void putsTogetherWhatTwoPartsSay() {
    RuleHistory both =
        new RuleHistory(Set.of("x"), Map.of("o", "a"), Set.of("a"))
            .and(new RuleHistory(Set.of("y"), Map.of("p", "b"), Set.of("b")));

    assertThat(both)
        .isEqualTo(new RuleHistory(Set.of("x", "y"), Map.of("o", "a", "p", "b"), Set.of("a", "b")));
    assertThat(both.problem(List.of("a", "b"))).isEmpty();
    assertThat(suspended("a-class").within(List.of("of-the-file"))).isEqualTo(RuleHistory.NONE);
  }
}
