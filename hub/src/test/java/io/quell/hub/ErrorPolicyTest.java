package io.quell.hub;

import static io.quell.finding.Format.ASFF;
import static io.quell.finding.Format.OCSF;
import static io.quell.hub.HubFindings.SUPPRESS;
import static io.quell.hub.call.ErrorPolicy.GIVE_BACK;
import static io.quell.hub.call.ErrorPolicy.REPORT;
import static io.quell.hub.call.ErrorPolicy.RETRY;
import static io.quell.hub.call.ErrorPolicy.SLOW_DOWN;
import static io.quell.hub.call.ErrorPolicy.SPLIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.hub.call.ErrorPolicy;
import io.quell.hub.call.FakeTimeSource;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.UnprocessedCode;
import io.quell.localhub.fault.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2Request;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2UnprocessedFindingErrorCode;
import software.amazon.awssdk.services.securityhub.model.SecurityHubException;

/// What every error code and every exception leads to: through the real SDK, over HTTP, against the
/// local hub.
final class ErrorPolicyTest {
  /// The calls that are made for findings that are refused for now, again and again.
  private static final int MOST_TRIES = 14;
  /// The calls that find one finding in a hundred, cutting in halves: 1 + 2 · ⌈log₂ 100⌉.
  private static final int MOST_CALLS_FOR_ONE_IN_A_HUNDRED = 15;

  /// An error code of a finding.
  record OfFinding(String code, Format format, ErrorPolicy reaction) {}

  /// A refusal of a call.
  record OfCall(String code, int status, Format format, ErrorPolicy reaction) {}

  static final List<OfFinding> OF_FINDING =
      List.of(
          new OfFinding("ConcurrentUpdateError", ASFF, RETRY),
          new OfFinding("InternalFailure", ASFF, RETRY),
          new OfFinding("DuplicatedFindingIdentifier", ASFF, REPORT),
          new OfFinding("FindingNotFound", ASFF, REPORT),
          new OfFinding("FindingSizeExceeded", ASFF, REPORT),
          new OfFinding("InvalidInput", ASFF, REPORT),
          new OfFinding("ConflictException", OCSF, RETRY),
          new OfFinding("InternalServerException", OCSF, RETRY),
          new OfFinding("ResourceNotFoundException", OCSF, REPORT),
          new OfFinding("ValidationException", OCSF, REPORT));

  static final List<OfCall> OF_CALL =
      List.of(
          new OfCall("InternalException", 500, ASFF, RETRY),
          new OfCall("InvalidInputException", 400, ASFF, SPLIT),
          new OfCall("LimitExceededException", 429, ASFF, SLOW_DOWN),
          new OfCall("InvalidAccessException", 401, ASFF, GIVE_BACK),
          new OfCall("InternalServerException", 500, OCSF, RETRY),
          new OfCall("ValidationException", 400, OCSF, SPLIT),
          new OfCall("AccessDeniedException", 403, OCSF, GIVE_BACK),
          new OfCall("ThrottlingException", 429, OCSF, SLOW_DOWN),
          new OfCall("ConflictException", 409, OCSF, RETRY),
          // what stands before every AWS service says in its own words
          new OfCall("AccessDeniedException", 403, ASFF, GIVE_BACK),
          new OfCall("ThrottlingException", 400, ASFF, SLOW_DOWN),
          new OfCall("TooManyRequestsException", 429, ASFF, SLOW_DOWN),
          new OfCall("TooManyRequestsException", 429, OCSF, SLOW_DOWN),
          new OfCall("RequestEntityTooLargeException", 413, ASFF, SPLIT),
          new OfCall("RequestEntityTooLargeException", 413, OCSF, SPLIT));

  /// Refusals that no table names.
  static final List<OfCall> UNKNOWN =
      List.of(
          new OfCall("SomethingNew", 400, ASFF, GIVE_BACK),
          new OfCall("SomethingNew", 403, OCSF, GIVE_BACK),
          new OfCall("SomethingNew", 429, ASFF, SLOW_DOWN),
          new OfCall("SomethingNew", 429, OCSF, SLOW_DOWN),
          new OfCall("ServiceUnavailableException", 503, ASFF, RETRY),
          new OfCall("SomethingNew", 500, OCSF, RETRY),
          new OfCall("ExpiredTokenException", 403, ASFF, GIVE_BACK));

