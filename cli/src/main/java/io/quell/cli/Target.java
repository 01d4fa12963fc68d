package io.quell.cli;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.update.UpdateField;
import java.util.List;
import java.util.Map;

/// A finding that a person wants to change, with what is known of it: of many findings no more is
/// held in memory.
///
/// @param identifier what names it in an update
/// @param label by what a person knows it
/// @param isKnown whether the finding itself was read, and not its identifier alone
/// @param state severity and workflow status as they were read
/// @param userDefinedFields those it had when it was read
/// @param relatedFindings likewise
record Target(
    FindingIdentifier identifier,
    String label,
    boolean isKnown,
    State state,
    Map<String, String> userDefinedFields,
    List<FindingIdentifier.Asff> relatedFindings) {

  /// A finding of which only the identifier is known.
  static Target of(FindingIdentifier identifier) {
    return new Target(identifier, identifier.toString(), false, State.UNKNOWN, Map.of(), List.of());
  }

  /// A finding that was read.
  static Target of(Finding finding) {
    return new Target(
        finding.identifier(),
        Label.of(finding),
        true,
        State.of(finding),
        finding.userDefinedFields(),
        UpdateField.related(finding));
  }
}
