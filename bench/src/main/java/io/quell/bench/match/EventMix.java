package io.quell.bench.match;

import io.quell.bench.SampleEvent;
import io.quell.finding.Format;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Events as EventBridge delivers them, on one line and with one finding of some 5.4 KB each, of
/// which every so-manieth meets one rule of each book of [io.quell.bench.Books].
///
/// Of those that meet none, a third is about another control, a third in another account, and a
/// third without the tag: they fail at a criterion early and late.
///
/// @param format the format of the findings
/// @param every of so many findings one matches
record EventMix(Format format, int every) {
  private static final int EVENTS = 200;
  private static final int CONTROLS = 10;

  /// How many of the events match a rule.
  int matching() {
    return EVENTS / every;
  }

  /// The events, each as the function gets it.
  List<byte[]> events() {
    List<byte[]> events = new ArrayList<>();
    for (int at = 0; at < EVENTS; at++) {
      events.add(event(at).getBytes(StandardCharsets.UTF_8));
    }
    return events;
  }

  private String event(int at) {
    SampleEvent event = matching(format, at, "S3." + at % CONTROLS);
    if (at % every != 0) {
      event =
          switch (at % 3) {
            case 0 -> event.control("Config." + at % CONTROLS);
            case 1 -> event.account("777788889999");
            default -> event.purpose("web");
          };
    }
    return event.event();
  }

  /// The event of a finding that meets the rule about its control.
  ///
  /// @param at tells it from others
  static SampleEvent matching(Format format, int at, String control) {
    return SampleEvent.of(format)
        .identifier("finding-%04d-of-the-benchmark-%d".formatted(at, at * 7919))
        .control(control)
        .account("444455556666")
        .bucket(at)
        .purpose("access-logs");
  }

  @Override
  public String toString() {
    return "%s, one in %d matches".formatted(format, every);
  }
}
