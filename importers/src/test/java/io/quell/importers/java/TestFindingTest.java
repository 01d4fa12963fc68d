package io.quell.importers.java;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.importers.SourceFiles;
import io.quell.lint.Examples;
import io.quell.testing.Findings;
import io.quell.testing.OcsfFindings;
import org.junit.jupiter.api.Test;

final class TestFindingTest {
  @Test
  void startsFromWhatTheTestingKitHas() {
    assertThat(Json.write(TestFinding.plausible(Format.ASFF).json()))
        .isEqualTo(Json.write(Findings.finding().json()));
    assertThat(Json.write(TestFinding.plausible(Format.OCSF).json()))
        .isEqualTo(Json.write(OcsfFindings.ocsfFinding().json()));
  }

  @Test
  void choosesOnlyWhatMatters() {
    Criteria criteria = Named.TITLE.is("a").and(Criteria.raw("CompanyName").isAbsent());
    TestFinding sample =
        TestFinding.of(
            Examples.of(criteria, SourceFiles.NOW, _ -> true).orElseThrow(),
            TestFinding.plausible(Format.ASFF),
            finding -> criteria.holds(EvaluationContext.of(finding, SourceFiles.NOW)));
    assertThat(sample.chosen()).containsExactlyInAnyOrder("Title", "CompanyName");
    assertThat(sample.json()).containsEntry("Title", "a").doesNotContainKey("CompanyName");
  }
}
