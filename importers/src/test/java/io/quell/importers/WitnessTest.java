package io.quell.importers;

import static io.quell.criteria.Field.Named.TITLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.finding.Json;
import io.quell.rule.FixedRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WitnessTest {
  @Test
  void isFoundForWhateverRandomFindingsMeet() {
    List<EvaluationContext> findings =
        IntStream.range(0, 400)
            .mapToObj(seed -> new RandomAsff(seed).finding(false))
            .map(json -> EvaluationContext.of(SourceFiles.finding(json), SourceFiles.NOW))
            .toList();
    List<String> missed = new ArrayList<>();
    int found = 0;
    for (int seed = 0; seed < 400; seed++) {
      for (FixedRule rule :
          SourceFiles.automationRules(Json.write(new RandomAsff(seed).rules())).rules()) {
        Optional<Sample> witness = Witness.of(rule.when(), SourceFiles.NOW);
        found += witness.isPresent() ? 1 : 0;
        if (witness.isEmpty() && findings.stream().anyMatch(rule.when()::holds)) {
          missed.add(rule.when().toString());
        }
      }
    }
    assertThat(missed).isEmpty();
    assertThat(found).isGreaterThan(800);
  }

  @Test
  void isNoneWhereARegularExpressionWouldNotEnd() {
    Criteria endless = TITLE.matches("(.*a){25}[bc]");
    assertThat(Witness.of(TITLE.is("a".repeat(60)).and(endless), SourceFiles.NOW)).isEmpty();
    assertThat(Witness.of(TITLE.is("a".repeat(60)).unless(endless), SourceFiles.NOW)).isEmpty();
    assertThat(Witness.of(TITLE.is("a".repeat(60)), SourceFiles.NOW)).isPresent();
  }
}
