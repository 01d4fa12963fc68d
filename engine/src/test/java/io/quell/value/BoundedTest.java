package io.quell.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BoundedTest {
  @Test
  void leavesShortTextsAsTheyAre() {
    assertThat(Bounded.value("eu-west-1")).isEqualTo("eu-west-1");
    assertThat(Bounded.sentence("x".repeat(Bounded.LONGEST_SENTENCE)))
        .hasSize(Bounded.LONGEST_SENTENCE);
    assertThat(Bounded.items(List.of("a", "b"))).containsExactly("a", "b");
  }

  @Test
  void saysHowLongATextIsThatItCuts() {
    assertThat(Bounded.value("x".repeat(400_000)))
        .isEqualTo("x".repeat(Bounded.LONGEST_VALUE - 1) + "… (400,000 characters)");
  }

  @Test
  void saysHowManyItemsItLeavesOut() {
    assertThat(Bounded.items(Collections.nCopies(1_000_000, "a")))
        .hasSize(Bounded.MOST_ITEMS + 1)
        .last()
        .isEqualTo("and 999,900 more");
    assertThat(Bounded.joined(", ", Collections.nCopies(1_000, "x".repeat(1_000))))
        .hasSizeLessThan(30_000)
        .endsWith(", and 900 more");
  }

  @Test
  void boundsAllThatIsInAValue() {
    Object value =
        Map.of("k".repeat(1_000), List.of("x".repeat(1_000), 7, true, List.of(1, 2, 3, 4)));

    assertThat(Bounded.json(value, 10, 3))
        .isEqualTo(
            Map.of(
                "k".repeat(9) + "… (1,000 characters)",
                List.of("x".repeat(9) + "… (1,000 characters)", 7, true, "and 1 more")));
  }

  @Test
  void endsInTheDepth() {
    Object deep = "end";
    for (int at = 0; at < 10_000; at++) {
      deep = List.of(deep);
    }

    assertThat(String.valueOf(Bounded.json(deep, 10, 3))).hasSizeLessThan(100).contains("…");
  }
}
