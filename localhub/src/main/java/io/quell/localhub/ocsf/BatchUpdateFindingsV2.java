package io.quell.localhub.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.api.FindingRefused;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.RequestHandler;
import io.quell.localhub.api.UnprocessedCode;
import io.quell.localhub.fault.Faults;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.store.FindingStore;
import io.quell.localhub.store.StoredFinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A customer sets the same values on up to 100 OCSF findings, named by metadata.uid or by three
/// other attributes.
///
/// The answer names each finding as the call did. An update that names no value, or only values
/// that the findings have, is processed and raises its events as any other. A finding that is named
/// twice is updated once and comes back with `ValidationException`, as V1 does with
/// `DuplicatedFindingIdentifier`: the reference does not say.
public final class BatchUpdateFindingsV2 implements RequestHandler {
  private final FindingStore<String> store;
  private final Faults faults;

  /// The operation on the findings of this store; the faults make it leave findings unprocessed.
  public BatchUpdateFindingsV2(FindingStore<String> store, Faults faults) {
    this.store = store;
    this.faults = faults;
  }

  @Override
  public HubOperation operation() {
    return HubOperation.BATCH_UPDATE_FINDINGS_V2;
  }

  /// A finding as the call names it.
  ///
  /// @param entry how the answer names it
  /// @param uid its metadata.uid; an empty string where there is no such finding
  /// @param name what else a fault may know it by
  private record NamedFinding(ObjectNode entry, String uid, String name) {}

  @Override
  public ObjectNode answer(ObjectNode request) {
    OcsfUpdate update = OcsfUpdate.read(request);
    ObjectNode response = JsonText.object();
    ArrayNode processed = response.putArray("ProcessedFindings");
    ArrayNode unprocessed = response.putArray("UnprocessedFindings");
    Set<JsonNode> seen = new HashSet<>();
    for (NamedFinding named : named(request)) {
      try {
        if (!seen.add(named.entry())) {
          throw new FindingRefused(
              UnprocessedCode.VALIDATION, "The finding is named more than once.");
        }
        faults.refuse(operation(), named.uid(), named.name());
        store.change(
            named.uid(),
            earlier ->
                Optional.of(
                    update.of(
                        earlier.orElseThrow(
                            () -> new FindingRefused(UnprocessedCode.RESOURCE_NOT_FOUND)))));
        processed.add(named.entry());
      } catch (FindingRefused refused) {
        unprocessed.add(
            named
                .entry()
                .deepCopy()
                .put("ErrorCode", refused.code())
                .put("ErrorMessage", refused.text()));
      }
    }
    return response;
  }

  private List<NamedFinding> named(ObjectNode request) {
    List<NamedFinding> named = new ArrayList<>();
    for (JsonNode uid : request.path("MetadataUids")) {
      named.add(
          new NamedFinding(
              JsonText.object().put("MetadataUid", uid.asText()), uid.asText(), uid.asText()));
    }
    JsonNode identifiers = request.path("FindingIdentifiers");
    Map<OcsfIdentifier, String> uids = identifiers.isEmpty() ? Map.of() : uids();
    for (JsonNode node : identifiers) {
      OcsfIdentifier identifier = OcsfIdentifier.read(node);
      ObjectNode entry = JsonText.object();
      entry.set("FindingIdentifier", identifier.toJson());
      named.add(
          new NamedFinding(entry, uids.getOrDefault(identifier, ""), identifier.findingInfoUid()));
    }
    return named;
  }

  /// The metadata.uid of every finding; of two with the same identifier the one that came first
  /// counts.
  private Map<OcsfIdentifier, String> uids() {
    Map<OcsfIdentifier, String> uids = new HashMap<>();
    for (StoredFinding finding : store.all()) {
      uids.putIfAbsent(
          OcsfIdentifier.of(finding.content()), OcsfIdentifier.metadataUid(finding.content()));
    }
    return uids;
  }
}
