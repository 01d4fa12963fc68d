package io.quell.hub.query;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.FakeTimeSource;
import io.quell.localhub.LocalHub;
import io.quell.testing.SampleFinding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Findings in a local hub, which shares no code with the queries that it is asked by.
final class FilteredHub implements AutoCloseable {
  private final LocalHub local = LocalHub.start();
  private final SecurityHub hub = SecurityHub.local(local.endpoint(), new FakeTimeSource());
  private final List<Finding> findings = new ArrayList<>();

  /// Takes a finding, under an identifier that no other has.
  Finding add(SampleFinding sample) {
    String id = "finding-" + findings.size();
    SampleFinding named =
        switch (sample.read().format()) {
          case ASFF -> sample.with(id, "Id");
          case OCSF -> sample.with(id, "metadata", "uid");
        };
    local.seed(Json.write(named.read().json()));
    findings.add(named.read());
    return named.read();
  }

  List<Finding> findings() {
    return findings;
  }

  /// What the hub answers to a query.
  Set<FindingIdentifier> answer(FindingQuery query) {
    Set<FindingIdentifier> answer = new HashSet<>();
    try {
      hub.findings(query.format(), query.filters(), finding -> answer.add(finding.identifier()));
    } catch (UnreadableException e) {
      throw new AssertionError(e);
    }
    return answer;
  }

  @Override
  public void close() {
    hub.close();
    local.close();
  }
}
