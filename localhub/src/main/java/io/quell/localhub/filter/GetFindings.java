package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.api.Caller;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.RequestHandler;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.ServiceException;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.json.Violations;
import io.quell.localhub.lag.Agenda;
import io.quell.localhub.page.PageRequest;
import io.quell.localhub.store.FindingStore;
import io.quell.localhub.store.StoredFinding;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/// Reads findings page by page, filtered and sorted: GetFindings and GetFindingsV2, which differ in
/// their filters, and in the Scopes that V2 knows.
///
/// @param operation which of the two
/// @param members the members that a request may have
/// @param filters reads the member `Filters`
/// @param attributes finds an attribute to sort by
/// @param store the findings
/// @param clock tells the time that relative dates count back from
/// @param agenda tells the moment whose state a call sees
/// @param queries the queries of this operation that are not read to their end
public record GetFindings(
    HubOperation operation,
    List<String> members,
    BiFunction<JsonPart, Instant, Predicate<JsonNode>> filters,
    Function<String, Optional<FindingAttribute>> attributes,
    FindingStore<?> store,
    InstantSource clock,
    Agenda agenda,
    OpenQueries queries)
    implements RequestHandler {
  /// The members that a request of GetFindings may have.
  public static final List<String> MEMBERS =
      List.of("Filters", "SortCriteria", "NextToken", "MaxResults");
  /// The members that a request of GetFindingsV2 may have.
  public static final List<String> OCSF_MEMBERS =
      List.of("Filters", "Scopes", "SortCriteria", "NextToken", "MaxResults");

  /// GetFindings on the ASFF findings of this store, with the time from this clock.
  public static GetFindings ofAsff(
      FindingStore<?> store, InstantSource clock, Agenda agenda, OpenQueries queries) {
    return new GetFindings(
        HubOperation.GET_FINDINGS,
        MEMBERS,
        FindingFilter::read,
        FindingAttribute::named,
        store,
        clock,
        agenda,
        queries);
  }

  /// GetFindingsV2 on the OCSF findings of this store, with the time from this clock.
  public static GetFindings ofOcsf(
      FindingStore<?> store, InstantSource clock, Agenda agenda, OpenQueries queries) {
    return new GetFindings(
        HubOperation.GET_FINDINGS_V2,
        OCSF_MEMBERS,
        OcsfFilter::read,
        OcsfAttributes::named,
        store,
        clock,
        agenda,
        queries);
  }

  @Override
  public ObjectNode answer(ObjectNode body, Caller caller) {
    PageRequest request = PageRequest.read(body, members);
    refuseScopes(request.body().at("Scopes"));
    Instant readable = agenda.readableMoment();
    OpenQueries.Place place =
        queries.find(request).orElseGet(() -> queries.begin(ask(request.body(), readable)));
    OpenQuery query = place.query();
    OpenQuery.Page page = query.page(store, place.position(), request.most(), readable);
    ObjectNode response = JsonText.object();
    ArrayNode findings = response.putArray("Findings");
    page.findings().forEach(finding -> findings.add(finding.content()));
    if (page.end() < query.size()) {
      response.put(
          "NextToken",
          queries.keep(request, new OpenQueries.Place(place.number(), query, page.end())));
    }
    return response;
  }

  private OpenQuery ask(JsonPart request, Instant readable) {
    Predicate<JsonNode> filter = filters.apply(request.at("Filters"), clock.instant());
    Comparator<StoredFinding> order = FindingOrder.read(request.at("SortCriteria"), attributes);
    return new OpenQuery(store, filter, order, readable);
  }

  private static void refuseScopes(JsonPart scopes) {
    Violations violations = new Violations();
    violations.object(scopes);
    violations.refuseCall();
    if (!scopes.isAbsent()) {
      throw new ServiceException(
          ServiceError.DENIED,
          "Only the delegated administrator of an organization can use Scopes, and the local hub"
              + " has none.");
    }
  }
}
