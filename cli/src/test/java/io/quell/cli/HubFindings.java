package io.quell.cli;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.localhub.LocalHub;
import io.quell.testing.SampleFinding;
import java.util.List;
import java.util.stream.Stream;

/// The findings of a local hub, as a test puts them there and looks at them.
///
/// @param hub the hub
public record HubFindings(LocalHub hub) {
  /// Puts a finding into the hub as it is, in place of an earlier one.
  public void hold(SampleFinding sample) {
    hub.seed(sample.text());
  }

  /// The finding as the hub has it now.
  public Finding now(SampleFinding sample) {
    return read(
        switch (sample.read().identifier()) {
          case FindingIdentifier.Asff(var id, var productArn) ->
              hub.finding(id, productArn).orElseThrow();
          case FindingIdentifier.MetadataUid(var uid) -> hub.ocsfFinding(uid).orElseThrow();
          case FindingIdentifier.OcsfParts parts ->
              throw new IllegalArgumentException("not used here: " + parts);
        });
  }

  /// All findings of both formats.
  public List<Finding> all() {
    return Stream.concat(hub.findings().stream(), hub.ocsfFindings().stream())
        .map(HubFindings::read)
        .toList();
  }

  private static Finding read(String json) {
    try {
      return Finding.read(Json.read(json));
    } catch (UnreadableException e) {
      throw new AssertionError(json, e);
    }
  }
}
