package io.quell.localhub.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.api.Caller;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.RequestHandler;
import io.quell.localhub.asff.AsffIdentifier;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.json.Timestamps;
import io.quell.localhub.json.Violations;
import io.quell.localhub.lag.Agenda;
import io.quell.localhub.page.PageRequest;
import io.quell.localhub.page.PageStart;
import io.quell.localhub.page.PageTokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Says what happened to an ASFF finding in the last 90 days, the newest event first.
///
/// A finding that the hub does not have has no events: the service model has no error for it. That
/// a StartTime after the EndTime is refused is the hub's own choice.
///
/// @param log the events
/// @param tokens the tokens of this operation
/// @param clock tells the time that the period counts back from
/// @param agenda tells the moment whose state a call sees
public record GetFindingHistory(
    ChangeLog log, PageTokens tokens, InstantSource clock, Agenda agenda)
    implements RequestHandler {
  private static final String IDENTIFIER = "FindingIdentifier";
  private static final String START = "StartTime";
  private static final String END = "EndTime";

  /// The members that a request may have.
  public static final List<String> MEMBERS =
      List.of(IDENTIFIER, START, END, "NextToken", "MaxResults");

  /// The members that a finding's identifier has.
  public static final List<String> IDENTIFIER_MEMBERS = List.of("Id", "ProductArn");

  @Override
  public HubOperation operation() {
    return HubOperation.GET_FINDING_HISTORY;
  }

  @Override
  public ObjectNode answer(ObjectNode body, Caller caller) {
    PageRequest request = PageRequest.read(body, MEMBERS);
    refuseMalformed(request.body());
    AsffIdentifier finding = AsffIdentifier.of(body.path(IDENTIFIER));
    long newest = tokens.read(request).map(PageStart::position).orElse(Long.MAX_VALUE); // exclusive
    Period period = period(request.body());
    List<ChangeEvent> events =
        log.of(finding).stream()
            .filter(event -> event.number() < newest && period.has(event.time()))
            .toList();
    List<ChangeEvent> page = events.subList(0, Math.min(request.most(), events.size()));
    ObjectNode response = JsonText.object();
    ArrayNode records = response.putArray("Records");
    page.forEach(event -> records.add(event.toJson(finding)));
    if (events.size() > page.size()) {
      response.put("NextToken", tokens.write(request, new PageStart(0, page.getLast().number())));
    }
    return response;
  }

  /// The reference has the period begin with the finding's CreatedAt where a call gives no start:
  /// that is before all events.
  private Period period(JsonPart request) {
    Instant oldest = clock.instant().minus(ChangeLog.MEMORY);
    Instant newest = agenda.readableMoment();
    return new Period(
        time(request.at(START)).filter(oldest::isBefore).orElse(oldest),
        time(request.at(END)).filter(newest::isAfter).orElse(newest));
  }

  private record Period(Instant start, Instant end) {
    boolean has(Instant time) {
      return !time.isBefore(start) && !time.isAfter(end);
    }
  }

  private static void refuseMalformed(JsonPart request) {
    Violations violations = new Violations();
    violations.object(new JsonPart("request", request.node()), IDENTIFIER);
    JsonPart identifier = request.at(IDENTIFIER);
    violations.exactly(identifier, IDENTIFIER_MEMBERS.toArray(String[]::new));
    IDENTIFIER_MEMBERS.forEach(member -> violations.text(identifier.at(member)));
    violations.timestamp(request.at(START));
    violations.timestamp(request.at(END));
    violations.refuseCall();
    Optional<Instant> end = time(request.at(END));
    if (end.isPresent() && time(request.at(START)).orElse(Instant.MIN).isAfter(end.get())) {
      violations.add(request.at(END), "should NOT be before StartTime");
    }
    violations.refuseCall();
  }

  private static Optional<Instant> time(JsonPart part) {
    return Timestamps.read(part.node().asText());
  }
}
