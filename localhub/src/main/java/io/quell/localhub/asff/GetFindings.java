package io.quell.localhub.asff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.RequestHandler;
import io.quell.localhub.filter.FindingAttribute;
import io.quell.localhub.filter.FindingFilter;
import io.quell.localhub.filter.FindingOrder;
import io.quell.localhub.filter.FindingPage;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.store.FindingStore;
import io.quell.localhub.store.StoredFinding;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/// Reads findings page by page, filtered and sorted.
public final class GetFindings implements RequestHandler {
  /// The members that a request may have.
  public static final List<String> MEMBERS =
      List.of("Filters", "SortCriteria", "NextToken", "MaxResults");

  private final FindingStore<AsffIdentifier> store;
  private final InstantSource clock;

  /// The operation on the findings of this store, with the time from this clock.
  public GetFindings(FindingStore<AsffIdentifier> store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public HubOperation operation() {
    return HubOperation.GET_FINDINGS;
  }

  @Override
  public ObjectNode answer(ObjectNode body) {
    JsonPart request = new JsonPart("", body);
    FindingPage.refuseMalformed(request, MEMBERS);
    FindingFilter filter = FindingFilter.read(request.at("Filters"), clock.instant());
    Comparator<StoredFinding> order =
        FindingOrder.read(request.at("SortCriteria"), FindingAttribute::named);
    return FindingPage.of(store.all(), filter::matches, order, request);
  }
}
