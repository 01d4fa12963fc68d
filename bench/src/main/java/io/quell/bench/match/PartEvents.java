package io.quell.bench.match;

import io.quell.bench.SampleEvent;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.run.RuleEngine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Events of findings that have to be settled, with one finding each.
///
/// @param format the format of the findings
/// @param state what Quell and its rules have to do with the findings
/// @param isOwn whether each finding is in a situation of its own, so that nothing of an earlier
///     one helps
record PartEvents(Format format, State state, boolean isOwn) {
  static final int EVENTS = 1_000;

  /// What Quell and its rules have to do with a finding.
  enum State {
    /// A rule matches, and Quell has set nothing.
    WANTED("a rule matches"),
    /// Quell has set what the rule that matches wants: the event is that of Quell's own update.
    SET("what a rule wants is set"),
    /// Quell has set something, and no rule wants it any more.
    LEFT("what is set goes back");

    private final String words;

    State(String words) {
      this.words = words;
    }
  }

  /// The events, each as the function gets it.
  ///
  /// @param engine the rules, which have set what is set
  List<byte[]> events(RuleEngine engine) {
    List<SampleEvent> events = new ArrayList<>();
    for (int at = 0; at < EVENTS; at++) {
      SampleEvent event = EventMix.matching(format, at, "S3.9");
      events.add(isOwn ? event.type("Software and Configuration Checks/Kind " + at) : event);
    }
    if (state != State.WANTED) {
      set(engine, events);
    }
    if (state == State.LEFT) {
      events.forEach(event -> event.purpose("web"));
    }
    return bytes(events);
  }

  /// Events of findings of which each matches one of so many rules.
  static List<byte[]> matching(Format format, int rules) {
    List<SampleEvent> events = new ArrayList<>();
    for (int at = 0; at < EVENTS; at++) {
      events.add(EventMix.matching(format, at, "S3." + at % rules));
    }
    return bytes(events);
  }

  private static List<byte[]> bytes(List<SampleEvent> events) {
    return events.stream().map(event -> event.event().getBytes(StandardCharsets.UTF_8)).toList();
  }

  /// Has a hub set what the rules want, and takes the findings as they are then.
  private static void set(RuleEngine engine, List<SampleEvent> events) {
    try (LocalHub local = LocalHub.start(HubOptions.defaults());
        SecurityHub hub = SecurityHub.local(local.endpoint())) {
      events.forEach(event -> local.seed(event.finding()));
      var answers = hub.apply(updates(engine, bytes(events)));
      if (!answers.values().stream().allMatch(UpdateResult.Processed.class::isInstance)) {
        throw new IllegalStateException("not every update was processed: " + answers);
      }
      for (SampleEvent event : events) {
        byte[] text = event.event().getBytes(StandardCharsets.UTF_8);
        Finding finding = MatchContestant.findings(text).getFirst();
        event.finding(
            switch (finding.identifier()) {
              case FindingIdentifier.Asff(var id, var productArn) ->
                  local.finding(id, productArn).orElseThrow();
              case FindingIdentifier.MetadataUid(var uid) -> local.ocsfFinding(uid).orElseThrow();
              case FindingIdentifier.OcsfParts _ -> throw new IllegalStateException("no uid");
            });
      }
    }
  }

  /// What the rules have to be set on the findings of events.
  static List<FindingUpdate> updates(RuleEngine engine, List<byte[]> events) {
    return events.stream()
        .flatMap(event -> MatchContestant.findings(event).stream())
        .map(finding -> new FindingUpdate(finding.identifier(), engine.evaluate(finding).update()))
        .toList();
  }

  @Override
  public String toString() {
    return "%s, %s, %s"
        .formatted(
            format, state.words, isOwn ? "each in its own situation" : "all in one situation");
  }
}
