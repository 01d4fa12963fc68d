package io.quell.hub;

import static io.quell.finding.Format.ASFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.Note;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.FakeTimeSource;
import io.quell.hub.call.TimeSource;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.UnprocessedCode;
import io.quell.localhub.fault.Fault;
import io.quell.update.Update;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/// Sending while time runs out, connections break, and the hub is slow or refuses.
final class UpdateSenderTest {
  private static final UpdateResult PROCESSED = new UpdateResult.Processed();

  private final LocalHub local = LocalHub.start();
  private final FakeTimeSource time = new FakeTimeSource();
  private final long start = time.nanoseconds();

  @AfterEach
  void stop() {
    local.close();
  }

  /// Each finding with an update of its own, so that each needs a call.
  private static List<FindingUpdate> eachDifferent(List<FindingIdentifier> findings) {
    List<FindingUpdate> updates = new ArrayList<>();
    for (int at = 0; at < findings.size(); at++) {
      updates.add(
          new FindingUpdate(
              findings.get(at), Update.builder().note(new Note("reason " + at, "quell")).build()));
    }
    return updates;
  }

  private int updates(FindingIdentifier finding) {
    return HubFindings.effectiveUpdates(local, finding);
  }

  private static boolean ranOutOfTime(UpdateResult answer) {
    return answer instanceof UpdateResult.Unprocessed(var code, _, var worthRetrying)
        && code.equals("TimeRanOut")
        && worthRetrying;
  }

  private void isProcessedOrWasNeverSent(
      List<FindingIdentifier> findings, Map<FindingIdentifier, UpdateResult> answers) {
    assertThat(answers).containsOnlyKeys(findings);
    answers.forEach(
        (finding, answer) -> {
          assertThat(answer).matches(any -> any.equals(PROCESSED) || ranOutOfTime(any));
          assertThat(updates(finding))
              .as("updates of %s, answered %s", finding, answer)
              .isEqualTo(answer.equals(PROCESSED) ? 1 : 0);
        });
  }

  /// A hub that makes one call after the other, each of which takes so long.
  private SecurityHub oneByOne(Duration call) {
    return new SecurityHub(
        SlowClient.of(SecurityHub.localClient(local.endpoint()), time, () -> call), time, 1);
  }

  @Test
  void givesBackExactlyWhatTheQuotaLeavesNoTimeFor() {
    List<FindingIdentifier> findings = HubFindings.seed(local, ASFF, 100);
    try (SecurityHub hub = oneByOne(Duration.ZERO)) {
      Map<FindingIdentifier, UpdateResult> answers =
          hub.apply(eachDifferent(findings), Deadline.in(Duration.ofSeconds(2), time));

      isProcessedOrWasNeverSent(findings, answers);
      // a burst of 30, and ten a second until half a second is left, the shortest that a call may
      // take
      assertThat(answers.values().stream().filter(PROCESSED::equals)).hasSize(30 + 14);
      assertThat(time.since(start)).isLessThanOrEqualTo(Duration.ofMillis(1_500));
    }
  }

  @Test
  void givesBackExactlyWhatASlowHubLeavesNoTimeFor() {
    List<FindingIdentifier> findings = HubFindings.seed(local, ASFF, 100);
    try (SecurityHub hub = oneByOne(Duration.ofMillis(60))) {
      Map<FindingIdentifier, UpdateResult> answers =
          hub.apply(eachDifferent(findings), Deadline.in(Duration.ofSeconds(2), time));

      isProcessedOrWasNeverSent(findings, answers);
      // one every 60 ms until less than half a second is left
      assertThat(answers.values().stream().filter(PROCESSED::equals)).hasSize(25);
      assertThat(time.since(start)).isEqualTo(Duration.ofMillis(1_500));
      assertThat(answers.values()).contains(PROCESSED).anyMatch(UpdateSenderTest::ranOutOfTime);
    }
  }

