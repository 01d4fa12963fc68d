package io.quell.lambda.event;

import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.lambda.event.Delivery.Task;
import io.quell.value.Bounded;
import io.quell.value.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what the function is invoked with.
public final class EventReader {
  /// The id of the custom action by which people have the rules decide now.
  public static final String TRIAGE_ACTION = "QuellTriage";
  /// The id of the custom action by which people release findings from Quell.
  public static final String RELEASE_ACTION = "QuellRelease";
  /// The id of the custom action by which people undo a release.
  public static final String UNDO_ACTION = "QuellUndoRelease";

  private static final String CUSTOM_ACTION = ":action/custom/";
  private static final String SOURCE = "aws.securityhub";

  private EventReader() {}

  /// Reads an EventBridge event, or a batch of SQS messages that hold one each.
  ///
  /// An event that cannot be read is a delivery like any other and fails alone. Only where a batch
  /// cannot be told apart into its messages does the whole payload count as one unreadable event.
  public static Payload read(byte[] payload) {
    try {
      return payload(Json.readLazily(payload));
    } catch (UnreadableException e) {
      return unreadable(e);
    }
  }

  /// Reads a payload that is JSON already. See [#read].
  ///
  /// @param json the payload's JSON, as [Json] reads it
  public static Payload payload(@Nullable Object json) {
    if (json instanceof Map<?, ?> members && members.get("Records") instanceof List<?> records) {
      try {
        return queue(records);
      } catch (UnreadableException e) {
        return unreadable(e);
      }
    }
    return new Payload.Direct(event(json));
  }

  private static Payload unreadable(UnreadableException e) {
    return new Payload.Direct(
        new Delivery("invocation", new Delivery.Unreadable(String.valueOf(e.getMessage()))));
  }

  private static Payload.Queue queue(List<?> records) throws UnreadableException {
    List<Delivery> deliveries = new ArrayList<>();
    for (Object item : records) {
      if (!(item instanceof Map<?, ?> message)
          || !"aws:sqs".equals(message.get("eventSource"))
          || !(message.get("messageId") instanceof String id)) {
        throw new UnreadableException(
            "record %d is no SQS message: Quell takes EventBridge events, alone or in SQS messages"
                .formatted(deliveries.size()));
      }
      Delivery event = body(message);
      deliveries.add(new Delivery(id, event.content(), event.time(), hasComeBefore(message)));
    }
    return new Payload.Queue(deliveries);
  }

  private static boolean hasComeBefore(Map<?, ?> message) {
    return message.get("attributes") instanceof Map<?, ?> attributes
        && attributes.get("ApproximateReceiveCount") instanceof String count
        && !count.equals("1");
  }

  private static Delivery body(Map<?, ?> message) {
    try {
      return event(Json.readLazily(message, "body"));
    } catch (UnreadableException e) {
      return new Delivery(
          "message",
          new Delivery.Unreadable(
              message.get("body") instanceof String
                  ? "the message's body is " + e.getMessage()
                  : "the message has no body"));
    }
  }

  /// Reads one EventBridge event.
  ///
  /// @param json the event's JSON, as [Json] reads it
  public static Delivery event(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> event)) {
      return new Delivery(
          "event", new Delivery.Unreadable("an EventBridge event is a JSON object; this is none"));
    }
    String name = event.get("id") instanceof String id ? Bounded.value(id) : "event";
    return new Delivery(
        name,
        content(event),
        event.get("time") instanceof String time ? Times.read(time) : Optional.empty());
  }

  private static Delivery.Content content(Map<?, ?> event) {
    if (!SOURCE.equals(event.get("source"))) {
      return new Delivery.Unreadable(
          "its source is '%s', not '%s': check the event rule that delivers it"
              .formatted(Bounded.value(String.valueOf(event.get("source"))), SOURCE));
    }
    return event.get("detail-type") instanceof String detailType
        ? content(detailType, event)
        : new Delivery.Unreadable("it has no detail-type");
  }

  private static Delivery.Content content(String detailType, Map<?, ?> event) {
    return switch (detailType) {
      case "Security Hub Findings - Imported",
          "Security Hub Findings - Custom Action",
          "Findings Imported V2" ->
          findings(event);
      case "Security Hub Insight Results" ->
          new Delivery.Skipped("insight results hold no findings");
      default ->
          new Delivery.Skipped(
              "its detail-type is '%s', which Quell does not know"
                  .formatted(Bounded.value(detailType)));
    };
  }

  private static Delivery.Content findings(Map<?, ?> event) {
    List<?> findings =
        Optional.ofNullable(event.get("detail"))
            .flatMap(
                detail ->
                    detail instanceof Map<?, ?> members
                            && members.get("findings") instanceof List<?> list
                        ? Optional.of(list)
                        : Optional.empty())
            .orElse(List.of());
    if (findings.isEmpty()) {
      return new Delivery.Unreadable("it has no findings in detail.findings");
    }
    Delivery.Findings read = findings(findings);
    return new Delivery.Findings(read.findings(), read.unreadable(), task(event));
  }

  private static Task task(Map<?, ?> event) {
    if (!(event.get("resources") instanceof List<?> resources)) {
      return Task.DECIDE;
    }
    if (isSentBy(resources, CUSTOM_ACTION + RELEASE_ACTION)) {
      return Task.RELEASE;
    }
    if (isSentBy(resources, CUSTOM_ACTION + UNDO_ACTION)) {
      return Task.UNDO_RELEASE;
    }
    return isSentBy(resources, CUSTOM_ACTION + TRIAGE_ACTION) ? Task.TRIAGE : Task.DECIDE;
  }

  /// Whether a person has sent the findings by this custom action.
  private static boolean isSentBy(List<?> resources, String end) {
    for (Object resource : resources) {
      if (resource instanceof String arn && arn.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  /// Reads the findings of one event.
  ///
  /// @param findings the JSON of each
  public static Delivery.Findings findings(List<?> findings) {
    List<Finding> read = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Object finding : findings) {
      try {
        read.add(Finding.read(finding));
      } catch (UnreadableException e) {
        unreadable.add("finding %d: %s".formatted(read.size() + unreadable.size(), e.getMessage()));
      }
    }
    return new Delivery.Findings(read, unreadable);
  }
}
