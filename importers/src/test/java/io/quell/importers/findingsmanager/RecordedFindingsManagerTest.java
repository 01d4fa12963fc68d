package io.quell.importers.findingsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Json;
import io.quell.importers.ImportResult;
import io.quell.importers.Recording;
import io.quell.importers.SourceFiles;
import io.quell.rule.Card;
import io.quell.run.RuleEngine;
import io.quell.testing.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Imported rules held against what the findings manager's library itself answered.
final class RecordedFindingsManagerTest {
  /// Findings of another status are not given to the findings manager: its event rule and its query
  /// leave them out.
  private static final Set<Object> GIVEN = Set.of("NEW", "NOTIFIED");

  @ParameterizedTest
  @CsvSource({"findings-manager-own.jsonl,28", "findings-manager-generated.jsonl,784"})
  void matchesWhatTheFindingsManagerMatches(String recording, int recorded) {
    int decisions = 0;
    for (Map<String, @Nullable Object> line : Recording.lines(recording)) {
      String rules = Json.write(Map.of("Rules", Objects.requireNonNull(line.get("rules"))));
      ImportResult imports = SourceFiles.findingsManager(rules); // JSON is YAML
      assertThat(imports.isComplete()).as("%s", imports.sourceRules()).isTrue();
      RuleEngine engine = SourceFiles.written(imports);
      for (Map<String, @Nullable Object> answer : Recording.objects(line.get("findings"))) {
        Map<String, @Nullable Object> finding = SourceFiles.object(answer.get("finding"));
        assertThat(engine.evaluate(SourceFiles.finding(whole(finding))).matched())
            .as("%s%n%s", finding, rules)
            .map(Card::title)
            .isEqualTo(isGiven(finding) ? answer.get("matching") : List.of());
        decisions++;
      }
    }
    assertThat(decisions).isEqualTo(recorded);
  }

  private static boolean isGiven(Map<String, @Nullable Object> finding) {
    return GIVEN.contains(
        Objects.requireNonNull(SourceFiles.object(finding.get("Workflow")).get("Status")));
  }

  /// A finding of ours, with these members in place of its own.
  private static Map<String, @Nullable Object> whole(Map<String, @Nullable Object> finding) {
    Map<String, @Nullable Object> whole = new LinkedHashMap<>(Findings.finding().json());
    List.of("Compliance", "ProductFields", "Resources").forEach(whole::remove);
    whole.putAll(finding);
    return whole;
  }
}
