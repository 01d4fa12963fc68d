package io.quell.localhub.asff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.api.Caller;
import io.quell.localhub.api.FindingRefused;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.RequestHandler;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.json.Timestamps;
import io.quell.localhub.json.Violations;
import io.quell.localhub.store.ChangeSource;
import io.quell.localhub.store.FindingStore;
import io.quell.localhub.store.StoredFinding;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// A provider sends findings, up to 100 in a call and 240 KB each. One that cannot be taken does
/// not stop the others.
///
/// @param store the findings
/// @param clock tells when they came
public record BatchImportFindings(FindingStore<AsffIdentifier> store, InstantSource clock)
    implements RequestHandler {
  /// How many findings a call may carry (API reference, BatchImportFindings).
  private static final int MOST_FINDINGS = 100;

  @Override
  public HubOperation operation() {
    return HubOperation.BATCH_IMPORT_FINDINGS;
  }

  @Override
  public ObjectNode answer(ObjectNode request, Caller caller) {
    JsonPart findings = new JsonPart("", request).at("Findings");
    Violations violations = new Violations();
    violations.object(new JsonPart("request", request), "Findings");
    violations.list(findings);
    violations.sized(findings, 1, MOST_FINDINGS);
    for (JsonPart finding : findings.items()) {
      if (!finding.node().isObject()) {
        violations.add(finding, "should be object");
      }
    }
    violations.refuseCall();

    Instant now = clock.instant();
    ArrayNode failed = JsonText.array();
    for (JsonNode finding : findings.node()) {
      try {
        take((ObjectNode) finding, now);
      } catch (FindingRefused refused) {
        refused.addTo(failed.addObject().put("Id", finding.path("Id").asText()));
      }
    }
    ObjectNode response = JsonText.object();
    response.put("FailedCount", failed.size());
    response.put("SuccessCount", findings.node().size() - failed.size());
    response.set("FailedFindings", failed);
    return response;
  }

  private void take(ObjectNode sent, Instant now) {
    Violations violations = FindingFormat.ofImport(new JsonPart("data", sent));
    if (!violations.isEmpty()) {
      throw FindingRefused.invalidInput(
          "Finding does not adhere to Amazon Finding Format. " + violations + ".");
    }
    if (JsonText.size(sent) > StoredFinding.LARGEST) {
      throw FindingRefused.tooLarge();
    }
    AsffIdentifier identifier = AsffIdentifier.of(sent);
    store.change(
        identifier,
        now,
        ChangeSource.importedBy(identifier.productArn()),
        earlier -> {
          if (earlier.isPresent() && !isLater(sent, earlier.get())) {
            return Optional.empty();
          }
          ObjectNode imported = ImportedFinding.of(sent, earlier, now);
          return Optional.of(
              earlier.isPresent() ? earlier.get().imported(imported) : store.arrived(imported));
        });
  }

  /// The service ignores an update whose UpdatedAt is that of the finding it has, or earlier (user
  /// guide, "BatchImportFindings for finding providers").
  private static boolean isLater(ObjectNode sent, StoredFinding earlier) {
    Optional<Instant> own = Timestamps.read(earlier.content().path("UpdatedAt").asText());
    return own.isEmpty()
        || Timestamps.read(sent.path("UpdatedAt").asText()).orElseThrow().isAfter(own.get());
  }
}
