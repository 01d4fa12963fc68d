package io.quell.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.Note;
import io.quell.finding.WorkflowStatus;
import io.quell.hub.call.FakeTimeSource;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.UnprocessedCode;
import io.quell.localhub.fault.Fault;
import io.quell.update.Limits;
import io.quell.update.Update;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Thousands of findings against a hub that fails now and then: nothing is lost, nothing is done
/// twice, and it takes little longer than the quota alone would, by a clock that only waiting
/// moves.
final class PaceTest {
  private static final double OF_THE_IDEAL_TIME = 1.3;

  @ParameterizedTest
  @CsvSource({"ASFF, 10000, 2", "OCSF, 8000, 1"})
  void keepsThePaceOfTheQuota(Format format, int findings, int distinctUpdates) {
    HubOperation operation = HubFindings.operation(format);
    try (LocalHub local = LocalHub.start()) {
      List<FindingUpdate> updates =
          updates(HubFindings.seed(local, format, findings), distinctUpdates);
      var conflicts = local.faults().inject(Fault.unprocessed(conflict(format)).fraction(0.05));
      var failures =
          local.faults().inject(Fault.refuse(ServiceError.INTERNAL).on(operation).fraction(0.01));
      var time = new FakeTimeSource();
      long start = time.nanoseconds();
      try (var hub = new SecurityHub(SecurityHub.localClient(local.endpoint()), time, 1)) {
        Map<FindingIdentifier, UpdateResult> answers = hub.apply(updates);
        Duration taken = time.since(start);

        assertThat(answers).hasSize(findings);
        assertThat(answers.values()).containsOnly(new UpdateResult.Processed());
        assertThat(updates)
            .allSatisfy(
                update ->
                    assertThat(HubFindings.effectiveUpdates(local, update.identifier()))
                        .isEqualTo(1));
        assertThat(conflicts.count()).isGreaterThan(findings / 25);
        Duration ideal =
            ideal(
                operation,
                distinctUpdates
                    * Math.ceilDiv(findings / distinctUpdates, Limits.MOST_FINDINGS_A_CALL));
        assertThat(taken.toMillis() / (double) ideal.toMillis())
            .as(
                "%d calls, %d failed: took %s, ideal %s",
                local.calls(operation), failures.count(), taken, ideal)
            .isLessThanOrEqualTo(OF_THE_IDEAL_TIME);
      }
    }
  }

  /// The time that the quota alone asks for, if nothing fails: the calls beyond the burst, at so
  /// many a second.
  private static Duration ideal(HubOperation operation, int calls) {
    double seconds = (calls - operation.awsQuota().burst()) / operation.awsQuota().perSecond();
    return Duration.ofMillis((long) (seconds * 1_000));
  }

  private static List<FindingUpdate> updates(List<FindingIdentifier> findings, int distinct) {
    List<FindingUpdate> updates = new ArrayList<>();
    for (FindingIdentifier finding : findings) {
      updates.add(
          new FindingUpdate(
              finding,
              Update.builder()
                  .workflowStatus(WorkflowStatus.SUPPRESSED)
                  .note(new Note("reason " + updates.size() % distinct, "quell"))
                  .build()));
    }
    return updates;
  }

  private static UnprocessedCode conflict(Format format) {
    return switch (format) {
      case ASFF -> UnprocessedCode.CONCURRENT_UPDATE_ERROR;
      case OCSF -> UnprocessedCode.CONFLICT;
    };
  }
}
