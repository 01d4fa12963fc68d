package io.quell.run.mark;

import static io.quell.update.ReservedFields.SEVERITY_BEFORE;
import static io.quell.update.ReservedFields.WORKFLOW_BEFORE;

import io.quell.finding.Finding;
import io.quell.finding.Note;
import io.quell.finding.OcsfFinding;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.WorkflowStatus;
import io.quell.update.Action.SetField;
import io.quell.update.FieldValue;
import io.quell.update.Limits;
import io.quell.update.UpdateBuilder;
import io.quell.update.UpdateField;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The marks of an OCSF finding: the end of its comment.
final class OcsfMarks extends Marks {
  private final OcsfFinding finding;
  private final OcsfComment comment;

  OcsfMarks(OcsfFinding finding) {
    super(finding);
    this.finding = finding;
    comment = OcsfComment.read(finding.note().map(Note::text));
  }

  @Override
  Map<String, String> fields() {
    return comment.fields();
  }

  @Override
  Optional<String> providerSeverity() {
    return labelledSeverityOfProvider().map(Enum::name);
  }

  private Optional<OcsfSeverity> labelledSeverityOfProvider() {
    return finding.providerSeverityId().filter(severity -> severity.label().isPresent());
  }

  @Override
  Optional<String> finalStatus() {
    return finding
        .statusId()
        .filter(
            status ->
                switch (status) {
                  case ARCHIVED, DELETED, OTHER -> true;
                  case UNKNOWN, NEW, IN_PROGRESS, SUPPRESSED, RESOLVED -> false;
                })
        .map(Enum::name);
  }

  @Override
  boolean noteIsForeign() {
    return comment.foreign().isPresent();
  }

  /// An import may set any status back to New.
  @Override
  boolean canBeProviders(String set, String now) {
    return now.equals(WorkflowStatus.NEW.name());
  }

  @Override
  int longestRules() {
    return OcsfComment.LONGEST_RULES;
  }

  @Override
  Optional<SetField> severityBack() {
    return severityBefore()
        .map(severity -> new SetField(UpdateField.SEVERITY_ID, new FieldValue.Constant(severity)));
  }

  private Optional<OcsfSeverity> severityBefore() {
    return labelledSeverityOfProvider()
        .or(() -> said(SEVERITY_BEFORE).flatMap(OcsfSeverity::named));
  }

  @Override
  Optional<SetField> statusBack() {
    return statusBefore().map(OcsfMarks::status);
  }

  @Override
  SetField reopening() {
    return status(OcsfStatus.NEW);
  }

  private static SetField status(OcsfStatus status) {
    return new SetField(UpdateField.STATUS_ID, new FieldValue.Constant(status));
  }

  private Optional<OcsfStatus> statusBefore() {
    return said(WORKFLOW_BEFORE)
        .flatMap(
            name ->
                WorkflowStatus.named(name).map(OcsfStatus::of).or(() -> OcsfStatus.named(name)));
  }

  @Override
  void write(UpdateBuilder update, IntFunction<String> note, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(comment.fields());
    all.putAll(fields);
    update.note(new Note(OcsfComment.text(comment.foreign(), note, all).orElseThrow(), AUTHOR));
  }

  @Override
  public Finding withoutQuell() {
    Map<String, @Nullable Object> members = new HashMap<>();
    if (severityIsQuells()) {
      Optional<OcsfSeverity> before = severityBefore();
      members.put("severity_id", before.map(OcsfSeverity::id).orElse(null));
      members.put("severity", before.map(OcsfSeverity::caption).orElse(null));
    }
    if (statusIsQuells()) {
      Optional<OcsfStatus> before = statusBefore();
      members.put("status_id", before.map(OcsfStatus::id).orElse(null));
      members.put("status", before.map(OcsfStatus::caption).orElse(null));
    }
    if (comment.said().isPresent()) {
      members.put("comment", comment.foreign().orElse(null));
    }
    return members.isEmpty() ? finding : finding.with(members);
  }

  @Override
  Optional<String> noteText() {
    return comment.said();
  }

  @Override
  boolean hasText(ChangeNote note) {
    return comment.said().isPresent()
        && OcsfComment.text(comment.foreign(), note::note, comment.fields())
            .map(OcsfComment::squeezed)
            .equals(finding.note().map(Note::text).map(OcsfComment::squeezed));
  }

  /// User-defined fields, which the format does not have, take no room.
  @Override
  public boolean hasRoom(Set<String> others) {
    return OcsfComment.hasRoomBeside(comment.foreign());
  }

  @Override
  public String noRoom() {
    return "everything: beside the comment that somebody wrote there is no room left for Quell's part, of %d characters"
        .formatted(Limits.LONGEST_NOTE);
  }
}
