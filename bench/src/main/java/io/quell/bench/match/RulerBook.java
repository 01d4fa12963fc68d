package io.quell.bench.match;

import io.quell.finding.Format;
import io.quell.finding.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.event.ruler.Machine;

/// The rules of [io.quell.bench.Books] as patterns for event-ruler, in one format of findings: the
/// same criteria, under the same ids.
final class RulerBook {
  private final Machine machine = Machine.builder().build();

  RulerBook(Format format, int rules) {
    try {
      for (int at = 0; at < rules; at++) {
        machine.addRule("rule-" + at, pattern(format, List.of("S3." + at, "EC2." + at)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pattern(Format format, List<String> controls) {
    List<String> accounts = List.of("111122223333", "444455556666");
    Map<String, Object> finding =
        switch (format) {
          case ASFF ->
              Map.of(
                  "Compliance",
                  Map.of("SecurityControlId", controls),
                  "AwsAccountId",
                  accounts,
                  "Resources",
                  Map.of("Tags", Map.of("purpose", List.of("access-logs"))),
                  "Severity",
                  Map.of("Label", List.of(Map.of("anything-but", List.of("CRITICAL")))));
          case OCSF ->
              Map.of(
                  "compliance",
                  Map.of("control", controls),
                  "cloud",
                  Map.of("account", Map.of("uid", accounts)),
                  "resources",
                  Map.of(
                      "tags", Map.of("name", List.of("purpose"), "value", List.of("access-logs"))),
                  "severity_id",
                  List.of(Map.of("anything-but", List.of(5))));
        };
    return Json.write(Map.of("detail", Map.of("findings", finding)));
  }

  /// The ids of the rules that match an event.
  Set<String> matched(byte[] event) {
    try {
      return new HashSet<>(machine.rulesForJSONEvent(new String(event, StandardCharsets.UTF_8)));
    } catch (Exception e) { // that is what the method declares
      throw new IllegalStateException(e);
    }
  }

  /// How many rules match an event.
  int count(byte[] event) {
    try {
      return machine.rulesForJSONEvent(new String(event, StandardCharsets.UTF_8)).size();
    } catch (Exception e) { // that is what the method declares
      throw new IllegalStateException(e);
    }
  }
}
