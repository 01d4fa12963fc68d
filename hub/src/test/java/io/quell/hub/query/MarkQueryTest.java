package io.quell.hub.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.run.BookSettings;
import io.quell.run.RuleEngine;
import io.quell.run.mark.Marking;
import io.quell.testing.Findings;
import io.quell.testing.OcsfFindings;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.testing.random.RandomFindings;
import io.quell.update.Decision;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the engine has marked, the queries find.
final class MarkQueryTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final String LONG = "a-rule-with-an-id-that-is-longer-than-has-room-there";

  private static SampleFinding sample(Format format) {
    return switch (format) {
      case ASFF -> Findings.finding().severity(SeverityLabel.MEDIUM);
      case OCSF -> OcsfFindings.ocsfFinding().severity(SeverityLabel.MEDIUM);
    };
  }

  private static Rule suppressing(String id) {
    return SampleRule.rule(id).decides(Decision.suppress());
  }

  private static SampleFinding marked(Format format, String book, List<Rule> rules) {
    var engine =
        new RuleEngine(rules, RuleHistory.NONE, "test", BookSettings.of(book, Set.of()), CLOCK);
    SampleFinding sample = sample(format);
    return sample.after(engine.evaluate(sample.read()).update());
  }

  @ParameterizedTest
  @EnumSource
  void findsWhatABookHasMarked(Format format) {
    try (var hub = new FilteredHub()) {
      var own = hub.add(marked(format, "prod", List.of(suppressing("a")))).identifier();
      var old = hub.add(marked(format, "old", List.of(suppressing("a")))).identifier();
      hub.add(marked(format, "prod-2", List.of(suppressing("a"))));
      hub.add(sample(format));

      assertThat(hub.answer(MarkQuery.ofBooks(format, List.of("prod")))).isEqualTo(Set.of(own));
      assertThat(hub.answer(MarkQuery.ofBooks(format, List.of("prod", "old"))))
          .isEqualTo(Set.of(own, old));
    }
  }

  @ParameterizedTest
  @EnumSource
  void findsWhatNamesARule(Format format) {
    String longId = LONG.substring(0, 50);
    try (var hub = new FilteredHub()) {
      var one = hub.add(marked(format, "prod", List.of(suppressing("a")))).identifier();
      var both =
          hub.add(marked(format, "prod", List.of(suppressing("a"), suppressing("a-b"))))
              .identifier();
      var longOne = hub.add(marked(format, "prod", List.of(suppressing(longId)))).identifier();
      hub.add(sample(format));

      assertThat(hub.answer(ofRules(format, "a"))).isEqualTo(Set.of(one, both));
      assertThat(hub.answer(ofRules(format, "a-b"))).isEqualTo(Set.of(both));
      assertThat(hub.answer(ofRules(format, "b"))).isEmpty();
      assertThat(hub.answer(ofRules(format, longId, "x", "y", "z", "u")))
          .isEqualTo(Set.of(longOne));
    }
  }

  private static FindingQuery ofRules(Format format, String... ids) {
    return MarkQuery.ofRules(format, List.of(ids), Set.of("prod"));
  }

  /// A list without room for all of its rules may mean any.
  @ParameterizedTest
  @EnumSource
  void findsListsThatAreCutShort(Format format) {
    List<Rule> many =
        IntStream.range(0, 60)
            .<Rule>mapToObj(at -> suppressing("a-rule-with-a-rather-long-id-" + at))
            .toList();
    try (var hub = new FilteredHub()) {
      var cutShort = hub.add(marked(format, "prod", many)).identifier();
      assertThat(hub.answer(ofRules(format, "any"))).isEqualTo(Set.of(cutShort));
    }
  }

  /// Whatever stands there: where a book would act on a mark, its query has the finding.
  @ParameterizedTest
  @EnumSource
  void findsEveryMarkThatABookWouldActOn(Format format) {
    var random = new Random(3);
    var engine =
        new RuleEngine(
            List.of(suppressing("never")),
            new RuleHistory(Set.of("a", "b-2", "gone"), Map.of(), Set.of("never")),
            "test",
            BookSettings.of("prod", Set.of("unnamed")),
            CLOCK);
    try (var hub = new FilteredHub()) {
      for (int at = 0; at < 3_000; at++) {
        hub.add(RandomFindings.planted(random, RandomFindings.untouched(random, format), "prod"));
      }
      Set<FindingIdentifier> ofBooks = hub.answer(MarkQuery.ofBooks(format, List.of("prod")));
      Set<FindingIdentifier> unnamed =
          hub.answer(MarkQuery.ofBooks(format, List.of(Marking.UNNAMED)));
      Set<FindingIdentifier> ofRules =
          hub.answer(
              MarkQuery.ofRules(
                  format, List.of("a", "b-2", "gone"), Set.of("prod", Marking.UNNAMED)));
      List<FindingIdentifier> givenBack =
          hub.findings().stream()
              .filter(finding -> !engine.evaluate(finding).givenBack().isEmpty())
              .map(Finding::identifier)
              .toList();
      assertThat(givenBack).hasSizeGreaterThan(10);
      assertThat(givenBack)
          .allSatisfy(
              finding ->
                  assertThat(ofBooks.contains(finding) || unnamed.contains(finding))
                      .as(finding.toString())
                      .isTrue());
      assertThat(ofRules).containsAll(givenBack);
    }
  }

  @Test
  void asksForTheUnnamedBookAlone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MarkQuery.ofBooks(Format.ASFF, List.of("prod", Marking.UNNAMED)))
        .withMessageContaining("alone");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 21})
  void refusesMoreBooksThanACallTakes(int count) {
    List<String> books = IntStream.range(0, count).mapToObj(at -> "book-" + at).toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MarkQuery.ofBooks(Format.ASFF, books))
        .withMessageContaining("1 to 20 values");
  }
}
