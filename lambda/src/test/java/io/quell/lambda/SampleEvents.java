package io.quell.lambda;

import io.quell.testing.SampleFinding;
import java.util.Map;
import java.util.stream.Stream;

/// The events that tests hand to the function.
public final class SampleEvents {
  /// What Security Hub calls the event of an ASFF finding that was imported or updated.
  public static final String IMPORTED = "Security Hub Findings - Imported";

  private SampleEvents() {}

  /// An event in EventBridge's envelope.
  public static Map<String, Object> event(String source, String detailType, Object detail) {
    return Map.of("id", "event-1", "source", source, "detail-type", detailType, "detail", detail);
  }

  /// The event of Security Hub's that tells of findings.
  public static Map<String, Object> imported(SampleFinding... findings) {
    return event("aws.securityhub", IMPORTED, detail(findings));
  }

  /// What an event says of findings.
  public static Map<String, Object> detail(SampleFinding... findings) {
    return Map.of("findings", Stream.of(findings).map(SampleFinding::json).toList());
  }

  /// A message of a queue.
  public static Map<String, Object> message(String id, Object body) {
    return Map.of("messageId", id, "eventSource", "aws:sqs", "body", body);
  }
}
