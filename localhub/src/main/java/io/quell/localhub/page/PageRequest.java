package io.quell.localhub.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.json.Violations;
import java.util.List;

/// A request for one page of an answer.
///
/// @param body the whole request
/// @param most how many results the page may have
public record PageRequest(JsonPart body, int most) {
  /// How many results a page may have (API reference, GetFindings and GetFindingHistory); also what
  /// a call gets that asks for no number.
  private static final int MOST_RESULTS = 100;

  private static final String SIZE = "MaxResults";
  private static final String TOKEN = "NextToken";

  /// Reads a request that has no members but these.
  ///
  /// @throws io.quell.localhub.api.ServiceException for other members, and for a `MaxResults` or
  ///     `NextToken` that the API does not allow
  public static PageRequest read(ObjectNode body, List<String> members) {
    JsonPart request = new JsonPart("", body);
    Violations violations = new Violations();
    violations.onlyMembers(new JsonPart("request", body), members);
    violations.integer(request.at(SIZE), 1, MOST_RESULTS);
    violations.text(request.at(TOKEN));
    violations.refuseCall();
    JsonPart size = request.at(SIZE);
    return new PageRequest(request, size.isAbsent() ? MOST_RESULTS : size.node().asInt());
  }

  /// The token that a page before has given; an absent part for the first page.
  JsonPart token() {
    return body.at(TOKEN);
  }

  /// What is asked for, whichever page it is.
  String question() {
    ObjectNode question = JsonText.object();
    body.members().forEach(member -> question.set(member.name(), member.value().node()));
    question.remove(List.of(SIZE, TOKEN));
    return JsonText.write(question);
  }
}
