package io.quell.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.UnreadableException;
import io.quell.hub.call.CallRefusedException;
import io.quell.hub.call.FakeTimeSource;
import io.quell.hub.call.Pace;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.fault.Fault;
import io.quell.testing.Findings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/// The real SDK over HTTP against the local hub.
final class FindingReaderTest {
  private static final Map<String, Object> ALL = Map.of();
  private static final Map<String, Object> SUPPRESSED =
      Map.of("WorkflowStatus", List.of(Map.of("Value", "SUPPRESSED", "Comparison", "EQUALS")));

  private final LocalHub local = LocalHub.start();
  private final SecurityHub hub = at(local.endpoint());

  private static SecurityHub at(URI endpoint) {
    var noProxy =
        ProxyConfiguration.builder()
            .useEnvironmentVariableValues(false)
            .useSystemPropertyValues(false)
            .build();
    return new SecurityHub(
        SecurityHubClient.builder()
            .httpClientBuilder(Apache5HttpClient.builder().proxyConfiguration(noProxy))
            .overrideConfiguration(
                settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .endpointOverride(endpoint)
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build(),
        new FakeTimeSource());
  }

  @AfterEach
  void stop() {
    hub.close();
    local.close();
  }

  private void seed(String id, String workflowStatus) {
    local.seed(Findings.finding().with(id, "Id").with(workflowStatus, "Workflow", "Status").text());
  }

  private void seedOcsf(String uid, int statusId) {
    local.seed(
        """
        {"class_uid": 2003, "metadata": {"uid": "%s"}, "finding_info": {"uid": "%s"}, "status_id": %d,
         "severity_id": 3, "confidence_score": 97.5}
        """
            .formatted(uid, uid, statusId));
  }

  private List<Finding> read(Format format, Map<String, Object> filters)
      throws UnreadableException {
    List<Finding> findings = new ArrayList<>();
    hub.findings(format, filters, findings::add);
    return findings;
  }

  @Test
  void readsFindingsWithAllThatTheHubHas() throws UnreadableException {
    local.seed(Findings.finding().with("a", "Id").with("yes", "MemberOfNextYear").text());

    assertThat(read(Format.ASFF, ALL))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.identifier()).hasToString("a");
              assertThat(finding.json()).containsEntry("MemberOfNextYear", "yes");
            });
  }

  @Test
  void readsOnlyWhatMatches() throws UnreadableException {
    seed("a", "NEW");
    seed("b", "SUPPRESSED");

    assertThat(read(Format.ASFF, SUPPRESSED)).singleElement().hasToString("b");
  }

  @Test
  void readsAllPages() throws UnreadableException {
    for (int at = 0; at < 250; at++) {
      seed("f" + at, "NEW");
    }

    assertThat(read(Format.ASFF, ALL)).hasSize(250).doesNotHaveDuplicates();
    assertThat(local.calls(HubOperation.GET_FINDINGS)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"3, 1333", "1, 8000"})
  void readsAtThePaceThatItIsGiven(int readsASecond, long milliseconds) throws UnreadableException {
    for (int at = 0; at < 1000; at++) {
      seed("f" + at, "NEW");
    }
    var time = new FakeTimeSource();
    long start = time.nanoseconds();
    try (SecurityHub paced =
        SecurityHub.local(local.endpoint(), time).at(new Pace(readsASecond, 1))) {
      paced.findings(Format.ASFF, ALL, _ -> {});
    }
    assertThat(time.since(start).toMillis()).isEqualTo(milliseconds);
    assertThat(local.calls(HubOperation.GET_FINDINGS)).isEqualTo(10);
  }

  @Test
  void readsOcsfFindings() throws UnreadableException {
    seedOcsf("a", 1);
    seedOcsf("b", 3);
    Map<String, Object> suppressed =
        Map.of(
            "CompositeFilters",
            List.of(
                Map.of(
                    "NumberFilters",
                    List.of(Map.of("FieldName", "status_id", "Filter", Map.of("Eq", 3))))));

    assertThat(read(Format.OCSF, ALL))
        .hasSize(2)
        .allSatisfy(
            finding -> {
              assertThat(finding.format()).isEqualTo(Format.OCSF);
              assertThat(finding.confidence()).hasValue(97.5);
            });
    assertThat(read(Format.OCSF, suppressed)).extracting(Finding::identifier).hasToString("[b]");
  }

  @Test
  void triesAgainWhereTheHubIsBusy() throws UnreadableException {
    seed("a", "NEW");
    local
        .faults()
        .inject(Fault.refuse(ServiceError.THROTTLED).on(HubOperation.GET_FINDINGS).times(3));
    local.faults().inject(Fault.cutAfter().on(HubOperation.GET_FINDINGS).times(1));

    assertThat(read(Format.ASFF, ALL)).hasSize(1);
  }

  @Test
  void givesUpInTheEnd() {
    local.faults().inject(Fault.refuse(ServiceError.THROTTLED).on(HubOperation.GET_FINDINGS));

    assertThatExceptionOfType(CallRefusedException.class)
        .isThrownBy(() -> read(Format.ASFF, ALL))
        .satisfies(refused -> assertThat(refused.isCallersFault()).isFalse());
    assertThat(local.calls(HubOperation.GET_FINDINGS)).isEqualTo(8);
  }

  @Test
  void tellsThatAFilterMakesNoSense() {
    assertThatExceptionOfType(CallRefusedException.class)
        .isThrownBy(() -> read(Format.ASFF, Map.of("Nope", List.of())))
        .withMessageContaining("Nope")
        .satisfies(refused -> assertThat(refused.isCallersFault()).isTrue());
    assertThat(local.calls(HubOperation.GET_FINDINGS)).isEqualTo(1);
  }

  @Test
  void tellsThatReadingIsNotPermitted() {
    local.faults().inject(Fault.refuse(ServiceError.DENIED).on(HubOperation.GET_FINDINGS));

    assertThatExceptionOfType(CallRefusedException.class)
        .isThrownBy(() -> read(Format.ASFF, ALL))
        .satisfies(refused -> assertThat(refused.isCallersFault()).isFalse());
  }

  @Test
  void knowsItsRegion() {
    assertThat(hub.region()).isEqualTo("eu-west-1");
  }
}
