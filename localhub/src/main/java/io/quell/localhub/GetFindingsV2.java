package io.quell.localhub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Reads OCSF findings page by page, filtered and sorted.
final class GetFindingsV2 implements RequestHandler {
  /// The members that a request may have.
  static final List<String> MEMBERS =
      List.of("Filters", "Scopes", "SortCriteria", "NextToken", "MaxResults");

  private final FindingStore<String> store;
  private final InstantSource clock;

  GetFindingsV2(FindingStore<String> store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public HubOperation operation() {
    return HubOperation.GET_FINDINGS_V2;
  }

  @Override
  public ObjectNode answer(ObjectNode body) {
    JsonPart request = new JsonPart("", body);
    Violations violations = new Violations();
    violations.onlyMembers(new JsonPart("request", body), MEMBERS);
    FindingPage.check(request, violations);
    violations.object(request.at("Scopes"));
    violations.refuseCall();
    if (!request.at("Scopes").isAbsent()) {
      throw new ServiceException(
          ServiceError.DENIED,
          "Only the delegated administrator of an organization can use Scopes, and the local hub"
              + " has none.");
    }
    Predicate<JsonNode> filter = OcsfFilter.read(request.at("Filters"), clock.instant());
    Comparator<StoredFinding> order =
        FindingOrder.read(request.at("SortCriteria"), OcsfAttributes::named);
    return FindingPage.of(store.all(), filter, order, request);
  }
}
