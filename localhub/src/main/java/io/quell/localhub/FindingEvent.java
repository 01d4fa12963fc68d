package io.quell.localhub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/// The EventBridge event that Security Hub raises for a finding that was imported or updated.
final class FindingEvent {
  private static final String NO_ACCOUNT = "000000000000";
  private static final String HOME_REGION = "us-east-1";

  private FindingEvent() {}

  /// The event for one finding, in EventBridge's envelope.
  ///
  /// Account and Region are the finding's, as in an account that is its own administrator and has no other Region; a
  /// finding without them gets `000000000000` and `us-east-1`.
  static ObjectNode of(ObjectNode finding, Instant now) {
    FindingIdentifier identifier = FindingIdentifier.of(finding);
    ObjectNode event = Json.object();
    event.put("version", "0");
    event.put("id", UUID.randomUUID().toString());
    event.put("detail-type", "Security Hub Findings - Imported");
    event.put("source", "aws.securityhub");
    event.put("account", orElse(finding.path("AwsAccountId"), NO_ACCOUNT));
    event.put("time", Timestamps.writeSeconds(now));
    String region = region(identifier.productArn());
    event.put("region", orElse(finding.path("Region"), region.isEmpty() ? HOME_REGION : region));
    event.putArray("resources").add(identifier.productArn() + "/" + identifier.id());
    event.putObject("detail").putArray("findings").add(finding);
    return event;
  }

  /// The Region in an ARN, its fourth part; an empty string where there is none.
  static String region(String arn) {
    String[] parts = arn.split(":", -1);
    return parts.length > 3 ? parts[3] : "";
  }

  private static String orElse(JsonNode text, String substitute) {
    return text.isTextual() ? text.asText() : substitute;
  }
}
