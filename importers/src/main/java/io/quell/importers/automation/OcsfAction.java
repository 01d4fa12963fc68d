package io.quell.importers.automation;

import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.importers.source.NoteText;
import io.quell.importers.source.RefusedException;
import io.quell.importers.source.SourceValue;
import io.quell.update.Action;
import io.quell.update.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The action of an automation rule of the second version, which sets fields as
/// BatchUpdateFindingsV2 does.
final class OcsfAction {
  private OcsfAction() {}

  static List<Action> read(SourceValue action) throws RefusedException {
    action.members(Set.of("Type", "FindingFieldsUpdate"));
    action.at("Type").oneOf(Set.of("FINDING_FIELDS_UPDATE"));
    SourceValue update = action.at("FindingFieldsUpdate");
    update.members(Set.of("SeverityId", "StatusId", "Comment"));
    List<Action> actions = new ArrayList<>();
    if (!update.at("SeverityId").isAbsent()) {
      SourceValue id = update.at("SeverityId");
      OcsfSeverity severity =
          OcsfSeverity.ofId(id.integer())
              .orElseThrow(
                  () ->
                      new RefusedException(
                          "%s is %s, which is no severity".formatted(id.name(), id.value())));
      actions.addAll(Decision.severity(severity).actions());
    }
    if (!update.at("StatusId").isAbsent()) {
      SourceValue id = update.at("StatusId");
      OcsfStatus status =
          OcsfStatus.ofId(id.integer())
              .orElseThrow(
                  () ->
                      new RefusedException(
                          "%s is %s, which is no status".formatted(id.name(), id.value())));
      actions.addAll(Decision.status(status).actions());
    }
    if (!update.at("Comment").isAbsent()) {
      actions.add(NoteText.action(update.at("Comment")));
    }
    if (actions.isEmpty()) {
      throw new RefusedException("its FindingFieldsUpdate sets nothing");
    }
    return actions;
  }
}