  @Test
  void doesNotWaitBeyondTheDeadlineForAnAnswer() {
    List<FindingIdentifier> findings = HubFindings.seed(local, ASFF, 3);
    var underWay = new CountDownLatch(3);
    SecurityHubClient slow =
        SlowClient.of(
            SecurityHub.localClient(local.endpoint()),
            time,
            () -> {
              underWay.countDown();
              await(underWay);
              return Duration.ofSeconds(20);
            });
    try (var hub = new SecurityHub(slow, time)) {
      Map<FindingIdentifier, UpdateResult> answers =
          hub.apply(eachDifferent(findings), Deadline.in(Duration.ofMillis(1_500), time));

      assertThat(time.since(start)).isEqualTo(Duration.ofMillis(1_500));
      assertThat(answers).containsOnlyKeys(findings);
      assertThat(answers.values())
          .allSatisfy(
              answer ->
                  assertThat(answer)
                      .isInstanceOfSatisfying(
                          UpdateResult.Unprocessed.class,
                          unprocessed -> {
                            assertThat(unprocessed.code()).isEqualTo("CallLost");
                            assertThat(unprocessed.worthRetrying()).isTrue();
                          }));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void sendsNothingOnceTheTimeIsUp() {
    List<FindingIdentifier> findings = HubFindings.seed(local, ASFF, 3);
    try (SecurityHub hub = SecurityHub.local(local.endpoint(), time)) {
      Map<FindingIdentifier, UpdateResult> answers =
          hub.apply(eachDifferent(findings), Deadline.in(Duration.ZERO, time));

      assertThat(answers).containsOnlyKeys(findings);
      assertThat(answers.values()).allMatch(UpdateSenderTest::ranOutOfTime);
      assertThat(local.calls(HubFindings.operation(ASFF))).isZero();
    }
  }

  @Test
  void keepsTheServicesOwnCodeWhereThereIsNoTimeForAnotherRound() {
    List<FindingIdentifier> findings = HubFindings.seed(local, ASFF, 1);
    local.faults().inject(Fault.unprocessed(UnprocessedCode.CONCURRENT_UPDATE_ERROR));
    try (SecurityHub hub = oneByOne(Duration.ZERO)) {
      Map<FindingIdentifier, UpdateResult> answers =
          hub.apply(eachDifferent(findings), Deadline.in(Duration.ofSeconds(1), time));

      assertThat(answers.get(findings.getFirst()))
          .isInstanceOfSatisfying(
              UpdateResult.Unprocessed.class,
              unprocessed -> {
                assertThat(unprocessed.code()).isEqualTo("ConcurrentUpdateError");
                assertThat(unprocessed.worthRetrying()).isTrue();
              });
      assertThat(local.calls(HubFindings.operation(ASFF))).isBetween(3, 5);
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void givesBackWhatIsThrottledWithoutEnd(Format format) {
    List<FindingIdentifier> findings = HubFindings.seed(local, format, 12);
    local.faults().inject(Fault.refuse(ServiceError.THROTTLED));
    try (SecurityHub hub = SecurityHub.local(local.endpoint(), time)) {
      Map<FindingIdentifier, UpdateResult> answers =
          hub.apply(eachDifferent(findings), Deadline.in(Duration.ofMinutes(10), time));

      isProcessedOrWasNeverSent(findings, answers);
      // pauses of five seconds, in which the calls that were under way are refused too
      assertThat(local.calls(HubFindings.operation(format))).isBetween(60, 2_000);
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void losesNothingWhereConnectionsAreCut(Format format) {
    List<FindingIdentifier> findings = HubFindings.seed(local, format, 60);
    var before = local.faults().inject(Fault.cutBefore().fraction(0.2));
    var after = local.faults().inject(Fault.cutAfter().fraction(0.2));
    try (SecurityHub hub = SecurityHub.local(local.endpoint(), time)) {
      Map<FindingIdentifier, UpdateResult> answers = hub.apply(eachDifferent(findings));

      assertThat(answers).containsOnlyKeys(findings);
      assertThat(answers.values()).containsOnly(PROCESSED);
      assertThat(findings).allSatisfy(finding -> assertThat(updates(finding)).isEqualTo(1));
      assertThat(before.count()).isPositive();
      assertThat(after.count()).isPositive();
      assertThat(local.calls(HubFindings.operation(format)))
          .isEqualTo(60 + before.count() + after.count());
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void losesNothingWhereAnswersAreSlow(Format format) {
    List<FindingIdentifier> findings = HubFindings.seed(local, format, 20);
    var calls = new AtomicInteger();
    SecurityHubClient slow =
        SlowClient.of(
            SecurityHub.localClient(local.endpoint()),
            time,
            () -> Duration.ofMillis(calls.incrementAndGet() % 2 == 0 ? 400 : 0));
    try (var hub = new SecurityHub(slow, time)) {
      Map<FindingIdentifier, UpdateResult> answers = hub.apply(eachDifferent(findings));

      assertThat(answers).containsOnlyKeys(findings);
      assertThat(answers.values()).containsOnly(PROCESSED);
      assertThat(findings).allSatisfy(finding -> assertThat(updates(finding)).isEqualTo(1));
      assertThat(local.calls(HubFindings.operation(format))).isEqualTo(20);
    }
  }

  @Test
  void saysInOneSentenceThatThereAreNoCredentials() {
    FindingIdentifier finding = HubFindings.seed(local, ASFF, "a");
    var none =
        AwsCredentialsProviderChain.of(
            ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.aggregator().build())
                .build());
    try (var hub =
        new SecurityHub(
            SecurityHubClient.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(local.endpoint())
                .credentialsProvider(none)
                .build(),
            time)) {
      Map<FindingIdentifier, UpdateResult> answers =
          hub.apply(HubFindings.all(List.of(finding), HubFindings.SUPPRESS));

      assertThat(answers.get(finding))
          .isEqualTo(
              new UpdateResult.Unprocessed(
                  "NoCredentials",
                  "no AWS credentials are found: name a profile in AWS_PROFILE, set"
                      + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the function a role",
                  true));
    }
  }

  @Test
  void breaksOffWhenInterrupted() throws InterruptedException {
    List<FindingIdentifier> findings = HubFindings.seed(local, ASFF, 50);
    local.faults().inject(Fault.refuse(ServiceError.THROTTLED));
    var waiting = new CountDownLatch(1);
    var untilInterrupted =
        new TimeSource() {
          @Override
          public long nanoseconds() {
            return 0;
          }

          @Override
          public void sleep(Duration duration) {
            waiting.countDown();
            TimeSource.system().sleep(Duration.ofDays(1));
          }
        };
    try (SecurityHub hub = SecurityHub.local(local.endpoint(), untilInterrupted)) {
      Thread caller =
          Thread.ofPlatform()
              .unstarted(
                  () -> {
                    assertThatThrownBy(() -> hub.apply(eachDifferent(findings)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasCauseInstanceOf(Exception.class);
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                  });
      List<Throwable> failures = new ArrayList<>();
      caller.setUncaughtExceptionHandler((_, failure) -> failures.add(failure));
      caller.start();
      waiting.await();
      caller.interrupt();
      caller.join();

      assertThat(failures).isEmpty();
    }
  }
}
