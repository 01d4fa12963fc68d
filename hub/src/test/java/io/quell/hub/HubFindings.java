package io.quell.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.WorkflowStatus;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.testing.Findings;
import io.quell.update.Update;
import java.util.ArrayList;
import java.util.List;

/// A local hub's findings as the tests of this package name them: by a format and a name.
final class HubFindings {
  static final String PRODUCT = "arn:aws:securityhub:eu-west-1::product/aws/securityhub";
  static final String PRODUCT_V2 = "arn:aws:securityhub:eu-west-1::productv2/aws/securityhub";
  static final String ACCOUNT = "111122223333";
  static final Update SUPPRESS = Update.builder().workflowStatus(WorkflowStatus.SUPPRESSED).build();

  private static final Findings.Sample ASFF = Findings.finding();

  private HubFindings() {}

  /// The operation that updates findings of a format.
  static HubOperation operation(Format format) {
    return switch (format) {
      case ASFF -> HubOperation.BATCH_UPDATE_FINDINGS;
      case OCSF -> HubOperation.BATCH_UPDATE_FINDINGS_V2;
    };
  }

  /// Puts a new finding into the hub: MEDIUM, NEW.
  ///
  /// @return its identifier; in OCSF the metadata.uid
  static FindingIdentifier seed(LocalHub hub, Format format, String name) {
    switch (format) {
      case ASFF -> hub.seed(ASFF.with(name, "Id").text());
      case OCSF -> hub.importOcsf(ocsf(name));
    }
    return identifier(format, name);
  }

  private static String ocsf(String name) {
    return """
    {
      "class_uid": 2003,
      "cloud": {"provider": "AWS", "region": "eu-west-1", "account": {"uid": "%s"}},
      "compliance": {"control": "S3.1", "status": "Fail", "status_id": 3},
      "finding_info": {"title": "Buckets should not be public", "uid": "info/%s"},
      "metadata": {"uid": "%s", "product": {"name": "Security Hub", "vendor_name": "AWS", "uid": "%s"}},
      "severity_id": 3, "severity": "Medium", "status_id": 1, "status": "New"
    }
    """
        .formatted(ACCOUNT, name, name, PRODUCT_V2);
  }

  /// Puts so many new findings into the hub, named by numbers from 0.
  static List<FindingIdentifier> seed(LocalHub hub, Format format, int count) {
    List<FindingIdentifier> seeded = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      seeded.add(seed(hub, format, "finding/" + at));
    }
    return seeded;
  }

  static FindingIdentifier identifier(Format format, String name) {
    return switch (format) {
      case ASFF -> new FindingIdentifier.Asff(name, PRODUCT);
      case OCSF -> new FindingIdentifier.MetadataUid(name);
    };
  }

  /// The other name of an OCSF finding.
  static FindingIdentifier parts(String name) {
    return new FindingIdentifier.OcsfParts(ACCOUNT, "info/" + name, PRODUCT_V2);
  }

  /// The same update for every finding.
  static List<FindingUpdate> all(List<FindingIdentifier> findings, Update update) {
    return findings.stream().map(finding -> new FindingUpdate(finding, update)).toList();
  }

  /// The finding as the hub holds it.
  static JsonNode held(LocalHub hub, FindingIdentifier finding) {
    return Relay.json(
        switch (finding) {
          case FindingIdentifier.Asff(var id, var product) ->
              hub.finding(id, product).orElseThrow();
          case FindingIdentifier.MetadataUid(var uid) -> hub.ocsfFinding(uid).orElseThrow();
          case FindingIdentifier.OcsfParts(_, var own, _) ->
              hub.ocsfFinding(own.replace("info/", "")).orElseThrow();
        });
  }

  /// How many updates changed the finding.
  static int effectiveUpdates(LocalHub hub, FindingIdentifier finding) {
    return switch (finding) {
      case FindingIdentifier.Asff(var id, var product) -> hub.effectiveUpdates(id, product);
      case FindingIdentifier.MetadataUid(var uid) -> hub.effectiveUpdates(uid);
      case FindingIdentifier.OcsfParts(_, var own, _) ->
          hub.effectiveUpdates(own.replace("info/", ""));
    };
  }
}
