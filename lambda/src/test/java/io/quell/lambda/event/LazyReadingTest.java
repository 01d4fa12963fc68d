package io.quell.lambda.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.lambda.Quell;
import io.quell.lambda.SampleEvents;
import io.quell.lambda.report.LogLines;
import io.quell.lambda.report.Report;
import io.quell.lambda.report.Result;
import io.quell.run.RuleEngine;
import io.quell.testing.SampleFinding;
import io.quell.testing.random.RandomCriteria;
import io.quell.testing.random.RandomFindings;
import io.quell.testing.random.RandomRules;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is decided on a payload that is read lazily, and told about it, is what is decided and told
/// where all of it is read at once: for any finding and any rules, and whatever became of the
/// bytes.
final class LazyReadingTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final int CASES = 3_000;

  /// What is read, and what is told.
  private record Told(List<Delivery> deliveries, List<String> log, Report report) {}

  private static Told told(Payload payload, RuleEngine engine) {
    Report report = Quell.observing(engine).process(payload.deliveries());
    return new Told(payload.deliveries(), LogLines.of(report), report);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void decidesAndTellsTheSame(Format format) {
    var random = new Random(format.name().hashCode());
    int matched = 0;
    int unreadable = 0;
    for (int at = 0; at < CASES; at++) {
      var engine = new RuleEngine(RandomRules.rules(random, true), CLOCK);
      byte[] payload = payload(random, format);
      Told lazy = told(EventReader.read(payload), engine);

      assertThat(lazy)
          .as(() -> new String(payload, StandardCharsets.UTF_8))
          .isEqualTo(told(atOnce(payload), engine));
      matched += lazy.report().results().stream().anyMatch(one -> isMatched(one)) ? 1 : 0;
      unreadable += lazy.log().toString().contains("event unreadable") ? 1 : 0;
    }
    assertThat(matched).as("payloads with a match").isGreaterThan(CASES / 4);
    assertThat(unreadable).as("payloads that cannot be read").isGreaterThan(CASES / 20);
  }

  private static boolean isMatched(Result result) {
    return !result.evaluation().matched().isEmpty();
  }

  /// The payload where nothing is read lazily.
  private static Payload atOnce(byte[] payload) {
    Object json;
    try {
      json = Json.read(payload);
    } catch (UnreadableException e) {
      return new Payload.Direct(
          new Delivery("invocation", new Delivery.Unreadable(String.valueOf(e.getMessage()))));
    }
    if (!(json instanceof Map<?, ?> batch) || !(batch.get("Records") instanceof List<?> records)) {
      return EventReader.payload(json);
    }
    List<Delivery> deliveries = new ArrayList<>();
    for (Object item : records) {
      if (!(item instanceof Map<?, ?> message)
          || !"aws:sqs".equals(message.get("eventSource"))
          || !(message.get("messageId") instanceof String id)
          || !(message.get("body") instanceof String body)) {
        return EventReader.payload(json); // what is no message has no body to read
      }
      Delivery event;
      try {
        event = EventReader.event(Json.read(body));
      } catch (UnreadableException e) {
        event =
            new Delivery("", new Delivery.Unreadable("the message's body is " + e.getMessage()));
      }
      deliveries.add(new Delivery(id, event.content(), event.time()));
    }
    return new Payload.Queue(deliveries);
  }

  private static byte[] payload(Random random, Format format) {
    List<String> bodies = new ArrayList<>();
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      SampleFinding[] findings = new SampleFinding[1 + random.nextInt(2)];
      Arrays.setAll(findings, _ -> finding(random, format));
      bodies.add(mutated(Json.write(SampleEvents.imported(findings)), random));
    }
    if (random.nextBoolean()) {
      return mutated(bodies.getFirst(), random).getBytes(StandardCharsets.UTF_8);
    }
    List<Map<String, Object>> records = new ArrayList<>();
    bodies.forEach(body -> records.add(SampleEvents.message("m" + records.size(), body)));
    return Json.write(Map.of("Records", records)).getBytes(StandardCharsets.UTF_8);
  }

  private static SampleFinding finding(Random random, Format format) {
    if (random.nextInt(8) == 0) {
      return RandomCriteria.finding(random);
    }
    SampleFinding finding = RandomFindings.untouched(random, format);
    return switch (random.nextInt(3)) {
      case 0 -> RandomFindings.planted(random, finding, "unnamed");
      case 1 -> RandomFindings.touched(random, finding);
      default -> finding;
    };
  }

  /// The text with a piece of it gone, twice there, or another letter in it: of five one.
  private static String mutated(String text, Random random) {
    if (random.nextInt(5) > 0) {
      return text;
    }
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + random.nextInt(30));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at) + text.substring(end);
      case 1 -> text.substring(0, end) + text.substring(at);
      case 2 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at);
      default -> text.substring(0, at) + "\ud83d" + text.substring(end);
    };
  }
}
