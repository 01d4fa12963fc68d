package io.quell.localhub.asff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.api.ServiceException;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.util.List;

/// What a BatchUpdateFindings request may say.
///
/// The service model allows or refuses the call; the finding format, and with it the limits that
/// the model does not know, allows or refuses the update of each finding.
public final class UpdateFormat {
  /// How many findings a call may name (API reference, BatchUpdateFindings).
  static final int MOST_IDENTIFIERS = 100;

  /// The members that a request may have.
  public static final List<String> MEMBERS =
      List.of(
          "FindingIdentifiers",
          "Note",
          "Severity",
          "VerificationState",
          "Confidence",
          "Criticality",
          "Types",
          "UserDefinedFields",
          "Workflow",
          "RelatedFindings");

  private UpdateFormat() {}

  /// Checks what the service model says of a request: types, required members, blank strings, enums
  /// and ranges.
  ///
  /// @throws ServiceException for a request that the service model does not allow
  static void refuseMalformed(ObjectNode body) {
    JsonPart request = new JsonPart("", body);
    Violations violations = new Violations();
    violations.object(new JsonPart("request", body), "FindingIdentifiers");
    violations.onlyMembers(new JsonPart("request", body), MEMBERS);
    identifiers(request.at("FindingIdentifiers"), violations);
    violations.sized(request.at("FindingIdentifiers"), 1, MOST_IDENTIFIERS);
    JsonPart note = request.at("Note");
    violations.exactly(note, "Text", "UpdatedBy");
    violations.text(note.at("Text"));
    violations.text(note.at("UpdatedBy"));
    JsonPart severity = request.at("Severity");
    violations.object(severity);
    violations.onlyMembers(severity, List.of("Label", "Normalized", "Product"));
    violations.oneOf(severity.at("Label"), AsffSeverities.LABELS);
    violations.integer(severity.at("Normalized"), 0, 100);
    violations.number(severity.at("Product"));
    violations.oneOf(request.at("VerificationState"), FindingFormat.VERIFICATION_STATES);
    violations.integer(request.at("Confidence"), 0, 100);
    violations.integer(request.at("Criticality"), 0, 100);
    for (JsonPart type : violations.list(request.at("Types"))) {
      violations.text(type);
    }
    violations.map(request.at("UserDefinedFields"));
    JsonPart workflow = request.at("Workflow");
    violations.object(workflow);
    violations.onlyMembers(workflow, List.of("Status"));
    violations.oneOf(workflow.at("Status"), FindingFormat.WORKFLOW_STATUSES);
    identifiers(request.at("RelatedFindings"), violations);
    violations.refuseCall();
  }

  /// What is wrong with the request's values in the finding format.
  static Violations ofValues(ObjectNode body) {
    JsonPart data = new JsonPart("data", body);
    Violations violations = new Violations();
    violations.noLonger(data.at("Note").at("Text"), FindingFormat.NOTE_LENGTH);
    violations.noLonger(data.at("Note").at("UpdatedBy"), FindingFormat.NOTE_LENGTH);
    FindingFormat.typesOfUpdate(data.at("Types"), violations);
    violations.sized(
        data.at("UserDefinedFields"),
        FindingFormat.MOST_PAIRS,
        FindingFormat.KEY_LENGTH,
        FindingFormat.USER_DEFINED_FIELD_LENGTH);
    FindingFormat.relatedFindings(data.at("RelatedFindings"), violations);
    return violations;
  }

  /// What is wrong with the size of a finding's collections after a merge: together, two can break
  /// a limit that neither breaks alone.
  static Violations ofMerged(ObjectNode finding) {
    JsonPart data = new JsonPart("data", finding);
    Violations violations = new Violations();
    violations.sized(data.at("Types"), 0, FindingFormat.MOST_TYPES);
    violations.sized(data.at("RelatedFindings"), 0, FindingFormat.MOST_RELATED_FINDINGS);
    violations.sized(
        data.at("UserDefinedFields"),
        FindingFormat.MOST_PAIRS,
        FindingFormat.KEY_LENGTH,
        FindingFormat.USER_DEFINED_FIELD_LENGTH);
    return violations;
  }

  private static void identifiers(JsonPart list, Violations violations) {
    for (JsonPart identifier : violations.list(list)) {
      violations.exactly(identifier, "Id", "ProductArn");
      violations.text(identifier.at("Id"));
      violations.text(identifier.at("ProductArn"));
    }
  }
}
