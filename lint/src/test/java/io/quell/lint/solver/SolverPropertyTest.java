package io.quell.lint.solver;

import static io.quell.criteria.Criteria.allOf;
import static io.quell.criteria.Criteria.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.finding.Finding;
import io.quell.testing.random.RandomCriteria;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for the answers on all criteria.
final class SolverPropertyTest {
  private static final Instant NOW = WideCriteria.NOW;
  private static final int ROUNDS = 1_000;
  private static final double MOST_UNKNOWN = 0.02;

  private final Solver solver = new Solver(NOW);

  /// Where criteria and findings come from.
  enum Vocabulary {
    NARROW(
        random -> RandomCriteria.criteria(random, 4),
        random -> RandomCriteria.finding(random).read()),
    WIDE(random -> WideCriteria.criteria(random, 4), WideCriteria::finding);

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
    private final Function<Random, Criteria> criteria;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
    private final Function<Random, Finding> finding;

    Vocabulary(Function<Random, Criteria> criteria, Function<Random, Finding> finding) {
      this.criteria = criteria;
      this.finding = finding;
    }

    List<Finding> findings() {
      var random = new Random(17);
      return IntStream.range(0, 400).mapToObj(_ -> finding.apply(random)).toList();
    }
  }

  private static boolean holds(Criteria criteria, Finding finding) {
    return criteria.holds(EvaluationContext.of(finding, NOW));
  }

  @ParameterizedTest
  @EnumSource
  void proofsAndExamplesAreTrue(Vocabulary vocabulary) {
    List<Finding> findings = vocabulary.findings();
    List<Criteria> unknown = new ArrayList<>();
    int never = 0;
    int metByChance = 0;
    var random = new Random(4711);
    long start = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      Criteria criteria = vocabulary.criteria.apply(random);
      boolean isMet = findings.stream().anyMatch(finding -> holds(criteria, finding));
      metByChance += isMet ? 1 : 0;
      switch (solver.solve(criteria)) {
        case Satisfiability.Never(var why) -> {
          never++;
          assertThat(isMet)
              .as("'%s' is said never to hold, since %s, but it does", criteria, why)
              .isFalse();
          assertThat(why).as("the reason for %s", criteria).isNotBlank();
        }
        case Satisfiability.Holds(var example) ->
            assertThat(holds(criteria, example)).as("%s on %s", criteria, example.json()).isTrue();
        case Satisfiability.Unknown _ -> unknown.add(criteria);
      }
    }
    System.out.printf(
        "%s: %d criteria, %d met by chance, %d proved never to hold, %d (%.2f %%) unknown, %d ms%n",
        vocabulary,
        ROUNDS,
        metByChance,
        never,
        unknown.size(),
        100.0 * unknown.size() / ROUNDS,
        (System.nanoTime() - start) / 1_000_000);
    unknown.stream().limit(5).forEach(criteria -> System.out.println("  unknown: " + criteria));
    assertThat(never).as("proofs, so that the test tests something").isGreaterThan(ROUNDS / 50);
    assertThat(unknown.size())
        .as("criteria without an answer")
        .isLessThanOrEqualTo((int) (ROUNDS * MOST_UNKNOWN));
  }

  @ParameterizedTest
  @EnumSource
  void impliedCriteriaHoldWhereverTheOthersDo(Vocabulary vocabulary) {
    List<Finding> findings = vocabulary.findings();
    var random = new Random(42);
    int implied = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Criteria then = vocabulary.criteria.apply(random);
      Criteria other = vocabulary.criteria.apply(random);
      Criteria whenever = random.nextBoolean() ? allOf(then, other) : other;
      if (solver.implies(whenever, then)) {
        implied++;
        assertThat(findings)
            .as("findings for which '%s' but not '%s'", whenever, then)
            .noneMatch(finding -> holds(whenever, finding) && !holds(then, finding));
      }
    }
    System.out.printf("%s: %d of %d pairs are proved to imply%n", vocabulary, implied, ROUNDS);
    assertThat(implied).as("proofs, so that the test tests something").isGreaterThan(ROUNDS / 4);
  }

  @Test
  void nothingHoldsBesideItsOpposite() {
    var random = new Random(3);
    int proved = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Criteria criteria = WideCriteria.criteria(random, 2);
      Satisfiability answer = solver.solve(allOf(criteria, not(criteria)));
      assertThat(answer)
          .as("%s and its opposite", criteria)
          .isNotInstanceOf(Satisfiability.Holds.class);
      proved += answer instanceof Satisfiability.Never ? 1 : 0;
    }
    assertThat(proved).isGreaterThan(ROUNDS * 98 / 100);
  }
}
