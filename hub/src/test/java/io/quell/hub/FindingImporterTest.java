package io.quell.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quell.hub.call.CallRefusedException;
import io.quell.hub.call.FakeTimeSource;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.fault.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The real SDK over HTTP against the local hub.
final class FindingImporterTest {
  private static final String PRODUCT =
      "arn:aws:securityhub:us-east-1:000000000000:product/000000000000/default";

  private final LocalHub local = LocalHub.start();
  private final SecurityHub hub = SecurityHub.local(local.endpoint(), new FakeTimeSource());

  @AfterEach
  void stop() {
    hub.close();
    local.close();
  }

  private static Map<String, Object> finding() {
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("SchemaVersion", "2018-10-08");
    finding.put("Id", "a");
    finding.put("ProductArn", PRODUCT);
    finding.put("GeneratorId", "test");
    finding.put("AwsAccountId", "000000000000");
    finding.put("CreatedAt", "2026-11-01T00:00:00Z");
    finding.put("UpdatedAt", "2026-11-01T00:00:00Z");
    finding.put("Severity", Map.of("Label", "LOW"));
    finding.put("Title", "Title");
    finding.put("Description", "Description");
    finding.put("Resources", List.of(Map.of("Type", "Other", "Id", "r")));
    return finding;
  }

  @Test
  void importsAFinding() {
    hub.importFinding(finding());
    assertThat(local.finding("a", PRODUCT))
        .hasValueSatisfying(text -> assertThat(text).contains("\"Title\":\"Title\""));
  }

  @Test
  void saysWhyAFindingIsRefused() {
    Map<String, Object> finding = finding();
    finding.remove("Title");
    assertThatExceptionOfType(CallRefusedException.class)
        .isThrownBy(() -> hub.importFinding(finding))
        .withMessageContaining("'Title'")
        .withMessageEndingWith("(InvalidInput)")
        .satisfies(refused -> assertThat(refused.isCallersFault()).isTrue());
    assertThat(local.findings()).isEmpty();
  }

  @Test
  void triesAgainWhatTheQuotaRefusesOrTheWayLoses() {
    local.faults().inject(Fault.refuse(ServiceError.THROTTLED).times(2));
    local.faults().inject(Fault.cutAfter().on(HubOperation.BATCH_IMPORT_FINDINGS).times(1));
    hub.importFinding(finding());
    assertThat(local.findings()).hasSize(1);
    assertThat(local.calls(HubOperation.BATCH_IMPORT_FINDINGS)).isEqualTo(4);
  }

  @Test
  void givesUpOnWhatIsDenied() {
    local.faults().inject(Fault.refuse(ServiceError.DENIED));
    assertThatExceptionOfType(CallRefusedException.class)
        .isThrownBy(() -> hub.importFinding(finding()))
        .withMessageContaining("InvalidAccessException")
        .satisfies(refused -> assertThat(refused.isCallersFault()).isFalse());
    assertThat(local.calls(HubOperation.BATCH_IMPORT_FINDINGS)).isOne();
  }

  @Test
  void saysWhoseHubItIs() {
    assertThat(hub.hubArn()).isEqualTo("arn:aws:securityhub:us-east-1:000000000000:hub/default");
  }

  @Test
  void saysThatTheHubCannotBeDescribed() {
    local.faults().inject(Fault.refuse(ServiceError.DENIED).on(HubOperation.DESCRIBE_HUB));
    assertThatExceptionOfType(CallRefusedException.class)
        .isThrownBy(hub::hubArn)
        .withMessageContaining("InvalidAccessException");
  }
}
