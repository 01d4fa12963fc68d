package io.quell.run;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.capSeverity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Finding;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.UnreadableException;
import io.quell.finding.WorkflowStatus;
import io.quell.testing.Findings.Sample;
import io.quell.update.Update;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A person takes back what Quell has changed, and no rule applies to the finding any more.
final class ReleaseTest {
  private final RuleEngine engine =
      new RuleEngine(
          List.of(
              rule("quiet").decides(suppress()),
              rule("lower").decides(capSeverity(SeverityLabel.LOW))),
          Clock.systemUTC());

  @Test
  void setsBackWhatQuellHasSet() {
    Sample fresh = finding().severity(SeverityLabel.HIGH).workflow(WorkflowStatus.NOTIFIED);
    Sample changed = fresh.after(engine.evaluate(fresh.read()).update());

    Update release = engine.release(changed.read()).update();

    assertThat(release.workflowStatus()).hasValue(WorkflowStatus.NOTIFIED);
    assertThat(release.severity()).hasValue(SeverityLabel.HIGH);
    assertThat(release.note())
        .hasValueSatisfying(note -> assertThat(note.text()).startsWith("Released from Quell"));
  }

  @Test
  void leavesWhatAPersonHasSetSince() {
    Sample changed =
        finding()
            .after(engine.evaluate(finding().read()).update())
            .workflow(WorkflowStatus.RESOLVED)
            .severityInForce(SeverityLabel.CRITICAL)
            .note("mine", "ann");

    Update release = engine.release(changed.read()).update();

    assertThat(release.workflowStatus()).isEmpty();
    assertThat(release.severity()).isEmpty();
    assertThat(release.note()).isEmpty();
    assertThat(release.userDefinedFields()).containsEntry("QuellMark", "2 no=*");
  }

  @Test
  void keepsTheRulesAwayForGood() {
    Sample changed = finding().after(engine.evaluate(finding().read()).update());
    Sample released = changed.after(engine.release(changed.read()).update());

    assertThat(engine.evaluate(released.read()).update()).isEqualTo(Update.NONE);
    assertThat(engine.evaluate(released.read()).kept())
        .containsExactly("everything: a person has released the finding");
    assertThat(engine.explain("quiet", released.read())).isInstanceOf(Explanation.Released.class);
    assertThat(engine.release(released.read()).update()).isEqualTo(Update.NONE);
  }

  @Test
  void releasesAFindingThatNoRuleHasMetYet() {
    Sample released = finding().after(engine.release(finding().read()).update());

    assertThat(engine.evaluate(released.read()).update()).isEqualTo(Update.NONE);
    assertThat(released.read().workflowStatus()).hasValue(WorkflowStatus.NEW);
  }

  @Test
  void releasesInOcsfByTheComment() throws UnreadableException {
    Map<String, Object> fresh =
        Map.of(
            "class_uid",
            2003,
            "metadata",
            Map.of("uid", "u"),
            "severity_id",
            4,
            "status_id",
            1,
            "vendor_attributes",
            Map.of("severity_id", 4),
            "status",
            "New");
    Map<String, Object> changed = after(fresh, engine.evaluate(Finding.read(fresh)).update());
    assertThat(changed).containsEntry("status_id", 3).containsEntry("severity_id", 2);

    Map<String, Object> released = after(changed, engine.release(Finding.read(changed)).update());

    assertThat(released).containsEntry("status_id", 1).containsEntry("severity_id", 4);
    assertThat(released.get("comment")).asString().startsWith("Released from Quell");
    assertThat(engine.evaluate(Finding.read(released)).update()).isEqualTo(Update.NONE);
  }

  private static Map<String, Object> after(Map<String, Object> json, Update update) {
    Map<String, Object> after = new HashMap<>(json);
    put(after, "status_id", update.statusId().map(OcsfStatus::id).orElse(null));
    put(after, "severity_id", update.severityId().map(OcsfSeverity::id).orElse(null));
    put(after, "comment", update.note().map(note -> (Object) note.text()).orElse(null));
    return after;
  }

  private static void put(Map<String, Object> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  /// After a customer's update imports leave the severity as it is, so that a release would freeze
  /// it.
  @Test
  void letsTheSeverityFollowTheProvidersOnceItIsUndone() {
    Sample fresh = finding().severity(SeverityLabel.HIGH);
    Sample changed = fresh.after(engine.evaluate(fresh.read()).update());
    Sample released = changed.after(engine.release(changed.read()).update());
    assertThat(released.read().severity()).hasValue(SeverityLabel.HIGH);
    Sample risen =
        released.with(
            Map.of("Label", "CRITICAL", "Original", "9"), "FindingProviderFields", "Severity");
    assertThat(risen.read().severity()).hasValue(SeverityLabel.HIGH);
    Sample undone = risen.after(engine.undoRelease(risen.read()).update());
    Sample again = undone.after(engine.evaluate(undone.read()).update());
    assertThat(again.read().severity()).hasValue(SeverityLabel.LOW);
    Sample same = released.after(engine.undoRelease(released.read()).update());
    Sample lowered = same.after(engine.evaluate(same.read()).update());
    assertThat(lowered.read().severity()).hasValue(SeverityLabel.LOW);
  }
}
