package io.quell.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.run.BookSettings;
import io.quell.run.mark.Marking.FieldsReading;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// As whom the function runs, and what holds it back, as its environment says.
final class EnvironmentTest {
  @Test
  void marksAsTheBookThatIsNamed() {
    assertThat(
            BookVariables.settings(
                Map.of(
                    "QUELL_BOOK",
                    "prod",
                    "QUELL_FORMER_BOOKS",
                    "unnamed, OldStack",
                    "QUELL_USER_DEFINED_FIELDS",
                    "merge")))
        .isEqualTo(
            BookSettings.of("prod", Set.of("unnamed", "OldStack")).reading(FieldsReading.MERGE));
  }

  @Test
  void marksAsEarlierVersionsWhereNothingIsNamed() {
    assertThat(BookVariables.settings(Map.of())).isEqualTo(BookSettings.of("unnamed", Set.of()));
  }

  @Test
  void saysWhichVariableIsWrong() {
    refuses("QUELL_BOOK", "my book", "QUELL_BOOK");
    refuses("QUELL_FORMER_BOOKS", "a b", "QUELL_FORMER_BOOKS");
    refuses("QUELL_USER_DEFINED_FIELDS", "both", "it can be replace or merge");
  }

  private static void refuses(String variable, String value, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BookVariables.settings(Map.of(variable, value)))
        .withMessageContaining(message);
  }

  @Test
  void holdsBackAsItIsTold() {
    Clock clock = Clock.systemUTC();
    assertThat(Safeguards.of(Map.of(), clock).mostGivenBack()).isEqualTo(1_000);
    assertThat(Safeguards.of(Map.of(), clock).lateAfter()).hasValue(Duration.ofMinutes(15));
    assertThat(Safeguards.of(Map.of("QUELL_MOST_GIVEN_BACK", "0"), clock).mostGivenBack()).isZero();
    assertThat(Safeguards.of(Map.of("QUELL_LATE_MINUTES", "off"), clock).lateAfter()).isEmpty();
    assertThat(Safeguards.of(Map.of("QUELL_LATE_MINUTES", "5"), clock).lateAfter())
        .hasValue(Duration.ofMinutes(5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safeguards.of(Map.of("QUELL_LATE_MINUTES", "-1"), clock))
        .withMessageContaining("QUELL_LATE_MINUTES is '-1'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safeguards.of(Map.of("QUELL_MOST_GIVEN_BACK", "many"), clock));
  }
}
