package io.quell.localhub.asff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.json.JsonText;

/// What tells one ASFF finding from another: its Id together with its ProductArn.
public record AsffIdentifier(String id, String productArn) {
  /// Reads the members Id and ProductArn of a finding or of an identifier.
  public static AsffIdentifier of(JsonNode node) {
    return new AsffIdentifier(node.path("Id").asText(), node.path("ProductArn").asText());
  }

  /// The identifier as the API writes it: `{"Id": …, "ProductArn": …}`.
  public ObjectNode toJson() {
    return JsonText.object().put("Id", id).put("ProductArn", productArn);
  }

  /// The Region in the ProductArn, its fourth part; an empty string where there is none.
  public String region() {
    String[] parts = productArn.split(":", -1);
    return parts.length > 3 ? parts[3] : "";
  }
}
