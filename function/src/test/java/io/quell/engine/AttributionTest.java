package io.quell.engine;

import static io.quell.testing.SampleRule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AttributionTest {
  private static Map.Entry<Card, String> deed(String id, String reason) {
    return Map.entry(rule(id).because(reason).card(), "suppressed");
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  @Test
  void cutsNoNoteThatFits() {
    String head = Attribution.of(Optional.empty(), List.of(deed("a", "."))).note();
    String reason = "x".repeat(512 - head.length()) + ".";
    assertThat(Attribution.of(Optional.empty(), List.of(deed("a", reason))).note()).hasSize(512).endsWith("xx.");
    assertThat(Attribution.of(Optional.empty(), List.of(deed("a", reason + "."))).note()).hasSize(512)
        .endsWith("xx…");
  }

  @Test
  void cutsNoCharacterInHalf() {
    for (int length = 400; length < 520; length++) {
      String note = Attribution.of(Optional.empty(), List.of(deed("a", "x".repeat(length) + "😀".repeat(200)))).note();
      assertThat(note).hasSizeBetween(511, 512).endsWith("…");
      assertThat(isWellFormed(note)).isTrue();
    }
  }

  @Test
  void givesEachRuleItsShareOfTheNote() {
    String note = Attribution.of(Optional.of("y".repeat(400)),
        List.of(deed("first", "x".repeat(900)), deed("second", "x".repeat(900)), deed("third", "x".repeat(900))))
        .note();
    assertThat(note).hasSizeLessThanOrEqualTo(512).contains("rule first", "rule second", "rule third");
  }

  @Test
  void joinsTheDeedsOfOneRule() {
    Card card = rule("a").card();
    Attribution attribution = Attribution.of(Optional.empty(),
        List.of(Map.entry(card, "suppressed"), Map.entry(rule("b").card(), "noted"),
            Map.entry(card, "severity set to LOW")));
    assertThat(attribution.note()).isEqualTo("""
        Quell rule a: suppressed, severity set to LOW. Owner: team. Reason: A sample reason.
        Quell rule b: noted. Owner: team. Reason: A sample reason.""");
    assertThat(attribution.rules()).isEqualTo("a,b");
  }

  @Test
  void namesAllItsRulesInAField() {
    List<Map.Entry<Card, String>> deeds = List.of(deed("a".repeat(64), "."), deed("b".repeat(64), "."),
        deed("c".repeat(64), "."));
    assertThat(Attribution.of(Optional.empty(), deeds).rules().split(",")).hasSize(3)
        .allSatisfy(id -> assertThat(id).hasSize(64));
  }

  @Test
  void staysWithinTheLimitsWhateverTheRulesSay() {
    var random = new Random(7);
    for (int round = 0; round < 3_000; round++) {
      List<Map.Entry<Card, String>> deeds = IntStream.rangeClosed(0, random.nextInt(3))
          .mapToObj(at -> Map.entry(card(random, at), "severity set to INFORMATIONAL")).toList();
      Optional<String> own = random.nextBoolean() ? Optional.of(text(random, 400)) : Optional.empty();
      Attribution attribution = Attribution.of(own, deeds);
      assertThat(attribution.note()).isNotBlank().hasSizeLessThanOrEqualTo(512);
      assertThat(isWellFormed(attribution.note())).as(attribution.note()).isTrue();
      own.ifPresent(text -> assertThat(attribution.note()).startsWith(text));
      assertThat(attribution.rules()).isNotBlank().hasSizeLessThanOrEqualTo(1_024);
      assertThat(attribution.expires()).isEqualTo(deeds.stream().flatMap(deed -> Stream
          .ofNullable(deed.getKey().expires())).sorted().findFirst());
    }
  }

  private static Card card(Random random, int at) {
    @Nullable
    String ticket = random.nextBoolean() ? text(random, 100) : null;
    @Nullable
    LocalDate expires = random.nextBoolean() ? LocalDate.of(2026, 6, 1 + random.nextInt(30)) : null;
    String id = "r".repeat(1 + random.nextInt(60)) + "-" + at;
    return new Card(id, "A title", text(random, 1_000), text(random, 100), ticket, null, expires, false,
        Set.of(Change.SEVERITY));
  }

  private static String text(Random random, int longest) {
    String text = IntStream.rangeClosed(0, random.nextInt(longest))
        .mapToObj(_ -> random.nextInt(3) == 0 ? "😀" : random.nextInt(5) == 0 ? " " : "x")
        .collect(Collectors.joining());
    String cut = text.substring(0, Math.min(text.length(), longest - 1));
    boolean halved = Character.isHighSurrogate(cut.isEmpty() ? 'x' : cut.charAt(cut.length() - 1));
    return "x" + (halved ? cut.substring(0, cut.length() - 1) : cut);
  }
}
