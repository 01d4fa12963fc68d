package io.quell.compile.pattern;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.Machine;

/// Event rules with some patterns, as EventBridge matches them.
final class EventBus {
  private final Machine machine = Machine.builder().build();

  EventBus(List<FindingPattern> patterns) {
    for (int at = 0; at < patterns.size(); at++) {
      String pattern = Json.write(patterns.get(at).json());
      try {
        machine.addRule("rule " + at, pattern);
      } catch (IOException | RuntimeException e) {
        throw new AssertionError("EventBridge would refuse " + pattern, e);
      }
    }
  }

  /// How many event rules take the event of an imported finding.
  int takers(Finding finding) {
    return takers(finding.format(), finding.json());
  }

  int takers(Format format, Map<String, ?> finding) {
    String type =
        format == Format.ASFF ? FindingPattern.ASFF_IMPORTED : FindingPattern.OCSF_IMPORTED;
    String event =
        Json.write(
            Map.of(
                "source",
                FindingPattern.SOURCE,
                "detail-type",
                type,
                "account",
                "111122223333",
                "detail",
                Map.of("findings", List.of(finding))));
    try {
      return machine.rulesForJSONEvent(event).size();
    } catch (Exception e) {
      throw new AssertionError("no event: " + event, e);
    }
  }

  boolean takes(Finding finding) {
    return takers(finding) > 0;
  }
}
