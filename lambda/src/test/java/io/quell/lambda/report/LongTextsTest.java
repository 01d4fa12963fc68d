package io.quell.lambda.report;

import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Json;
import io.quell.finding.JsonMembers;
import io.quell.lambda.Quell;
import io.quell.lambda.event.Delivery;
import io.quell.lambda.event.EventReader;
import io.quell.run.RuleEngine;
import io.quell.testing.Findings;
import io.quell.testing.Findings.Sample;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// However long a text is that comes in a finding or an event, the lines about it are whole.
final class LongTextsTest {
  private static final int LONG = 400_000;
  private static final RuleEngine ENGINE =
      new RuleEngine(
          List.of(
              rule("quiet").decides(suppress()),
              rule("broken")
                  .decides(
                      finding -> {
                        throw new IllegalStateException("region " + finding.region());
                      })),
          Clock.systemUTC());

  private static List<String> lines(Delivery delivery) {
    Report report = Quell.observing(ENGINE).process(List.of(delivery));
    List<String> lines = new ArrayList<>(LogLines.of(report));
    lines.addAll(new Metrics(Optional.of("Quell"), true).lines(report, Instant.EPOCH));
    report.entries().stream().flatMap(entry -> entry.failure().stream()).forEach(lines::add);
    lines.add(report.entries().getFirst().delivery().name());
    return lines;
  }

  private static void areWhole(List<String> lines) {
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(JsonMembers.LONGEST_LINE));
  }

  static Stream<Sample> findings() {
    return Stream.of("a", "ü", "\u0000", "\"", "😀")
        .map(letter -> letter.repeat(LONG / letter.length()))
        .flatMap(
            text ->
                Stream.of(
                    Findings.finding().with(text, "Region"),
                    Findings.finding().with(text, "Id"),
                    Findings.finding().with(text, "AwsAccountId"),
                    Findings.finding().with(text, "ProductArn"),
                    Findings.finding().with(text, "Severity", "Label"),
                    Findings.finding().with(text, "Workflow", "Status"),
                    Findings.finding().with(text, "Compliance", "SecurityControlId")));
  }

  @ParameterizedTest
  @MethodSource("findings")
  void tellsOfAFindingWithALongText(Sample finding) {
    areWhole(lines(new Delivery("event", EventReader.findings(List.of(finding.json())))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "source", "detail-type", "time", "detail"})
  void tellsOfAnEventWithALongText(String member) {
    Map<String, Object> event =
        new HashMap<>(
            Map.of(
                "id",
                "event-1",
                "source",
                "aws.securityhub",
                "detail-type",
                "Security Hub Findings - Imported",
                "detail",
                Map.of("findings", List.of(Findings.finding().json()))));
    event.put(member, "x".repeat(LONG));

    areWhole(lines(EventReader.event(event)));
  }

  @Test
  void tellsOfAnEventWithManyWrongFindings() {
    List<String> lines =
        lines(
            new Delivery(
                "event", EventReader.findings(Collections.nCopies(1_000_000, "no finding"))));

    assertThat(lines).hasSizeLessThan(110).anyMatch(line -> line.contains("and 999,900 more"));
    areWhole(lines);
  }

  @Test
  void isStillJson() throws Exception {
    String line =
        JsonMembers.line("ERROR", "much")
            .with("texts", Collections.nCopies(10_000, "\u0001".repeat(LONG)))
            .with("deep", Map.of("x".repeat(LONG), Collections.nCopies(1_000, "y".repeat(LONG))))
            .toString();

    areWhole(List.of(line));
    assertThat(Json.read(line)).isInstanceOf(Map.class);
  }
}
