package io.quell.localhub.asff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.store.StoredFinding;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Keeps apart what a provider says of a finding and what a customer made of it.
///
/// The provider's values stand in FindingProviderFields, the values in force at the top. They are
/// the same until a customer sets one with BatchUpdateFindings; from then on the provider's later
/// values change FindingProviderFields only.
public final class ProviderFields {
  /// The attributes that both a provider and a customer set (user guide, "Using
  /// FindingProviderFields").
  static final List<String> ATTRIBUTES =
      List.of("Confidence", "Criticality", "RelatedFindings", "Severity", "Types");

  private static final String HOLDER = "FindingProviderFields";

  private ProviderFields() {}

  /// Fills FindingProviderFields from the top where it lacks an attribute, then the top from
  /// FindingProviderFields, or from the earlier finding where its customer has set the attribute.
  static void settle(ObjectNode finding, Optional<StoredFinding> earlier) {
    ObjectNode provided =
        finding.path(HOLDER) instanceof ObjectNode holder ? holder : JsonText.object();
    for (String attribute : ATTRIBUTES) {
      JsonNode sent = finding.path(attribute);
      Optional<JsonNode> providers =
          JsonText.present(provided.path(attribute)).or(() -> fromTop(attribute, sent));
      JsonText.put(provided, attribute, providers);
      if (earlier.isPresent() && earlier.get().setByCustomer().contains(attribute)) {
        JsonText.put(finding, attribute, JsonText.present(earlier.get().content().path(attribute)));
      } else {
        JsonText.put(finding, attribute, providers.map(value -> toTop(attribute, value, sent)));
      }
    }
    finding.set(HOLDER, provided);
  }

  /// The attributes whose value at the top is not the provider's: a customer must have set them.
  public static Set<String> differingFromProvider(JsonNode finding) {
    Set<String> differing = new HashSet<>();
    for (String attribute : ATTRIBUTES) {
      JsonNode own = finding.path(attribute);
      JsonNode providers = finding.path(HOLDER).path(attribute);
      if (attribute.equals("Severity")) {
        own = own.path("Label");
        providers = providers.path("Label");
      }
      if (JsonText.present(own).isPresent()
          && JsonText.present(providers).isPresent()
          && !own.equals(providers)) {
        differing.add(attribute);
      }
    }
    return differing;
  }

  /// A provider's severity has a label and the original value only.
  private static Optional<JsonNode> fromTop(String attribute, JsonNode sent) {
    if (!attribute.equals("Severity")) {
      return JsonText.present(sent);
    }
    return JsonText.present(sent)
        .map(
            severity -> {
              ObjectNode whole = JsonText.object();
              AsffSeverities.merge(severity, whole);
              whole.retain("Label", "Original");
              return whole;
            });
  }

  /// The severity in force has the normalized value too: the one that was sent where it has the
  /// same label, else the label's lowest.
  private static JsonNode toTop(String attribute, JsonNode providers, JsonNode sent) {
    if (!attribute.equals("Severity")) {
      return providers;
    }
    ObjectNode severity = JsonText.object();
    AsffSeverities.merge(sent, severity);
    boolean sameLabel = severity.path("Label").equals(providers.path("Label"));
    JsonNode normalized = severity.path("Normalized");
    AsffSeverities.merge(providers, severity);
    if (sameLabel) {
      severity.set("Normalized", normalized);
    }
    return severity;
  }
}
