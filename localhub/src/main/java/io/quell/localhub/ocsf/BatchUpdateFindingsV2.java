package io.quell.localhub.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.api.FindingRefused;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.UnprocessedCode;
import io.quell.localhub.fault.Faults;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.lag.Agenda;
import io.quell.localhub.store.BatchUpdate;
import io.quell.localhub.store.FindingStore;
import io.quell.localhub.store.StoredFinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Updates OCSF findings, named by metadata.uid or by three other attributes.
///
/// The answer names each finding as the call did. A finding that is named twice comes back with
/// `ValidationException`, as V1 does with `DuplicatedFindingIdentifier`: the reference does not
/// say.
public final class BatchUpdateFindingsV2 extends BatchUpdate<String> {
  private final FindingStore<String> store;

  /// The operation on the findings of this store.
  ///
  /// @param faults what makes the operation leave findings unprocessed
  /// @param agenda makes the changes when their time has come
  public BatchUpdateFindingsV2(FindingStore<String> store, Faults faults, Agenda agenda) {
    super(HubOperation.BATCH_UPDATE_FINDINGS_V2, store, faults, agenda);
    this.store = store;
  }

  @Override
  protected Update update(ObjectNode request) {
    OcsfUpdate update = OcsfUpdate.read(request);
    return (finding, _) -> update.of(finding);
  }

  /// A finding that the hub does not have gets an empty metadata.uid.
  @Override
  protected List<NamedFinding<String>> named(ObjectNode request) {
    List<NamedFinding<String>> named = new ArrayList<>();
    for (JsonNode uid : request.path("MetadataUids")) {
      ObjectNode entry = JsonText.object().put("MetadataUid", uid.asText());
      named.add(new NamedFinding<>(uid.asText(), entry, entry, List.of(uid.asText())));
    }
    JsonNode identifiers = request.path("FindingIdentifiers");
    Map<OcsfIdentifier, String> uids = identifiers.isEmpty() ? Map.of() : uids();
    for (JsonNode node : identifiers) {
      OcsfIdentifier identifier = OcsfIdentifier.read(node);
      ObjectNode entry = JsonText.object();
      entry.set("FindingIdentifier", identifier.toJson());
      String uid = uids.getOrDefault(identifier, "");
      named.add(new NamedFinding<>(uid, entry, entry, List.of(uid, identifier.findingInfoUid())));
    }
    return named;
  }

  @Override
  protected FindingRefused namedTwice() {
    return new FindingRefused(UnprocessedCode.VALIDATION, "The finding is named more than once.");
  }

  @Override
  protected UnprocessedCode notFound() {
    return UnprocessedCode.RESOURCE_NOT_FOUND;
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
