package io.quell.run.mark;

import static io.quell.testing.SampleRule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.rule.Card;
import io.quell.update.Change;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ChangeNoteTest {
  private static Map.Entry<Card, String> change(String id, String reason) {
    return Map.entry(rule(id).because(reason).card(), "suppressed");
  }

  private static ChangeNote note(Optional<String> ownText, List<Map.Entry<Card, String>> changes) {
    return ChangeNote.of(ownText, changes);
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  @Test
  void cutsNoNoteThatFits() {
    String head = note(Optional.empty(), List.of(change("a", "."))).note(512);
    String reason = "x".repeat(512 - head.length()) + ".";
    assertThat(note(Optional.empty(), List.of(change("a", reason))).note(512))
        .hasSize(512)
        .endsWith("xx.");
    assertThat(note(Optional.empty(), List.of(change("a", reason + "."))).note(512))
        .hasSize(512)
        .endsWith("xx…");
  }

  @Test
  void cutsNoCharacterInHalf() {
    for (int length = 400; length < 520; length++) {
      String note =
          note(Optional.empty(), List.of(change("a", "x".repeat(length) + "😀".repeat(200))))
              .note(512);
      assertThat(note).hasSizeBetween(511, 512).endsWith("…");
      assertThat(isWellFormed(note)).isTrue();
    }
  }

  @Test
  void saysWhoAndUntilWhenOfThreeRulesHoweverLongTheRestIs() {
    List<Map.Entry<Card, String>> changes =
        IntStream.range(0, 3)
            .mapToObj(
                at ->
                    Map.entry(
                        Card.builder(
                                "r".repeat(48) + "-" + at,
                                "A title",
                                "x".repeat(900),
                                "o".repeat(39) + at)
                            .ticket("t".repeat(40))
                            .expires(LocalDate.of(2027, 1, 1 + at))
                            .changes(Set.of(Change.SEVERITY))
                            .build(),
                        "suppressed"))
            .toList();

    String note = note(Optional.of("y".repeat(300)), changes).note(512);

    assertThat(note).hasSizeLessThanOrEqualTo(512);
    assertThat(changes)
        .allSatisfy(
            change ->
                assertThat(note)
                    .contains(
                        "Quell rule " + change.getKey().id() + ": suppressed.",
                        "Owner: " + change.getKey().owner(),
                        "expires " + change.getKey().expires()));
  }

  @Test
  void saysWhyWhereThereIsRoom() {
    Card card = rule("a").because("It is a sandbox.").card();

    assertThat(note(Optional.of("y".repeat(300)), List.of(Map.entry(card, "suppressed"))).note(512))
        .startsWith("y".repeat(300))
        .endsWith("Reason: It is a sandbox.");
  }

  @Test
  void joinsTheChangesOfOneRule() {
    Card card = rule("a").card();
    ChangeNote changeNote =
        note(
            Optional.empty(),
            List.of(
                Map.entry(card, "suppressed"),
                Map.entry(rule("b").card(), "noted"),
                Map.entry(card, "severity set to LOW")));
    assertThat(changeNote.note(512))
        .isEqualTo(
            """
            Quell rule a: suppressed, severity set to LOW. Owner: team. Reason: A sample reason.
            Quell rule b: noted. Owner: team. Reason: A sample reason.\
            """);
  }

  @Test
  void staysWithinTheLimitsWhateverTheRulesSay() {
    var random = new Random(7);
    for (int round = 0; round < 3_000; round++) {
      List<Map.Entry<Card, String>> changes =
          IntStream.rangeClosed(0, random.nextInt(3))
              .mapToObj(at -> Map.entry(card(random, at), "severity set to INFORMATIONAL"))
              .toList();
      Optional<String> own =
          random.nextBoolean() ? Optional.of(text(random, 300)) : Optional.empty();
      ChangeNote changeNote = note(own, changes);
      assertThat(changeNote.note(512)).isNotBlank().hasSizeLessThanOrEqualTo(512);
      assertThat(isWellFormed(changeNote.note(512))).as(changeNote.note(512)).isTrue();
      assertThat(changes)
          .allSatisfy(
              change ->
                  assertThat(changeNote.note(512))
                      .contains(
                          "Quell rule " + change.getKey().id() + ": ",
                          "Owner: " + change.getKey().owner()));
    }
  }

  private static Card card(Random random, int at) {
    @Nullable String ticket = random.nextBoolean() ? text(random, 40) : null;
    @Nullable LocalDate expires =
        random.nextBoolean() ? LocalDate.of(2026, 6, 1 + random.nextInt(30)) : null;
    String id = "r".repeat(1 + random.nextInt(48)) + "-" + at;
    return Card.builder(id, "A title", text(random, 1_000), text(random, 40))
        .ticket(ticket)
        .expires(expires)
        .changes(Set.of(Change.SEVERITY))
        .build();
  }

  private static String text(Random random, int longest) {
    String text =
        IntStream.rangeClosed(0, random.nextInt(longest))
            .mapToObj(_ -> random.nextInt(3) == 0 ? "😀" : random.nextInt(5) == 0 ? " " : "x")
            .collect(Collectors.joining());
    String cut = text.substring(0, Math.min(text.length(), longest - 1));
    boolean halved = Character.isHighSurrogate(cut.isEmpty() ? 'x' : cut.charAt(cut.length() - 1));
    return "x" + (halved ? cut.substring(0, cut.length() - 1) : cut);
  }
}
