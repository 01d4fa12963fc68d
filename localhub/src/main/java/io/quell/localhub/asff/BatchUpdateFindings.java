package io.quell.localhub.asff;

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
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// A customer sets the same values on up to 100 findings.
///
/// A call that the service model does not allow is refused as a whole; a value that only the
/// finding format does not allow, such as a note of 513 characters, comes back with each finding as
/// `InvalidInput`. An update that names no value, or only values that the findings have, is
/// processed and raises its events as any other.
public final class BatchUpdateFindings implements RequestHandler {
  private final FindingStore<AsffIdentifier> store;
  private final InstantSource clock;
  private final Supplier<CollectionUpdate> collections;
  private final Faults faults;

  /// The operation on the findings of this store.
  ///
  /// @param collections what an update does to collections, asked anew in each call
  /// @param faults what makes the operation leave findings unprocessed
  public BatchUpdateFindings(
      FindingStore<AsffIdentifier> store,
      InstantSource clock,
      Supplier<CollectionUpdate> collections,
      Faults faults) {
    this.store = store;
    this.clock = clock;
    this.collections = collections;
    this.faults = faults;
  }

  @Override
  public HubOperation operation() {
    return HubOperation.BATCH_UPDATE_FINDINGS;
  }

  @Override
  public ObjectNode answer(ObjectNode request) {
    UpdateFormat.refuseMalformed(request);
    AsffUpdate update = new AsffUpdate(request, collections.get(), clock.instant());
    ArrayNode processed = JsonText.array();
    ArrayNode unprocessed = JsonText.array();
    Set<AsffIdentifier> seen = new HashSet<>();
    for (JsonNode node : request.path("FindingIdentifiers")) {
      AsffIdentifier identifier = AsffIdentifier.of(node);
      try {
        if (!seen.add(identifier)) {
          throw new FindingRefused(UnprocessedCode.DUPLICATED_FINDING_IDENTIFIER);
        }
        faults.refuse(operation(), identifier.id());
        store.change(
            identifier,
            earlier -> Optional.of(update.of(earlier.orElseThrow(FindingRefused::notFound))));
        processed.add(identifier.toJson());
      } catch (FindingRefused refused) {
        ObjectNode entry = unprocessed.addObject();
        entry.set("FindingIdentifier", identifier.toJson());
        entry.put("ErrorCode", refused.code());
        entry.put("ErrorMessage", refused.text());
      }
    }
    ObjectNode response = JsonText.object();
    response.set("ProcessedFindings", processed);
    response.set("UnprocessedFindings", unprocessed);
    return response;
  }
}