  private final LocalHub local = LocalHub.start();
  private final Relay relay = new Relay(local);
  private final FakeTimeSource time = new FakeTimeSource();
  private final long start = time.nanoseconds();
  private final SecurityHub hub = SecurityHub.local(relay.endpoint(), time);

  @AfterEach
  void stop() {
    hub.close();
    relay.close();
    local.close();
  }

  static Stream<OfCall> calls() {
    return Stream.of(OF_CALL, UNKNOWN).flatMap(List::stream);
  }

  private Map<FindingIdentifier, UpdateResult> suppress(List<FindingIdentifier> findings) {
    return hub.apply(HubFindings.all(findings, SUPPRESS));
  }

  private int updates(FindingIdentifier finding) {
    return HubFindings.effectiveUpdates(local, finding);
  }

  private void refuse(OfCall with, int times) {
    var refusals = new AtomicInteger();
    relay.answerInstead(
        _ ->
            refusals.incrementAndGet() > times
                ? Optional.empty()
                : Optional.of(Relay.Reply.refusal(with.status(), with.code())));
  }

  private static void isUnprocessed(
      @Nullable UpdateResult answer, String code, boolean worthRetrying) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            UpdateResult.Unprocessed.class,
            unprocessed -> {
              assertThat(unprocessed.code()).isEqualTo(code);
              assertThat(unprocessed.worthRetrying()).as("worth retrying").isEqualTo(worthRetrying);
              assertThat(unprocessed.message()).isNotBlank();
            });
  }

  @Test
  void testsWhatTheServiceModelHas() throws NoSuchMethodException {
    assertThat(codes(OCSF))
        .isEqualTo(
            BatchUpdateFindingsV2UnprocessedFindingErrorCode.knownValues().stream()
                .map(BatchUpdateFindingsV2UnprocessedFindingErrorCode::toString)
                .collect(Collectors.toSet()));
    assertThat(codes(ASFF))
        .isEqualTo(
            Arrays.stream(UnprocessedCode.values())
                .filter(code -> code.operation() == HubFindings.operation(ASFF))
                .map(UnprocessedCode::code)
                .collect(Collectors.toSet()));
    assertThat(exceptions(ASFF))
        .containsAll(modelled("batchUpdateFindings", BatchUpdateFindingsRequest.class));
    assertThat(exceptions(OCSF))
        .containsAll(modelled("batchUpdateFindingsV2", BatchUpdateFindingsV2Request.class));
  }

  private static Set<String> codes(Format format) {
    return OF_FINDING.stream()
        .filter(row -> row.format() == format)
        .map(OfFinding::code)
        .collect(Collectors.toSet());
  }

  private static Set<String> exceptions(Format format) {
    return OF_CALL.stream()
        .filter(row -> row.format() == format)
        .map(OfCall::code)
        .collect(Collectors.toSet());
  }

  /// The exceptions that the SDK makes of an operation's own errors.
  private static Set<String> modelled(String operation, Class<?> request)
      throws NoSuchMethodException {
    Set<String> modelled =
        Arrays.stream(SecurityHubClient.class.getMethod(operation, request).getExceptionTypes())
            .filter(
                type ->
                    SecurityHubException.class.isAssignableFrom(type)
                        && type != SecurityHubException.class)
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());
    assertThat(modelled).hasSizeGreaterThanOrEqualTo(4);
    return modelled;
  }

  @ParameterizedTest
  @MethodSource("ofFinding")
  void reactsToAFindingThatIsRefusedOnce(OfFinding row) {
    FindingIdentifier refused = HubFindings.seed(local, row.format(), "a");
    FindingIdentifier other = HubFindings.seed(local, row.format(), "b");
    local
        .faults()
        .inject(
            Fault.unprocessed(UnprocessedCode.named(row.code()).orElseThrow()).of("a").times(1));

    Map<FindingIdentifier, UpdateResult> answers = suppress(List.of(refused, other));

    assertThat(answers.get(other)).isEqualTo(new UpdateResult.Processed());
    assertThat(updates(other)).isEqualTo(1);
    if (row.reaction() == RETRY) {
      assertThat(answers.get(refused)).isEqualTo(new UpdateResult.Processed());
      assertThat(updates(refused)).isEqualTo(1);
      assertThat(relay.calls()).hasSize(2);
      assertThat(relay.calls().getLast().toString()).contains("\"a\"").doesNotContain("\"b\"");
      assertThat(time.since(start)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    } else {
      isUnprocessed(answers.get(refused), row.code(), false);
      assertThat(updates(refused)).isZero();
      assertThat(relay.calls()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("ofFinding")
  void reactsToAFindingThatIsRefusedAlways(OfFinding row) {
    FindingIdentifier refused = HubFindings.seed(local, row.format(), "a");
    FindingIdentifier other = HubFindings.seed(local, row.format(), "b");
    local
        .faults()
        .inject(Fault.unprocessed(UnprocessedCode.named(row.code()).orElseThrow()).of("a"));

    Map<FindingIdentifier, UpdateResult> answers = suppress(List.of(refused, other));

    assertThat(answers.get(other)).isEqualTo(new UpdateResult.Processed());
    assertThat(updates(other)).isEqualTo(1);
    isUnprocessed(answers.get(refused), row.code(), row.reaction() == RETRY);
    assertThat(relay.calls()).hasSize(row.reaction() == RETRY ? MOST_TRIES : 1);
  }

  static List<OfFinding> ofFinding() {
    return OF_FINDING;
  }

  @ParameterizedTest
  @CsvSource({"ASFF, ConcurrentUpdateError", "OCSF, ConflictException"})
  void givesBackAFindingWhoseCodeIsNew(Format format, String code) {
    FindingIdentifier refused = HubFindings.seed(local, format, "a");
    FindingIdentifier other = HubFindings.seed(local, format, "b");
    local.faults().inject(Fault.unprocessed(UnprocessedCode.named(code).orElseThrow()).of("a"));
    relay.rewrite(answer -> answer.replace(code, "SomethingNew"));

    Map<FindingIdentifier, UpdateResult> answers = suppress(List.of(refused, other));

    isUnprocessed(answers.get(refused), "SomethingNew", true);
    assertThat(answers.get(other)).isEqualTo(new UpdateResult.Processed());
    assertThat(relay.calls()).hasSize(1);
  }

  @Test
  void givesBackAFindingThatIsRefusedWithoutACode() {
    FindingIdentifier refused = HubFindings.seed(local, OCSF, "a");
    relay.answerInstead(
        _ ->
            Optional.of(
                new Relay.Reply(
                    200,
                    """
                    {"ProcessedFindings": [], "UnprocessedFindings": [{"MetadataUid": "a"}]}\
                    """)));

    isUnprocessed(suppress(List.of(refused)).get(refused), "NoErrorCode", true);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void triesAgainWhereAnAnswerDoesNotNameAFinding(Format format) {
    FindingIdentifier forgotten = HubFindings.seed(local, format, "a");
    var answers = new AtomicInteger();
    relay.rewrite(
        answer ->
            answers.incrementAndGet() == 1
                ? "{\"ProcessedFindings\": [], \"UnprocessedFindings\": []}"
                : answer);

    assertThat(suppress(List.of(forgotten)))
        .containsOnly(Map.entry(forgotten, new UpdateResult.Processed()));
    assertThat(relay.calls()).hasSize(2);
    assertThat(updates(forgotten)).isEqualTo(1);

    relay.rewrite(_ -> "{}");
    isUnprocessed(suppress(List.of(forgotten)).get(forgotten), "NotAnswered", true);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void reactsToACallThatIsRefusedOnce(OfCall row) {
    List<FindingIdentifier> findings = HubFindings.seed(local, row.format(), 4);
    refuse(row, 1);

    Map<FindingIdentifier, UpdateResult> answers = suppress(findings);

    assertThat(answers).containsOnlyKeys(findings);
    if (row.reaction() == GIVE_BACK) {
      assertThat(answers.values()).allSatisfy(answer -> isUnprocessed(answer, row.code(), true));
      assertThat(relay.calls()).hasSize(1);
    } else {
      assertThat(answers.values()).containsOnly(new UpdateResult.Processed());
      assertThat(relay.calls()).hasSize(row.reaction() == SPLIT ? 3 : 2);
      assertThat(findings).allSatisfy(finding -> assertThat(updates(finding)).isEqualTo(1));
    }
    switch (row.reaction()) {
      case RETRY ->
          assertThat(time.since(start)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
      case SLOW_DOWN ->
          assertThat(time.since(start)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
      case SPLIT, GIVE_BACK, REPORT -> assertThat(time.since(start)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void reactsToACallThatIsRefusedAgainAndAgain(OfCall row) {
    List<FindingIdentifier> findings = HubFindings.seed(local, row.format(), 4);
    refuse(row, 20);

    Map<FindingIdentifier, UpdateResult> answers = suppress(findings);

    assertThat(answers).containsOnlyKeys(findings);
    switch (row.reaction()) {
      case SLOW_DOWN -> {
        assertThat(answers.values()).containsOnly(new UpdateResult.Processed());
        assertThat(relay.calls()).hasSize(21);
        assertThat(time.since(start)).isBetween(Duration.ofSeconds(38), Duration.ofSeconds(77));
      }
      case RETRY -> {
        assertThat(answers.values()).allSatisfy(answer -> isUnprocessed(answer, row.code(), true));
        assertThat(relay.calls()).hasSize(MOST_TRIES);
      }
      case SPLIT -> {
        assertThat(answers.values()).allSatisfy(answer -> isUnprocessed(answer, row.code(), false));
        assertThat(relay.calls()).hasSize(7);
      }
      case GIVE_BACK -> {
        assertThat(answers.values()).allSatisfy(answer -> isUnprocessed(answer, row.code(), true));
        assertThat(relay.calls()).hasSize(1);
      }
      case REPORT ->
          throw new AssertionError(
              "no call is refused for good: one of its findings may be at fault");
    }
  }

  @ParameterizedTest
  @CsvSource({"ASFF, 0", "ASFF, 37", "ASFF, 99", "OCSF, 0", "OCSF, 62", "OCSF, 99"})
  void findsTheOneFindingThatSpoilsACallOfAHundred(Format format, int at) {
    List<FindingIdentifier> findings = HubFindings.seed(local, format, 100);
    String code = format == ASFF ? "InvalidInputException" : "ValidationException";
    refuseCallsWith(code, Set.of(findings.get(at)));

    Map<FindingIdentifier, UpdateResult> answers = suppress(findings);

    isUnprocessed(answers.get(findings.get(at)), code, false);
    assertThat(findings)
        .allSatisfy(
            finding ->
                assertThat(updates(finding)).isEqualTo(finding.equals(findings.get(at)) ? 0 : 1));
    assertThat(answers.values()).filteredOn(new UpdateResult.Processed()::equals).hasSize(99);
    assertThat(relay.calls()).hasSizeLessThanOrEqualTo(MOST_CALLS_FOR_ONE_IN_A_HUNDRED);
  }

  @Test
  void findsSeveralFindingsThatSpoilACall() {
    List<FindingIdentifier> findings = HubFindings.seed(local, ASFF, 100);
    var poison = Set.of(findings.get(0), findings.get(1), findings.get(50), findings.get(99));
    refuseCallsWith("InvalidInputException", poison);

    Map<FindingIdentifier, UpdateResult> answers = suppress(findings);

    assertThat(findings)
        .allSatisfy(
            finding -> {
              assertThat(answers.get(finding) instanceof UpdateResult.Processed)
                  .isEqualTo(!poison.contains(finding));
              assertThat(updates(finding)).isEqualTo(poison.contains(finding) ? 0 : 1);
            });
    assertThat(relay.calls()).hasSizeLessThanOrEqualTo(4 * MOST_CALLS_FOR_ONE_IN_A_HUNDRED);
  }

  @Test
  void seesThatTheUpdateIsAtFaultAndNotAFinding() {
    List<FindingIdentifier> findings = HubFindings.seed(local, ASFF, 100);
    refuseCallsWith("InvalidInputException", new HashSet<>(findings));

    Map<FindingIdentifier, UpdateResult> answers = suppress(findings);

    assertThat(answers).containsOnlyKeys(findings);
    assertThat(answers.values())
        .allSatisfy(answer -> isUnprocessed(answer, "InvalidInputException", false));
    assertThat(relay.calls()).hasSize(15);
  }

  /// Refuses every call that names one of these findings.
  private void refuseCallsWith(String code, Set<FindingIdentifier> poison) {
    Set<String> names =
        poison.stream().map(FindingIdentifier::toString).collect(Collectors.toSet());
    relay.answerInstead(
        call -> {
          boolean spoilt =
              Stream.concat(
                      call.path("MetadataUids").valueStream().map(uid -> uid.asText()),
                      call.path("FindingIdentifiers")
                          .valueStream()
                          .map(identifier -> identifier.path("Id").asText()))
                  .anyMatch(names::contains);
          return spoilt ? Optional.of(Relay.Reply.refusal(400, code)) : Optional.empty();
        });
  }
}
