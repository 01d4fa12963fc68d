package io.quell.bench.book;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Note;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.Quota;
import io.quell.update.Update;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long updates take that all differ, so that each needs a call of its own, against a local hub
/// that throttles as AWS does.
///
/// @param calls how many calls the hub received
/// @param refused how many of them it throttled
/// @param taken the wall time, which the quota dictates and the processor does not
/// @param ideal the time in which the quota lets so many calls through
record UpdatePace(int calls, int refused, Duration taken, Duration ideal) {
  private static final HubOperation OPERATION = HubOperation.BATCH_UPDATE_FINDINGS;
  private static final String PRODUCT = "arn:aws:securityhub:eu-central-1::product/aws/securityhub";

  /// Sends so many updates; a few before to another hub, so that the SDK's classes are loaded.
  ///
  /// @param updates more than the quota's burst
  static UpdatePace of(int updates) {
    measure(2);
    return measure(updates);
  }

  private static UpdatePace measure(int updates) {
    List<FindingUpdate> distinct = new ArrayList<>();
    try (LocalHub local = LocalHub.start(HubOptions.defaults().withAwsQuotas());
        SecurityHub hub = SecurityHub.local(local.endpoint())) {
      for (int at = 0; at < updates; at++) {
        String id = "finding-" + at;
        local.seed("{\"Id\": \"%s\", \"ProductArn\": \"%s\"}".formatted(id, PRODUCT));
        distinct.add(
            new FindingUpdate(
                new FindingIdentifier.Asff(id, PRODUCT),
                Update.builder().note(new Note("Seen as number " + at, "bench")).build()));
      }
      long start = System.nanoTime();
      var results = hub.apply(distinct).values();
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      if (!results.stream().allMatch(UpdateResult.Processed.class::isInstance)) {
        throw new IllegalStateException("not every update was processed: " + results);
      }
      return new UpdatePace(
          local.calls(OPERATION), local.refusedByQuota(OPERATION), taken, ideal(updates));
    }
  }

  private static Duration ideal(int calls) {
    Quota quota = OPERATION.awsQuota();
    return Duration.ofMillis(Math.round((calls - quota.burst()) / quota.perSecond() * 1_000));
  }

  /// How many times the ideal it took.
  double ratio() {
    return (double) taken.toNanos() / ideal.toNanos();
  }
}
