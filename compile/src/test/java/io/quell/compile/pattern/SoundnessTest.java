package io.quell.compile.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.rule.Rule;
import io.quell.run.RuleEngine;
import io.quell.run.mark.Marking;
import io.quell.run.mark.Marks;
import io.quell.testing.SampleRule;
import io.quell.testing.random.RandomCriteria;
import io.quell.update.Decision;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No pattern refuses a finding that a rule matches: random rule books on random findings.
final class SoundnessTest {
  private static final Set<Format> BOTH = EnumSet.allOf(Format.class);
  private static final Clock CLOCK = Clock.fixed(RandomBook.NOW, ZoneOffset.UTC);
  private static final EventBus OPEN = new EventBus(List.of(FindingPattern.open(BOTH)));

  private static final Marking MARKING =
      new Marking("book", Set.of(), false, Map.of(), false, Marking.FieldsReading.REPLACE);

  private int matched;
  private int refused;

  private void check(String which, List<Rule> rules, Stream<Finding> findings) {
    var engine = new RuleEngine(rules, CLOCK);
    List<FindingPattern> patterns = FindingPattern.of(rules, BOTH);
    assertThat(patterns)
        .as(which)
        .allSatisfy(pattern -> assertThat(pattern.length()).isLessThanOrEqualTo(2_048));
    var bus = new EventBus(patterns);
    findings.forEach(
        finding -> {
          boolean isOpen = OPEN.takes(finding);
          boolean isTaken = bus.takes(finding);
          assertThat(isOpen)
              .as("the pattern and the engine agree on whether it is open: %s", finding.json())
              .isEqualTo(Marks.of(finding, MARKING).closed().isEmpty());
          assertThat(isTaken && !isOpen)
              .as("%s takes the closed %s", which, finding.json())
              .isFalse();
          if (isOpen && !engine.evaluate(finding).matched().isEmpty()) {
            matched++;
            assertThat(isTaken)
                .as(
                    "%s takes %s\nby %s\nfor %s",
                    which,
                    Json.write(finding.json()),
                    patterns.stream().map(pattern -> Json.write(pattern.json())).toList(),
                    rules.stream().map(Rule::when).toList())
                .isTrue();
          } else if (isOpen && !isTaken) {
            refused++;
          }
        });
  }

  @Test
  void refusesNothingThatOneRuleMatches() {
    for (int seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      var generator = new RandomFindings(random);
      List<Finding> findings = IntStream.range(0, 10).mapToObj(_ -> generator.next()).toList();
      check("seed " + seed, new RandomBook(random, findings).rules(1), findings.stream());
    }
    System.out.printf("one rule: %d matched, %d refused%n", matched, refused);
    assertThat(matched).as("matches, so that the test tests something").isGreaterThan(2_000);
    assertThat(refused).as("refusals, so that the test tests something").isGreaterThan(2_000);
  }

  @Test
  void refusesNothingThatABookMatches() {
    for (int seed = 0; seed < 150; seed++) {
      var random = new Random(seed);
      var generator = new RandomFindings(random);
      List<Finding> findings = IntStream.range(0, 60).mapToObj(_ -> generator.next()).toList();
      check(
          "seed " + seed,
          new RandomBook(random, findings).rules(1 + random.nextInt(8)),
          findings.stream());
    }
    System.out.printf("books: %d matched, %d refused%n", matched, refused);
    assertThat(matched).isGreaterThan(1_000);
    assertThat(refused).isGreaterThan(500);
  }

  @Test
  void refusesNoRealFindingThatABookMatches() {
    List<Finding> corpus = Corpus.findings();
    for (int seed = 0; seed < 400; seed++) {
      var random = new Random(seed);
      check(
          "seed " + seed,
          new RandomBook(random, corpus).rules(1 + random.nextInt(3)),
          corpus.stream());
    }
    System.out.printf("corpus: %d matched, %d refused%n", matched, refused);
    assertThat(matched).isGreaterThan(2_000);
    assertThat(refused).isGreaterThan(2_000);
  }

  @Test
  void refusesNothingForTheSakeOfItsLetters() {
    for (int seed = 0; seed < 1_000; seed++) {
      var random = new Random(seed);
      List<Rule> rules =
          IntStream.range(0, 1 + random.nextInt(2))
              .<Rule>mapToObj(
                  at ->
                      SampleRule.rule("r-" + at)
                          .when(RandomCriteria.criteria(random, 2))
                          .decides(Decision.suppress()))
              .toList();
      check(
          "seed " + seed,
          rules,
          IntStream.range(0, 30).mapToObj(_ -> RandomCriteria.finding(random).read()));
    }
    System.out.printf("letters: %d matched, %d refused%n", matched, refused);
    assertThat(matched).isGreaterThan(2_000);
    assertThat(refused).isGreaterThan(2_000);
  }
}
