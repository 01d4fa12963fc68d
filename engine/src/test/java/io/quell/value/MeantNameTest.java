package io.quell.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MeantNameTest {
  @ParameterizedTest
  @CsvSource({
    "jsn, text json sarif, json",
    "JSON, text json sarif, json",
    "explian, run explain, explain",
    "warn, error warning note, warning",
    "--repo, --report --reports-all, --report",
    "--observed, --observe --only, --observe",
    "expl, run explain, explain",
  })
  void findsWhatWasMeant(String name, String known, String meant) {
    assertThat(MeantName.among(words(known), name)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "frobnicate, run explain",
    "xml, text sarif",
    "wa, error warning",
    "--, --all --yes",
    "'', a",
    "severity, id",
  })
  void guessesAtNothingElse(String name, String known) {
    assertThat(MeantName.among(words(known), name)).isEmpty();
  }

  @Test
  void guessesNotAtAWholeText() {
    assertThat(MeantName.among(List.of("a".repeat(101)), "a".repeat(101))).isEmpty();
  }

  @Test
  void tellsTheKnownNames() {
    assertThat(MeantName.sentence(List.of("text", "json"), "jsn"))
        .isEqualTo("did you mean 'json'? There are text, json");
    assertThat(MeantName.sentence(List.of("text", "json"), "pdf"))
        .isEqualTo("there are text, json");
    assertThat(MeantName.sentence(List.of(), "pdf")).isEqualTo("there are none");
  }

  @Test
  void cutsALongList() {
    List<String> known = IntStream.range(0, 25).mapToObj(number -> "rule-" + number).toList();
    assertThat(MeantName.list(known)).startsWith("rule-0, rule-1, ").endsWith("rule-19 and 5 more");
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" ", -1));
  }
}
