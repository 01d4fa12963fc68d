package io.quell.run;

import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.CONTROL;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.testing.Findings.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.testing.Findings.Sample;
import io.quell.testing.SampleFinding;
import io.quell.testing.random.RandomCriteria;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RuleIndexTest {
  private static EvaluationContext subject(SampleFinding sample) {
    return EvaluationContext.of(sample.read(), Instant.EPOCH);
  }

  private static int[] candidates(List<Criteria> criteria, Sample sample) {
    return new RuleIndex(criteria).candidates(subject(sample)).stream().toArray();
  }

  @Test
  void leavesOutNoRuleThatMatches() {
    int matches = 0;
    for (int seed = 0; seed < 60; seed++) {
      var random = new Random(seed);
      List<Criteria> criteria =
          IntStream.range(0, 1 + random.nextInt(40))
              .mapToObj(_ -> RandomCriteria.criteria(random, 4))
              .toList();
      var index = new RuleIndex(criteria);
      for (int round = 0; round < 50; round++) {
        EvaluationContext subject = subject(RandomCriteria.finding(random));
        BitSet candidates = index.candidates(subject);
        List<Integer> loop = new ArrayList<>();
        List<Integer> indexed = new ArrayList<>();
        for (int at = 0; at < criteria.size(); at++) {
          if (criteria.get(at).holds(subject)) {
            loop.add(at);
            if (candidates.get(at)) {
              indexed.add(at);
            }
          }
        }
        assertThat(indexed)
            .as("seed %d, %s, %s", seed, subject.finding().json(), criteria)
            .isEqualTo(loop);
        matches += loop.size();
      }
    }
    assertThat(matches).as("matches, so that the test tests something").isGreaterThan(1_000);
  }

  @Test
  void offersAFindingFewOfManyRules() {
    List<Criteria> criteria =
        IntStream.range(0, 1_000)
            .mapToObj(
                at -> control("S3." + at).and(SEVERITY.is("HIGH")).and(resourceTag("stage", "dev")))
            .toList();
    assertThat(candidates(criteria, finding().control("EC2.1").tag("stage", "dev"))).isEmpty();
    assertThat(candidates(criteria, finding().control("S3.17").tag("stage", "dev")))
        .containsExactly(17);
  }

  @Test
  void offersRulesInTheirOrder() {
    List<Criteria> criteria =
        List.of(
            TITLE.startsWith("S3"),
            control("S3.1"),
            control("S3.9"),
            control("S3.1", "S3.9"),
            Criteria.allOf());
    assertThat(candidates(criteria, finding().control("EC2.1"))).containsExactly(0, 4);
    assertThat(candidates(criteria, finding().control("S3.1"))).containsExactly(0, 1, 3, 4);
  }

  @Test
  void offersARuleThatOnlySaysWhatMustNotBe() {
    List<Criteria> criteria =
        List.of(
            not(control("S3.9")),
            CONTROL.isAbsent(),
            control("S3.9").or(not(TITLE.is("a"))),
            not(not(control("S3.1"))));
    assertThat(candidates(criteria, finding())).containsExactly(0, 1, 2, 3);
  }

  @Test
  void filesARuleUnderItsRarestValue() {
    List<Criteria> criteria = new ArrayList<>();
    for (int at = 0; at < 100; at++) {
      criteria.add(resourceTag("stage", "dev").and(TITLE.is("title " + at)));
    }
    criteria.add(onEveryResource(resourceTag("stage", "DEV")));
    assertThat(candidates(criteria, finding().tag("stage", "dev").title("title 7")))
        .containsExactly(7, 100);
  }
}
