package io.quell.cli.redrive;

import io.quell.cli.aws.Members;
import io.quell.cli.stack.OutgoingMessage;
import io.quell.cli.stack.ReceivedMessage;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.lambda.reconciliation.ReconciliationKind;
import io.quell.value.ShortText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A message in a queue of dead letters: why it is there, and what is to be worked on.
///
/// @param message the message
/// @param reason why it is there, the same text for the same reason
/// @param body what the function is to have; empty where the message is none that it could read
/// @param redrives how often it was redriven before
/// @param isWrapped whether it is Lambda's record of an event, and not the event
record DeadLetter(
    ReceivedMessage message,
    String reason,
    Optional<String> body,
    int redrives,
    boolean isWrapped) {
  /// The attribute that counts how often a message was redriven.
  static final String REDRIVES = "QuellRedrives";
  /// The attribute that says when it was the last time.
  static final String REDRIVEN_AT = "QuellRedrivenAt";

  private static final int LONGEST = 300;
  private static final Pattern REQUEST_ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}");

  /// Reads a message.
  ///
  /// @param ofRuns whether it is to start a reconciliation
  /// @param now the time that a reconciliation is started at where the message does not say
  static DeadLetter of(ReceivedMessage message, boolean ofRuns, Instant now) {
    Optional<Members> content = object(message.body());
    return new DeadLetter(
        message,
        ShortText.tidy(REQUEST_ID.matcher(reason(message, content)).replaceAll("…"), LONGEST),
        content.flatMap(
            members -> ofRuns ? run(message, members, now) : Optional.of(event(message, members))),
        message
            .attribute(REDRIVES)
            .filter(count -> COUNT.matcher(count).matches())
            .map(Integer::parseInt)
            .orElse(0),
        content.filter(DeadLetter::isWrapped).isPresent());
  }

  private static Optional<Members> object(String text) {
    try {
      return Json.read(text) instanceof Map<?, ?> members
          ? Optional.of(new Members(members))
          : Optional.empty();
    } catch (UnreadableException notJson) {
      return Optional.empty();
    }
  }

  /// Lambda wraps the event that it gave up (asynchronous invocation, record of a destination).
  private static boolean isWrapped(Members content) {
    return content.values().get("requestPayload") instanceof Map
        && content.values().get("requestContext") instanceof Map;
  }

  private static String event(ReceivedMessage message, Members content) {
    return isWrapped(content)
        ? Json.write(content.object("requestPayload").values())
        : message.body();
  }

  /// A message of a reconciliation as it is. An event stands for the message that its event rule
  /// would have made of it: EventBridge keeps the event, not the message.
  private static Optional<String> run(ReceivedMessage message, Members content, Instant now) {
    if (content.text("reconcile").isPresent()) {
      return Optional.of(message.body());
    }
    return content.text("detail-type").isEmpty()
        ? Optional.empty()
        : Optional.of(
            ReconciliationKind.CHANGED.message(
                content.text("time").flatMap(DeadLetter::time).orElse(now), Optional.empty()));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  private static String reason(ReceivedMessage message, Optional<Members> content) {
    Optional<String> code = message.attribute("ERROR_CODE");
    if (code.isPresent()) {
      return "%s: %s (%s to %s)"
          .formatted(
              code.get(),
              message.attribute("ERROR_MESSAGE").orElse("no message"),
              message
                  .attribute("RULE_ARN")
                  .or(() -> message.attribute("SCHEDULE_ARN"))
                  .map(DeadLetter::name)
                  .orElse("an event rule"),
              message.attribute("TARGET_ARN").map(DeadLetter::name).orElse("its target"));
    }
    if (content.isEmpty()) {
      return "it is no JSON object, so that the function cannot read it";
    }
    if (isWrapped(content.get())) {
      Members response = content.get().object("responsePayload");
      return "%s: %s"
          .formatted(
              content.get().object("requestContext").text("condition").orElse("given up"),
              response
                  .text("errorMessage")
                  .or(() -> response.text("errorType"))
                  .or(() -> content.get().object("responseContext").text("functionError"))
                  .orElse("the function was not invoked"));
    }
    return "the function gave it up after its last try: its log says why";
  }

  /// The last part of an ARN, which is what people know things by.
  private static String name(String arn) {
    return arn.replaceFirst("^.*[:/](?=.)", "");
  }

  /// The message that is sent for it.
  ///
  /// @param now when it is redriven
  Optional<OutgoingMessage> outgoing(Instant now) {
    return body.map(
        text ->
            new OutgoingMessage(
                text,
                Map.of(REDRIVES, Integer.toString(redrives + 1), REDRIVEN_AT, now.toString()),
                message.id()));
  }

  /// Whether it was redriven at this time or later.
  boolean wasRedrivenSince(Instant time) {
    return message.time(REDRIVEN_AT).filter(at -> !at.isBefore(time)).isPresent();
  }
}
