package io.quell.infra;

import io.quell.finding.Json;
import io.quell.testing.Findings;
import java.util.List;
import java.util.Map;

/// The event that EventBridge delivers of a finding in ASFF.
final class ImportedEvent {
  private ImportedEvent() {}

  static String of(Findings.Sample finding) {
    return Json.write(
        Map.of(
            "id",
            "event-1",
            "source",
            "aws.securityhub",
            "detail-type",
            "Security Hub Findings - Imported",
            "detail",
            Map.of("findings", List.of(finding.json()))));
  }
}
