package io.quell.cli.update;

import io.quell.cli.terminal.FindingName;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.update.FindingState;
import io.quell.update.UpdateField;
import java.util.List;
import java.util.Map;

/// A finding that a person wants to change, with what is known of it: of many findings no more is
/// kept in memory.
///
/// @param identifier what names it in an update
/// @param name by what a person knows it
/// @param isKnown whether the finding itself was read, and not its identifier alone
/// @param state severity and workflow status as they were read
/// @param userDefinedFields those it had when it was read
/// @param relatedFindings likewise
record RequestedFinding(
    FindingIdentifier identifier,
    String name,
    boolean isKnown,
    FindingState state,
    Map<String, String> userDefinedFields,
    List<FindingIdentifier.Asff> relatedFindings) {

  /// A finding of which only the identifier is known.
  static RequestedFinding of(FindingIdentifier identifier) {
    return new RequestedFinding(
        identifier, identifier.toString(), false, FindingState.UNKNOWN, Map.of(), List.of());
  }

  /// A finding that was read.
  static RequestedFinding of(Finding finding) {
    return new RequestedFinding(
        finding.identifier(),
        FindingName.of(finding),
        true,
        FindingState.of(finding),
        finding.userDefinedFields(),
        UpdateField.related(finding));
  }
}
