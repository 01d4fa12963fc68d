package io.quell.bench;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a function is invoked with: the packaged event, or a batch of events like it from a queue,
/// each with a finding of its own.
public final class Invocations {
  /// The Id of the packaged event's finding.
  private static final String PACKAGED =
      "arn:aws:securityhub:eu-west-1:444455556666:security-control/S3.9/finding/47eaa099-2cb6-416d-86dc-283cf0480ff9";

  private Invocations() {}

  /// The Id of a finding of a batch.
  public static String id(int at) {
    return "arn:aws:securityhub:eu-west-1:444455556666:security-control/S3.9/finding/%036d"
        .formatted(at);
  }

  /// A batch whose findings all match the rule of a benchmark.
  public static String batch(int size) throws IOException, UnreadableException {
    return batch(size, event());
  }

  /// A batch whose findings no rule matches, for each has another tag.
  public static String unmatchedBatch(int size) throws IOException, UnreadableException {
    String event = event();
    String other = event.replace("\"access-logs\"", "\"invoices\"");
    if (other.equals(event)) {
      throw new IllegalStateException("the packaged event has no tag access-logs");
    }
    return batch(size, other);
  }

  private static String event() throws IOException, UnreadableException {
    return Json.write(Json.read(FunctionCode.event()));
  }

  private static String batch(int size, String event) {
    return IntStream.range(0, size)
        .mapToObj(at -> message("message-" + at, event.replace(PACKAGED, id(at)), 1))
        .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }

  /// A message of a queue as Lambda hands it over.
  ///
  /// @param receives how often it has been taken
  public static String message(String id, String body, int receives) {
    return message(id, body, Integer.toString(receives));
  }

  /// A message of a queue as Lambda hands it over.
  ///
  /// @param receives how often it has been taken, or what stands for that in a template
  public static String message(String id, String body, String receives) {
    return Json.write(
        Map.of(
            "messageId",
            id,
            "receiptHandle",
            "AQEB" + "x".repeat(200),
            "body",
            body,
            "attributes",
            Map.of("ApproximateReceiveCount", receives),
            "eventSource",
            "aws:sqs",
            "eventSourceARN",
            "arn:aws:sqs:eu-west-1:111122223333:Findings",
            "awsRegion",
            "eu-west-1"));
  }

  /// A batch of these messages.
  public static String batchOf(List<String> messages) {
    return "{\"Records\":[%s]}".formatted(String.join(",", messages));
  }
}
