package io.quell.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.value.ShortText;
import org.junit.jupiter.api.Test;

final class TextTest {
  @Test
  void cutsWithAMark() {
    assertThat(ShortText.tidy("access-logs", 11)).isEqualTo("access-logs");
    assertThat(ShortText.tidy("access-logs", 8)).isEqualTo("access-…");
  }

  @Test
  void cutsNeverInsideACharacter() {
    assertThat(ShortText.tidy("ab😀cd", 4)).isEqualTo("ab…");
  }

  @Test
  void wrapsBetweenWords() {
    assertThat(Text.wrapped("one two three", 8)).containsExactly("one two", "three");
  }

  @Test
  void wrapsWordsThatAreTooLong() {
    assertThat(Text.wrapped("abcdefgh ij", 3)).containsExactly("abc", "def", "gh", "ij");
  }

  @Test
  void takesControlCharactersOut() {
    assertThat(Text.plain("a\u001b[31m\r\nb\u202e")).isEqualTo("a [31m  b ");
  }
}
