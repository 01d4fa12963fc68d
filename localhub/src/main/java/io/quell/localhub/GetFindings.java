package io.quell.localhub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/// Reads findings page by page, filtered and sorted.
final class GetFindings implements RequestHandler {
  /// The members that a request may have.
  static final List<String> MEMBERS = List.of("Filters", "SortCriteria", "NextToken", "MaxResults");

  private final FindingStore<AsffIdentifier> store;
  private final InstantSource clock;

  GetFindings(FindingStore<AsffIdentifier> store, InstantSource clock) {
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
    Violations violations = new Violations();
    violations.onlyMembers(new JsonPart("request", body), MEMBERS);
    FindingPage.check(request, violations);
    violations.refuseCall();
    FindingFilter filter = FindingFilter.read(request.at("Filters"), clock.instant());
    Comparator<StoredFinding> order =
        FindingOrder.read(request.at("SortCriteria"), FindingAttribute::named);
    return FindingPage.of(store.all(), filter::matches, order, request);
  }
}
