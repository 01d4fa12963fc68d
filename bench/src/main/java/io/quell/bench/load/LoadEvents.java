package io.quell.bench.load;

import io.quell.bench.Invocations;
import io.quell.bench.SampleEvent;
import io.quell.bench.queue.Received;
import io.quell.finding.Format;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/// The events of the load test, each with a finding of its own, made from their numbers.
final class LoadEvents {
  /// The product of the ASFF findings.
  static final String PRODUCT = "arn:aws:securityhub:eu-west-1::product/aws/securityhub";

  private static final String ASFF_ID =
      "arn:aws:securityhub:eu-west-1:444455556666:security-control/S3.9/finding/";
  private static final String OCSF_UID = "finding-of-the-load-test-";
  private static final String EVENT = "EVENT";
  private static final String TIME = "TIME";
  private static final String MESSAGE = "MESSAGE";
  private static final String RECEIVES = "RECEIVES";
  private static final String FINDING = "FINDING";

  private final List<TextTemplate> records;
  private final List<TextTemplate> findings;
  private final Map<Format, TextTemplate> envelopes = new EnumMap<>(Format.class);
  private final IntFunction<Instant> raised;

  /// @param raised when the event of a number is raised
  LoadEvents(IntFunction<Instant> raised) {
    this.raised = raised;
    records =
        EventKind.ALL.stream()
            .map(
                kind ->
                    Invocations.message(
                        place(MESSAGE),
                        kind.sample().identifier(template(kind)).time(place(TIME)).event(),
                        place(RECEIVES)))
            .map(TextTemplate::new)
            .toList();
    findings =
        EventKind.ALL.stream()
            .map(kind -> kind.sample().identifier(template(kind)).finding())
            .map(TextTemplate::new)
            .toList();
    for (Format format : Format.values()) {
      SampleEvent sample = SampleEvent.of(format).time(place(TIME));
      String event = sample.event();
      envelopes.put(format, new TextTemplate(event.replace(sample.finding(), place(FINDING))));
    }
  }

  private static String place(String name) {
    return "@" + name + "@";
  }

  private static String template(EventKind kind) {
    return prefix(kind.format()) + place(EVENT);
  }

  private static String prefix(Format format) {
    return switch (format) {
      case ASFF -> ASFF_ID;
      case OCSF -> OCSF_UID;
    };
  }

  private static String digits(int event) {
    return String.format(Locale.ROOT, "%09d", event);
  }

  /// The format of an event's finding.
  static Format format(int event) {
    return EventKind.ALL.get(EventKind.index(event)).format();
  }

  /// The identifier of an event's finding: the Id, in OCSF metadata.uid.
  static String identifier(int event) {
    return prefix(format(event)) + digits(event);
  }

  /// The number of the event whose finding has this identifier.
  static int event(String identifier) {
    return Integer.parseInt(identifier.substring(identifier.length() - digits(0).length()));
  }

  /// A message with an event, as Lambda hands it over.
  String record(Received message) {
    return records
        .get(EventKind.index(message.event()))
        .fill(
            Map.of(
                EVENT,
                digits(message.event()),
                TIME,
                raised.apply(message.event()).truncatedTo(ChronoUnit.SECONDS).toString(),
                MESSAGE,
                message.id(),
                RECEIVES,
                Integer.toString(message.receives())));
  }

  /// A message with the event that an update has raised, as Lambda hands it over.
  ///
  /// @param event the number of the event that the finding came with
  /// @param finding the finding as it is now
  String ownRecord(Received message, int event, String finding) {
    String body =
        Objects.requireNonNull(envelopes.get(format(event)))
            .fill(
                Map.of(
                    TIME,
                    Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                    FINDING,
                    finding));
    return Invocations.message(message.id(), body, message.receives());
  }

  /// The finding of an event as the hub has it before any update.
  String finding(int event) {
    return findings.get(EventKind.index(event)).fill(Map.of(EVENT, digits(event)));
  }
}
