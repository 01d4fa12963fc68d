package io.quell.rulefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quell.rulefile.Levers.Mode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a file of levers says, and what is refused.
final class LeversTest {
  private static Levers read(String text) throws RuleFileException {
    return Levers.read("levers", text.getBytes(StandardCharsets.UTF_8), "appconfig 7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"mode\": \"observe\", \"suspended\": [\"some-rule\", \"other\"]}",
        "mode: observe\nsuspended: [some-rule, other]\n",
        "# an incident\nsuspended:\n  - some-rule\n  - other\n  - other\nmode: observe\n"
      })
  void areReadFromJsonAndYaml(String text) throws RuleFileException {
    Levers levers = read(text);

    assertThat(levers.mode()).isEqualTo(Mode.OBSERVE);
    assertThat(levers.suspended()).containsExactly("some-rule", "other");
    assertThat(levers.isNormal()).isFalse();
    assertThat(levers.version()).matches("observe suspending 2 appconfig 7 [0-9a-f]{12}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "mode: normal", "suspended: []", "{\"mode\":\"normal\"}"})
  void areNormalWhereNothingIsHeldBack(String text) throws RuleFileException {
    assertThat(read(text).isNormal()).isTrue();
    assertThat(read(text).version()).startsWith("normal appconfig 7 ");
  }

  @Test
  void knowAllThreeModes() throws RuleFileException {
    assertThat(read("mode: stop-changing").mode()).isEqualTo(Mode.STOP_CHANGING);
    assertThat(read("mode: stop-changing").isNormal()).isFalse();
    assertThat(read("suspended: [one]").mode()).isEqualTo(Mode.NORMAL);
    assertThat(read("suspended: [one]").isNormal()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mode: observing       | mode is 'observing'; allowed is normal, observe, stop-changing
          mode: [observe]       | mode is a list; allowed is normal, observe, stop-changing
          mode: OBSERVE         | mode is 'OBSERVE'; allowed is normal, observe, stop-changing
          mode:                 | mode is empty; allowed is normal, observe, stop-changing
          moed: observe         | there is no member 'moed'; did you mean 'mode'? There are mode, suspended
          suspended: one        | suspended is 'one'; allowed is a list of ids of rules
          suspended: [A B]      | an id under suspended is 'A B'
          - observe             | the file is a list; allowed is a mapping with the members mode and suspended
          observe               | the file is 'observe'; allowed is a mapping
          {\"mode\": \"observe\"| no valid JSON
          {\"mode\": \"observe\"} {} | a second value begins here
          """)
  void refuseWhatTheyDoNotKnow(String text, String problem) {
    assertThatExceptionOfType(RuleFileException.class)
        .isThrownBy(() -> read(text))
        .withMessageStartingWith("levers:1:")
        .withMessageContaining(problem);
  }

  /// That nothing is held back any more is said, and not left out.
  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "# nothing yet\n\n"})
  void refuseAnEmptyFile(String text) {
    assertThatExceptionOfType(RuleFileException.class)
        .isThrownBy(() -> read(text))
        .withMessage("levers:1:1: the file is empty; where nothing is to be held back it is {}");
  }

  @Test
  void tellAllThatIsWrong() {
    assertThatExceptionOfType(RuleFileException.class)
        .isThrownBy(() -> read("mode: off\nsuspended: [7_, ok]\nother: 1\n"))
        .satisfies(refused -> assertThat(refused.problems()).hasSize(3));
  }
}
