package io.quell.localhub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What tells one ASFF finding from another: its Id together with its ProductArn.
record AsffIdentifier(String id, String productArn) {
  /// Reads the members Id and ProductArn of a finding or of an identifier.
  static AsffIdentifier of(JsonNode node) {
    return new AsffIdentifier(node.path("Id").asText(), node.path("ProductArn").asText());
  }

  /// The identifier as the API writes it: `{"Id": …, "ProductArn": …}`.
  ObjectNode toJson() {
    return JsonText.object().put("Id", id).put("ProductArn", productArn);
  }

  /// The Region in the ProductArn, its fourth part; an empty string where there is none.
  String region() {
    String[] parts = productArn.split(":", -1);
    return parts.length > 3 ? parts[3] : "";
  }
}
