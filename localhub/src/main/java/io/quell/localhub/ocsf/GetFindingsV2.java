package io.quell.localhub.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.RequestHandler;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.ServiceException;
import io.quell.localhub.filter.FindingOrder;
import io.quell.localhub.filter.FindingPage;
import io.quell.localhub.filter.OcsfAttributes;
import io.quell.localhub.filter.OcsfFilter;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import io.quell.localhub.store.FindingStore;
import io.quell.localhub.store.StoredFinding;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Reads OCSF findings page by page, filtered and sorted.
public final class GetFindingsV2 implements RequestHandler {
  /// The members that a request may have.
  public static final List<String> MEMBERS =
      List.of("Filters", "Scopes", "SortCriteria", "NextToken", "MaxResults");

  private final FindingStore<String> store;
  private final InstantSource clock;

  /// The operation on the findings of this store, with the time from this clock.
  public GetFindingsV2(FindingStore<String> store, InstantSource clock) {
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
    FindingPage.refuseMalformed(request, MEMBERS);
    Violations violations = new Violations();
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
