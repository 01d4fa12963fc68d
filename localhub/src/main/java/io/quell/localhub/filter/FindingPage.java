package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.api.ServiceException;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.json.Violations;
import io.quell.localhub.store.StoredFinding;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One page of findings, as GetFindings and GetFindingsV2 give it.
final class FindingPage {
  /// How many findings a page may have (API reference, GetFindings); also what a call gets that
  /// asks for no number.
  private static final int MOST_RESULTS = 100;

  private FindingPage() {}

  /// Checks that a request has no members but these, and looks at its `MaxResults` and `NextToken`.
  ///
  /// @throws ServiceException for a request that the API does not allow
  static void refuseMalformed(JsonPart request, List<String> members) {
    Violations violations = new Violations();
    violations.onlyMembers(new JsonPart("request", request.node()), members);
    violations.integer(request.at("MaxResults"), 1, MOST_RESULTS);
    violations.text(request.at("NextToken"));
    violations.refuseCall();
  }

  /// The findings that match, in order, from where the request's token says.
  ///
  /// A page begins after the last finding of the page before, wherever that one now stands and
  /// whether or not it still matches; so a caller may update what it has read and go on.
  ///
  /// @param seen the findings as the call sees them
  /// @param present the findings as they are, of which a page before has named one
  static ObjectNode of(
      List<StoredFinding> seen,
      List<StoredFinding> present,
      Predicate<JsonNode> filter,
      Comparator<StoredFinding> order,
      JsonPart request) {
    Optional<StoredFinding> last =
        PageToken.read(request)
            .map(
                token ->
                    present.stream()
                        .filter(finding -> finding.arrival() == token.lastArrival())
                        .findFirst()
                        .orElseThrow(PageToken::invalid));
    List<StoredFinding> rest =
        seen.stream()
            .filter(finding -> last.isEmpty() || order.compare(finding, last.get()) > 0)
            .filter(finding -> filter.test(finding.content()))
            .sorted(order)
            .toList();
    int most =
        request.at("MaxResults").isAbsent()
            ? MOST_RESULTS
            : request.at("MaxResults").node().asInt();
    List<StoredFinding> page = rest.subList(0, Math.min(most, rest.size()));
    ObjectNode response = JsonText.object();
    ArrayNode findings = response.putArray("Findings");
    page.forEach(finding -> findings.add(finding.content()));
    if (rest.size() > page.size()) {
      response.put("NextToken", PageToken.after(page.getLast(), request).write());
    }
    return response;
  }
}
