package io.quell.importers.prowler;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Json;
import io.quell.finding.WorkflowStatus;
import io.quell.importers.ImportResult;
import io.quell.importers.Recording;
import io.quell.importers.SourceFiles;
import io.quell.run.Evaluation;
import io.quell.run.RuleEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Imported mutelists held against what Prowler itself answered.
final class RecordedMutelistTest {

  @ParameterizedTest
  @CsvSource({"prowler-own.jsonl,124,3", "prowler-generated.jsonl,800,0"})
  void suppressesWhatProwlerMutes(String recording, int recorded, int refused) {
    int decisions = 0;
    int withoutKey = 0;
    for (Map<String, @Nullable Object> line : Recording.lines(recording)) {
      String mutelist =
          Json.write(Map.of("Mutelist", Objects.requireNonNull(line.get("mutelist"))));
      ImportResult imports = SourceFiles.prowlerMutelist(mutelist); // JSON is YAML
      List<Map<String, @Nullable Object>> findings = Recording.objects(line.get("findings"));
      if (!imports.isComplete()) {
        assertThat(SourceFiles.reported(imports))
            .allSatisfy(reported -> assertThat(reported).contains("names no key"));
        withoutKey += findings.size();
        continue;
      }
      RuleEngine engine = SourceFiles.written(imports);
      for (Map<String, @Nullable Object> finding : findings) {
        assertThat(isSuppressed(engine, finding))
            .as("%s%n%s", finding, mutelist)
            .isEqualTo(finding.get("muted"));
        decisions++;
      }
    }
    assertThat(decisions).isEqualTo(recorded);
    assertThat(withoutKey).isEqualTo(refused);
  }

  private static boolean isSuppressed(RuleEngine engine, Map<String, @Nullable Object> finding) {
    Evaluation evaluation = engine.evaluate(SourceFiles.finding(asff(finding)));
    assertThat(evaluation.failures()).isEmpty();
    return evaluation.update().workflowStatus().equals(Optional.of(WorkflowStatus.SUPPRESSED));
  }

  /// The finding in ASFF, as Prowler sends it: with the resource's ARN, not with its name.
  private static Map<String, @Nullable Object> asff(Map<String, @Nullable Object> finding) {
    Object check = Objects.requireNonNull(finding.get("check"));
    Object region = Objects.requireNonNull(finding.get("region"));
    Object arn = Objects.requireNonNull(finding.get("arn"));
    Map<String, @Nullable Object> asff = new LinkedHashMap<>();
    asff.put("SchemaVersion", "2018-10-08");
    asff.put("Id", "prowler-%s-%s-%08x".formatted(check, region, arn.hashCode()));
    asff.put("ProductArn", "arn:aws:securityhub:%s::product/prowler/prowler".formatted(region));
    asff.put(
        "ProductFields",
        Map.of("ProviderName", "Prowler", "ProviderVersion", "5.40.0", "ProwlerResourceName", arn));
    asff.put("GeneratorId", "prowler-" + check);
    asff.put("AwsAccountId", finding.get("account"));
    asff.put("Types", List.of("Software and Configuration Checks"));
    asff.put("CreatedAt", "2026-05-30T00:00:00Z");
    asff.put("Severity", Map.of("Label", "HIGH"));
    asff.put("Title", "A check");
    asff.put(
        "Resources",
        List.of(
            Map.of(
                "Type",
                "Other",
                "Id",
                arn,
                "Partition",
                "aws",
                "Region",
                region,
                "Tags",
                Objects.requireNonNull(finding.get("tags")))));
    asff.put("Compliance", Map.of("Status", "FAILED"));
    return asff;
  }
}
