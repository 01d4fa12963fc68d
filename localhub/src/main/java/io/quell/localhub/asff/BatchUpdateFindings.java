package io.quell.localhub.asff;

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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Updates ASFF findings.
///
/// A call that the service model does not allow is refused as a whole; a value that only the
/// finding format does not allow, such as a note of 513 characters, comes back with each finding as
/// `InvalidInput`.
public final class BatchUpdateFindings extends BatchUpdate<AsffIdentifier> {
  private final InstantSource clock;
  private final Supplier<CollectionUpdate> collections;

  /// The operation on the findings of this store.
  ///
  /// @param collections what an update does to collections, asked anew in each call
  /// @param faults what makes the operation leave findings unprocessed
  /// @param agenda makes the changes when their time has come
  public BatchUpdateFindings(
      FindingStore<AsffIdentifier> store,
      InstantSource clock,
      Supplier<CollectionUpdate> collections,
      Faults faults,
      Agenda agenda) {
    super(HubOperation.BATCH_UPDATE_FINDINGS, store, faults, agenda);
    this.clock = clock;
    this.collections = collections;
  }

  @Override
  protected Update update(ObjectNode request) {
    UpdateFormat.refuseMalformed(request);
    return new AsffUpdate(request, collections.get(), clock.instant())::of;
  }

  @Override
  protected List<NamedFinding<AsffIdentifier>> named(ObjectNode request) {
    List<NamedFinding<AsffIdentifier>> named = new ArrayList<>();
    for (JsonNode node : request.path("FindingIdentifiers")) {
      AsffIdentifier identifier = AsffIdentifier.of(node);
      ObjectNode unprocessed = JsonText.object();
      unprocessed.set("FindingIdentifier", identifier.toJson());
      named.add(
          new NamedFinding<>(
              identifier, identifier.toJson(), unprocessed, List.of(identifier.id())));
    }
    return named;
  }

  @Override
  protected FindingRefused namedTwice() {
    return new FindingRefused(UnprocessedCode.DUPLICATED_FINDING_IDENTIFIER);
  }

  @Override
  protected UnprocessedCode notFound() {
    return UnprocessedCode.FINDING_NOT_FOUND;
  }
}
