package io.quell.lambda.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationNameTest {

  @Test
  void hasThreeParts() {
    assertThat(ConfigurationName.of("quell/live/rules"))
        .isEqualTo(new ConfigurationName("quell", "live", "rules"))
        .hasToString("quell/live/rules");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "quell",
        "quell/live",
        "quell/live/",
        "/live/rules",
        "quell/ /rules",
        "a/b/c/d"
      })
  void refusesAnotherForm(String text) {
    assertThatThrownBy(() -> ConfigurationName.of(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAPartThatIsTooLong() {
    assertThat(ConfigurationName.of("a".repeat(128) + "/b/c").environment()).isEqualTo("b");
    assertThatThrownBy(() -> ConfigurationName.of("a".repeat(129) + "/b/c"))
        .hasMessageContaining("1 to 128");
  }
}
