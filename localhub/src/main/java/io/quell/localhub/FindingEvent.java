package io.quell.localhub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.asff.AsffIdentifier;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.json.Timestamps;
import io.quell.localhub.ocsf.OcsfIdentifier;
import java.time.Instant;
import java.util.UUID;

/// The EventBridge event that Security Hub raises for a finding that was imported or updated.
final class FindingEvent {
  static final String NO_ACCOUNT = "000000000000";
  static final String HOME_REGION = "us-east-1";

  private FindingEvent() {}

  /// The event for one ASFF finding, in EventBridge's envelope.
  ///
  /// Account and Region are the finding's, as in an account that is its own administrator and has
  /// no other Region; a finding without them gets `000000000000` and `us-east-1`.
  static ObjectNode ofAsff(ObjectNode finding, Instant now) {
    AsffIdentifier identifier = AsffIdentifier.of(finding);
    String region = identifier.region();
    return envelope(
        "Security Hub Findings - Imported",
        finding.path("AwsAccountId"),
        orElse(finding.path("Region"), region.isEmpty() ? HOME_REGION : region),
        identifier.productArn() + "/" + identifier.id(),
        finding,
        now);
  }

  /// The event for one OCSF finding, with account and Region as for ASFF. A finding without a
  /// Region, or in `global`, gets `us-east-1`.
  static ObjectNode ofOcsf(ObjectNode finding, Instant now) {
    JsonNode cloud = finding.path("cloud");
    String region = orElse(cloud.path("region"), HOME_REGION);
    return envelope(
        "Findings Imported V2",
        cloud.path("account").path("uid"),
        region.equals("global") ? HOME_REGION : region,
        OcsfIdentifier.metadataUid(finding),
        finding,
        now);
  }

  private static ObjectNode envelope(
      String detailType,
      JsonNode account,
      String region,
      String resource,
      ObjectNode finding,
      Instant now) {
    ObjectNode event = JsonText.object();
    event.put("version", "0");
    event.put("id", UUID.randomUUID().toString());
    event.put("detail-type", detailType);
    event.put("source", "aws.securityhub");
    event.put("account", orElse(account, NO_ACCOUNT));
    event.put("time", Timestamps.writeSeconds(now));
    event.put("region", region);
    event.putArray("resources").add(resource);
    event.putObject("detail").putArray("findings").add(finding);
    return event;
  }

  private static String orElse(JsonNode text, String substitute) {
    return text.isTextual() ? text.asText() : substitute;
  }
}
