package io.quell.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DistinctTextTest {
  private static byte[] bytes(@Nullable Object value) {
    var text = new DistinctText();
    text.add(value);
    return text.bytes();
  }

  /// All of them look alike in some other form: as their strings, or in UTF-8.
  @Test
  void differsForEveryValue() {
    List<@Nullable Object> values =
        Arrays.asList(
            "1",
            1,
            new BigDecimal("1.0"),
            "true",
            true,
            null,
            "null",
            "",
            "?",
            "\ud800",
            "\udc00",
            "\ufffd",
            "ÿ",
            "a\"b",
            List.of(),
            Map.of(),
            List.of("a"),
            "a",
            List.of("a", "b"),
            List.of("ab"),
            List.of("a\"b"),
            List.of(List.of("a"), "b"),
            List.of(List.of("a", "b")),
            Map.of("a", "b"),
            Map.of("a", List.of("b")),
            Map.of("a", Map.of("b", "")),
            Map.of("ab", ""),
            "x".repeat(5_000),
            "x".repeat(5_001));
    for (Object one : values) {
      assertThat(values).filteredOn(other -> Arrays.equals(bytes(one), bytes(other))).hasSize(1);
    }
  }

  @Test
  void isTheSameForTheSameValue() {
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("Severity", Map.of("Label", "LOW"));
    finding.put("Types", List.of("a", "b"));

    assertThat(bytes(finding)).isEqualTo(bytes(new LinkedHashMap<>(finding)));
  }
}
