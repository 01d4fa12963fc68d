package io.quell.localhub.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.json.JsonText;
import java.util.List;

/// What tells one OCSF finding from another where its metadata.uid is not known.
public record OcsfIdentifier(
    String cloudAccountUid, String findingInfoUid, String metadataProductUid) {
  /// The members that an identifier has in the API.
  public static final List<String> MEMBERS =
      List.of("CloudAccountUid", "FindingInfoUid", "MetadataProductUid");

  /// Reads it from a request.
  static OcsfIdentifier read(JsonNode node) {
    return new OcsfIdentifier(
        node.path("CloudAccountUid").asText(),
        node.path("FindingInfoUid").asText(),
        node.path("MetadataProductUid").asText());
  }

  /// The identifier of a finding.
  public static OcsfIdentifier of(JsonNode finding) {
    return new OcsfIdentifier(
        finding.path("cloud").path("account").path("uid").asText(),
        finding.path("finding_info").path("uid").asText(),
        finding.path("metadata").path("product").path("uid").asText());
  }

  /// The metadata.uid of a finding, which alone tells it from all others.
  public static String metadataUid(JsonNode finding) {
    return finding.path("metadata").path("uid").asText();
  }

  /// The identifier as the API writes it.
  public ObjectNode toJson() {
    return JsonText.object()
        .put("CloudAccountUid", cloudAccountUid)
        .put("FindingInfoUid", findingInfoUid)
        .put("MetadataProductUid", metadataProductUid);
  }
}
