package io.quell.hub.reading;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.JsonMembers;
import io.quell.hub.call.PlainJson;
import io.quell.hub.call.RepeatableCall;
import io.quell.hub.call.TimeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.GetFindingHistoryRequest;

/// What has happened to a finding in ASFF in the last 90 days, the oldest event first. Security Hub
/// leaves out the times at the top, and has no history of findings in OCSF (API reference,
/// GetFindingHistory).
public record FindingHistory(List<Event> events) {
  /// The most events on a page (API reference, GetFindingHistory).
  private static final int MOST_RESULTS = 100;

  /// One thing that has happened.
  ///
  /// @param time when, as the service writes it
  /// @param isCreation whether the finding came with it
  /// @param type what did it, such as `BATCH_UPDATE_FINDINGS`
  /// @param identity who did it: an ARN, most often of a product or of a role
  /// @param changes the fields that changed
  public record Event(
      String time, boolean isCreation, String type, String identity, List<FieldChange> changes) {
    public Event {
      changes = List.copyOf(changes);
    }
  }

  /// A field that changed.
  ///
  /// @param field the names on the way to it, such as `Workflow.Status`
  /// @param before the earlier value; empty where there was none
  /// @param after the later value; empty where there is none
  public record FieldChange(String field, Optional<String> before, Optional<String> after) {}

  public FindingHistory {
    events = List.copyOf(events);
  }

  /// Reads all pages.
  public static FindingHistory read(
      SecurityHubClient client, TimeSource time, FindingIdentifier.Asff finding) {
    List<Event> events = new ArrayList<>();
    Object nextToken = null;
    do {
      Map<String, Object> request = request(finding, nextToken);
      Map<String, Object> page = RepeatableCall.answer(time, () -> call(client, request));
      if (page.get("Records") instanceof List<?> records) {
        records.forEach(
            entry -> {
              if (entry instanceof Map<?, ?> members) {
                events.add(event(members));
              }
            });
      }
      nextToken = page.get("NextToken");
    } while (nextToken != null);
    return new FindingHistory(events.reversed());
  }

  private static Map<String, Object> request(
      FindingIdentifier.Asff finding, @Nullable Object nextToken) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put(
        "FindingIdentifier",
        new JsonMembers()
            .with("Id", finding.id())
            .with("ProductArn", finding.productArn())
            .members());
    request.put("MaxResults", MOST_RESULTS);
    if (nextToken != null) {
      request.put("NextToken", nextToken);
    }
    return request;
  }

  private static Map<String, Object> call(SecurityHubClient client, Map<String, Object> request) {
    var json = new PlainJson(request);
    client.getFindingHistory(
        GetFindingHistoryRequest.builder()
            .overrideConfiguration(
                AwsRequestOverrideConfiguration.builder().addPlugin(json).build())
            .build());
    return json.answer();
  }

  private static Event event(Map<?, ?> members) {
    Map<?, ?> source = members.get("UpdateSource") instanceof Map<?, ?> given ? given : Map.of();
    List<FieldChange> changes = new ArrayList<>();
    if (members.get("Updates") instanceof List<?> updates) {
      updates.forEach(
          update -> {
            if (update instanceof Map<?, ?> change) {
              changes.add(
                  new FieldChange(
                      text(change, "UpdatedField").orElse("?"),
                      text(change, "OldValue"),
                      text(change, "NewValue")));
            }
          });
    }
    return new Event(
        text(members, "UpdateTime").orElse("?"),
        Boolean.TRUE.equals(members.get("FindingCreated")),
        text(source, "Type").orElse("?"),
        text(source, "Identity").orElse("?"),
        changes);
  }

  private static Optional<String> text(Map<?, ?> members, String name) {
    return Optional.ofNullable(members.get(name)).map(String::valueOf);
  }
}
