package io.quell.localhub.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.asff.AsffIdentifier;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.json.Timestamps;
import io.quell.localhub.store.ChangeSource;
import java.time.Instant;
import java.util.List;

/// One thing that happened to a finding: it was created, or some of its fields changed.
///
/// @param number its place among all events of all findings, from 0
/// @param created whether the finding came with it
/// @param changes none where the finding was created
record ChangeEvent(
    long number, Instant time, boolean created, ChangeSource source, List<FieldChange> changes) {
  /// The event as the API writes it.
  ObjectNode toJson(AsffIdentifier finding) {
    ObjectNode event = JsonText.object();
    event.set("FindingIdentifier", finding.toJson());
    event.put("UpdateTime", Timestamps.write(time));
    event.put("FindingCreated", created);
    event
        .putObject("UpdateSource")
        .put("Type", source.kind().name())
        .put("Identity", source.identity());
    event.putArray("Updates").addAll(changes.stream().map(FieldChange::toJson).toList());
    return event;
  }
}
