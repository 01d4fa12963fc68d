package io.quell.localhub.ocsf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.api.ServiceException;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import io.quell.localhub.store.StoredFinding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The values of one BatchUpdateFindingsV2 call, ready to be laid over a finding.
///
/// @param values the well-formed request
public record OcsfUpdate(ObjectNode values) {
  /// How many findings a call may name (API reference, BatchUpdateFindingsV2).
  static final int MOST_FINDINGS = 100;
  /// How long a comment may be, in characters (API reference, BatchUpdateFindingsV2).
  static final int COMMENT_LENGTH = 512;
  /// The members that a request may have.
  public static final List<String> MEMBERS =
      List.of("MetadataUids", "FindingIdentifiers", "Comment", "SeverityId", "StatusId");

  /// Reads a request.
  ///
  /// @throws ServiceException for one that the API does not allow
  static OcsfUpdate read(ObjectNode body) {
    JsonPart request = new JsonPart("", body);
    Violations violations = new Violations();
    violations.onlyMembers(new JsonPart("request", body), MEMBERS);
    JsonPart uids = request.at("MetadataUids");
    JsonPart identifiers = request.at("FindingIdentifiers");
    for (JsonPart uid : violations.list(uids)) {
      violations.text(uid);
    }
    for (JsonPart identifier : violations.list(identifiers)) {
      violations.exactly(identifier, OcsfIdentifier.MEMBERS.toArray(String[]::new));
      for (String member : OcsfIdentifier.MEMBERS) {
        violations.text(identifier.at(member));
      }
    }
    violations.sized(uids, 0, MOST_FINDINGS);
    violations.sized(identifiers, 0, MOST_FINDINGS);
    if (uids.items().isEmpty() == identifiers.items().isEmpty()) {
      violations.add(
          new JsonPart("request", body),
          "should have either 'MetadataUids' or 'FindingIdentifiers'");
    }
    violations.text(request.at("Comment"), COMMENT_LENGTH);
    for (OcsfValues settable : OcsfValues.SETTABLE) {
      violations.number(request.at(settable.member()), settable.ids());
    }
    violations.refuseCall();
    return new OcsfUpdate(body);
  }

  /// The finding with the values laid over it; its times stay, because they are the provider's.
  StoredFinding of(StoredFinding finding) {
    ObjectNode updated = finding.content().deepCopy();
    Set<String> named = new HashSet<>();
    for (OcsfValues settable : OcsfValues.SETTABLE) {
      if (values.hasNonNull(settable.member())) {
        settable.set(updated, values.path(settable.member()).asInt());
        named.add(settable.id());
      }
    }
    if (values.hasNonNull("Comment")) {
      updated.set(ImportedOcsfFinding.COMMENT, values.get("Comment"));
      named.add(ImportedOcsfFinding.COMMENT);
    }
    return finding.updated(updated, named);
  }
}
