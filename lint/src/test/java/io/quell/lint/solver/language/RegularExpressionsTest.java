package io.quell.lint.solver.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read of a regular expression against what Java makes of it.
final class RegularExpressionsTest {
  private static final List<String> ATOMS =
      List.of(
          "a", "B", "k", "ß", "1", ".", "\\d", "\\w", "\\S", "\\p{Lu}", "[a-k]", "[^a1]", "[\\w-]",
          "(?i)", "(?s)", "\\b", "(?=a)", "(?!B)", "(?<=a)", "\\Qa\\E", "\\x41", "\\u0131", "^",
          "$", "\\1", "\\h", "\\z");
  private static final List<String> GROUPS =
      List.of("(", "(?:", "(?s:", "(?i:", "(?iu:", "(?U:", "(?-i:", "(?s-i:", "(?>", "(?<n>");
  private static final List<String> QUANTIFIERS =
      List.of("", "", "", "*", "+", "?", "{1,2}", "*+", "++", "?+", "*?");
  private static final List<String> CHARACTERS =
      List.of(
          "a",
          "A",
          "b",
          "B",
          "k",
          "K",
          "\u212a",
          "1",
          "\u0661",
          "\n",
          " ",
          "ß",
          "ẞ",
          "i",
          "ı",
          "İ",
          "-",
          "\ud83d\ude00");

  private final Random random = new Random(20261121);

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String expression(int depth) {
    var text = new StringBuilder();
    for (int part = random.nextInt(3); part >= 0; part--) {
      boolean isGroup = depth < 2 && random.nextInt(3) == 0;
      text.append(isGroup ? pick(GROUPS) + expression(depth + 1) + ")" : pick(ATOMS))
          .append(pick(QUANTIFIERS));
    }
    return random.nextInt(5) == 0 ? text + "|" + pick(ATOMS) : text.toString();
  }

  private String text() {
    var text = new StringBuilder();
    for (int length = random.nextInt(5); length > 0; length--) {
      text.append(pick(CHARACTERS));
    }
    return text.toString();
  }

  private static boolean has(Language language, String text) {
    Automaton automaton = Automaton.of(language).orElseThrow();
    var states = automaton.begin();
    for (int character : text.codePoints().toArray()) {
      states = automaton.step(states, character);
    }
    return automaton.accepts(states);
  }

  /// Every text that matches is read, and where the reading is exact no other.
  @Test
  void readsWhatJavaMatches() {
    int exact = 0;
    int inexact = 0;
    for (int round = 0; round < 4_000; round++) {
      Pattern pattern;
      try {
        pattern = Pattern.compile(expression(0));
      } catch (PatternSyntaxException noPattern) {
        continue;
      }
      Optional<RegularExpressions.Reading> read = RegularExpressions.read(pattern);
      if (read.isPresent()) {
        RegularExpressions.Reading reading = read.get();
        exact += reading.isExact() ? 1 : 0;
        inexact += reading.isExact() ? 0 : 1;
        for (int at = 0; at < 30; at++) {
          String text = text();
          boolean matches = pattern.matcher(text).matches();
          if (matches || reading.isExact()) {
            assertThat(has(reading.language(), text))
                .as("/%s/ on '%s'", pattern, text)
                .isEqualTo(matches);
          }
        }
      }
    }
    assertThat(exact).isGreaterThan(500);
    assertThat(inexact).isGreaterThan(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?s:.*)foo(?s:.*)",
        "(?U:\\d+)",
        "(?i:a)b",
        "(?-i:a)",
        "(?iu:straße)",
        "(?i)a",
        "(?s:.)(?i:b|c)"
      })
  void readsScopedFlagsExactly(String expression) {
    assertThat(RegularExpressions.read(Pattern.compile(expression)).orElseThrow().isExact())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a++b", "(?>a|ab)c", "(?!a).*", "a\\bb", "(a)\\1", "(?iu:[a-z])"})
  void neverCallsExactWhatMayMatchLess(String expression) {
    assertThat(RegularExpressions.read(Pattern.compile(expression)).orElseThrow().isExact())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[a&&b]", "(?x:a b)", "a(?i)b", "(?d:.)", "\\R", "\\X", "[a[b]]", "a{2000}"})
  void doesNotReadTheRest(String expression) {
    assertThat(RegularExpressions.read(Pattern.compile(expression))).isEmpty();
  }
}
