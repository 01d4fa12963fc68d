package io.quell.hub.reading;

import io.quell.finding.Finding;
import java.util.List;
import java.util.Optional;

/// A page of findings, as a hub answers a read.
///
/// @param findings those that could be read, in the hub's order
/// @param unreadable a sentence for each that could not
/// @param nextToken asks for the next page; empty on the last one. It belongs to this very query
///     and goes bad with time: it is never kept
public record HubPage(List<Finding> findings, List<String> unreadable, Optional<String> nextToken) {
  public HubPage {
    findings = List.copyOf(findings);
    unreadable = List.copyOf(unreadable);
  }
}
