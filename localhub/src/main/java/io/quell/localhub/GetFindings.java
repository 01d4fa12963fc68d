package io.quell.localhub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads findings page by page, filtered and sorted.
final class GetFindings implements Operation {
  /// How many findings a page may have (API reference, GetFindings); also what a call gets that asks for no number.
  private static final int MOST_RESULTS = 100;
  /// The members that a request may have.
  static final List<String> MEMBERS = List.of("Filters", "SortCriteria", "NextToken", "MaxResults");

  private final FindingStore store;
  private final InstantSource clock;

  GetFindings(FindingStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "GetFindings";
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/findings";
  }

  @Override
  public ObjectNode answer(ObjectNode body) {
    Part request = new Part("", body);
    Violations violations = new Violations();
    violations.onlyMembers(new Part("request", body), MEMBERS);
    violations.integer(request.at("MaxResults"), 1, MOST_RESULTS);
    violations.text(request.at("NextToken"));
    violations.refuseCall();
    FindingFilter filter = FindingFilter.read(request.at("Filters"), clock.instant());
    Comparator<StoredFinding> order = FindingOrder.read(request.at("SortCriteria"));
    int most = request.at("MaxResults").isAbsent() ? MOST_RESULTS : request.at("MaxResults").node().asInt();
    return page(filter, order, PageToken.read(request), most, request);
  }

  /// A page begins after the last finding of the page before, wherever that one now stands and whether or not it still
  /// matches; so a caller may update what it has read and go on.
  private ObjectNode page(
      FindingFilter filter,
      Comparator<StoredFinding> order,
      Optional<PageToken> token,
      int most,
      Part request) {
    List<StoredFinding> all = store.all();
    Optional<StoredFinding> last = token.map(
        present -> all.stream()
            .filter(finding -> finding.arrival() == present.lastArrival())
            .findFirst()
            .orElseThrow(PageToken::invalid));
    List<StoredFinding> rest = all.stream()
        .filter(finding -> last.isEmpty() || order.compare(finding, last.get()) > 0)
        .filter(finding -> filter.matches(finding.content()))
        .sorted(order)
        .toList();
    ObjectNode response = Json.object();
    ArrayNode findings = response.putArray("Findings");
    List<StoredFinding> page = rest.subList(0, Math.min(most, rest.size()));
    page.forEach(finding -> findings.add(finding.content()));
    if (rest.size() > page.size()) {
      response.put("NextToken", PageToken.after(page.getLast(), request).write());
    }
    return response;
  }
}
