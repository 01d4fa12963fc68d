package io.quell.localhub.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/// A finding that a caller of the library hands in as text.
///
/// @param ocsf whether it is OCSF; ASFF has no member `metadata`
public record GivenFinding(ObjectNode content, boolean ocsf) {
  /// Reads a finding that can be identified: by metadata.uid, or by Id and ProductArn.
  ///
  /// @param what what the finding is for
  /// @throws IllegalArgumentException for other text
  public static GivenFinding read(String json, String what) {
    JsonNode node;
    try {
      node = JsonText.read(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(what + " is not JSON: " + JsonText.reason(e), e);
    }
    if (!(node instanceof ObjectNode content)) {
      throw new IllegalArgumentException(what + " is JSON, but not an object.");
    }
    JsonPart finding = new JsonPart("finding", content);
    JsonPart metadata = finding.at("metadata");
    Violations violations = new Violations();
    if (metadata.isAbsent()) {
      violations.object(finding, "Id", "ProductArn");
      violations.text(finding.at("Id"));
      violations.text(finding.at("ProductArn"));
    } else {
      violations.object(metadata, "uid");
      violations.text(metadata.at("uid"));
    }
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException(
          what
              + " cannot be identified: "
              + violations
              + ". ASFF needs Id and ProductArn, OCSF metadata.uid.");
    }
    return new GivenFinding(content, !metadata.isAbsent());
  }
}
