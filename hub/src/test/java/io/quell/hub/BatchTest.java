package io.quell.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.WorkflowStatus;
import io.quell.update.Limits;
import io.quell.update.Update;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchTest {
  private static FindingIdentifier finding(int number) {
    return new FindingIdentifier.Asff(
        "finding/" + number, "arn:aws:securityhub:eu-west-1::product/aws/securityhub");
  }

  private static Update update(int number) {
    return Update.builder()
        .workflowStatus(WorkflowStatus.SUPPRESSED)
        .userDefinedFields(Map.of("number", Integer.toString(number)))
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0",
    "1, 1, 1",
    "100, 1, 1",
    "101, 1, 2",
    "10000, 5, 100",
    "10003, 5, 103",
    "9955, 5, 100",
    "10005, 5, 105"
  })
  void makesAsFewCallsAsEqualUpdatesAllow(int findings, int distinctUpdates, int batches) {
    List<FindingUpdate> updates = new ArrayList<>();
    for (int at = 0; at < findings; at++) {
      updates.add(new FindingUpdate(finding(at), update(at % distinctUpdates)));
    }

    List<Batch> made = Batch.of(updates);

    assertThat(made).hasSize(batches);
    Set<FindingIdentifier> covered = new HashSet<>();
    assertThat(made)
        .allSatisfy(
            batch -> {
              assertThat(batch.findings()).hasSizeBetween(1, Limits.MOST_FINDINGS_A_CALL);
              assertThat(batch.findings()).allMatch(covered::add);
            });
    assertThat(covered).hasSize(findings);
  }

  @Test
  void namesAFindingOnceAndLetsTheLastUpdateCount() {
    List<Batch> made =
        Batch.of(
            List.of(
                new FindingUpdate(finding(1), update(1)),
                new FindingUpdate(finding(2), update(2)),
                new FindingUpdate(finding(1), update(2))));

    assertThat(made).containsExactly(new Batch(update(2), List.of(finding(1), finding(2))));
  }
}
