package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun.Shell;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `run` and `explain` make of findings in OCSF.
final class OcsfTest {
  private static final String FINDING = Samples.ocsfLogBucket("a");

  private static String as(String form, String finding) {
    return switch (form) {
      case "event" -> Samples.ocsfEventOf(finding);
      case "GetFindingsV2" -> "{\"Findings\": [%s], \"NextToken\": \"x\"}".formatted(finding);
      default -> finding;
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "GetFindingsV2", "bare"})
  void showsADecision(String form) {
    CommandLineRun run = new Shell().input(as(form, FINDING)).run("run", "-");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines())
        .element(1)
        .asString()
        .matches("S3\\.9 logs-a +log-buckets +NEW → SUPPRESSED +processed");
    assertThat(run.out())
        .contains(
            "Notes on what was changed",
            "1 finding: Quell rule log-buckets: suppressed",
            "1 file, 1 finding: 1 processed; 1 update call")
        .doesNotContain("note by");
  }

  @Test
  void readsBackWhatTheHubHolds() {
    Map<?, ?> decision =
        new Shell().input(FINDING).run("run", "--json", "-").json("decision").getFirst();
    assertThat(decision.get("held"))
        .isInstanceOfSatisfying(
            Map.class,
            held -> {
              assertThat(held.get("status_id")).isEqualTo(3);
              assertThat(held.get("comment"))
                  .asString()
                  .contains("Quell rule log-buckets: suppressed");
            });
  }

  @Test
  void takesFindingsThatOnlyTheirPartsName() {
    CommandLineRun run = new Shell().input(Samples.ocsfWithoutUid("a")).run("run", "--json", "-");
    assertThat(run.exitCode()).isZero();
    assertThat(run.json("decision").getFirst().get("held"))
        .isInstanceOfSatisfying(
            Map.class,
            held -> {
              assertThat(held.get("status_id")).isEqualTo(3);
              assertThat(held.get("metadata"))
                  .asInstanceOf(InstanceOfAssertFactories.MAP)
                  .doesNotContainKey("uid");
            });
  }

  @Test
  void showsWordsThatOnlyOcsfHas() {
    String finding =
        FINDING
            .replace(
                "\"severity_id\": 3, \"severity\": \"Medium\", \"status_id\": 1",
                "\"severity_id\": 6, \"status_id\": 5")
            .replace("S3.9", "S3.1");
    assertThat(new Shell().input(finding).run("run", "--all", "-").lines())
        .element(1)
        .asString()
        .matches("S3\\.1 logs-a +FATAL, ARCHIVED +no match");
  }

  @Test
  void countsTheCallsOfBothFormats() {
    String both = "[%s, %s]".formatted(FINDING, Samples.logBucket("a"));
    assertThat(new Shell().input(both).run("run", "-").out())
        .contains("2 findings: 2 processed; 2 update calls");
  }

  @Test
  void observes() {
    assertThat(new Shell().input(FINDING).run("run", "--observe", "-").out())
        .contains(
            "NEW → SUPPRESSED", "1 finding: Quell rule", "1 observed; it would take 1 update call");
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "GetFindingsV2", "bare"})
  void explains(String form) {
    CommandLineRun run =
        new Shell().input(as(form, FINDING)).run("explain", "--rule", "log-buckets", "-");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("S3.9 logs-a", "log-buckets: matched");
  }

  @Test
  void saysWhatIsMissing() {
    String nameless =
        FINDING
            .replace("\"metadata\": {\"uid\": \"a\", ", "\"metadata\": {")
            .replace(Samples.PRODUCT_V2, "");
    CommandLineRun run = new Shell().input(nameless).run("run", "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("the finding info-a has neither metadata.uid nor all of cloud.account.uid");
  }
}
