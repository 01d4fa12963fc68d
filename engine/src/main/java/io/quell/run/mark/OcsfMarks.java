package io.quell.run.mark;

import io.quell.finding.Finding;
import io.quell.finding.Note;
import io.quell.finding.OcsfFinding;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.WorkflowStatus;
import io.quell.update.Action.SetField;
import io.quell.update.UpdateBuilder;
import io.quell.update.UpdateField;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The marks of an OCSF finding: the end of its comment. A comment that somebody else has written,
/// or written in, makes the whole finding theirs: there is no other place to say what Quell has
/// done.
final class OcsfMarks extends Marks {
  private final OcsfFinding finding;
  private final OcsfComment comment;

  OcsfMarks(OcsfFinding finding, OcsfComment comment, Marking marking) {
    super(finding, marking, comment.mark());
    this.finding = finding;
    this.comment = comment;
  }

  @Override
  Optional<String> finalStatus() {
    return finding
        .statusId()
        .filter(status -> !status.isOpen() && status.workflowStatus().isEmpty())
        .map(Enum::name);
  }

  @Override
  Optional<String> unreadableStatus() {
    return Optional.ofNullable(finding.json().get("status_id"))
        .filter(_ -> finding.statusId().isEmpty())
        .map(Object::toString);
  }

  @Override
  boolean noteIsForeign() {
    return comment.isForeign();
  }

  @Override
  Optional<String> lostMemory() {
    return comment.isForeign()
        ? Optional.of("it has a comment that somebody else wrote, beside which no mark has a place")
        : Optional.empty();
  }

  /// An import may set any status back to New, and looks like a person who does so: it is set again
  /// at most once for each day on which the provider has changed the finding.
  @Override
  boolean canBeSetAgain(String set, Optional<LocalDate> setAgain) {
    return finding.workflowStatus().equals(Optional.of(WorkflowStatus.NEW))
        && !set.equals(WorkflowStatus.NEW.name())
        && changedOn().filter(day -> setAgain.map(day::isAfter).orElse(true)).isPresent();
  }

  @Override
  Optional<String> providerSeverity() {
    return labelledSeverityOfProvider().map(Enum::name);
  }

  private Optional<OcsfSeverity> labelledSeverityOfProvider() {
    return finding.providerSeverityId().filter(severity -> severity.label().isPresent());
  }

  @Override
  Optional<SetField> backTo(UpdateField field, Mark.SetValue set) {
    return switch (field) {
      case WORKFLOW_STATUS ->
          Optional.of(set(UpdateField.STATUS_ID, statusBefore(set).orElse(OcsfStatus.NEW)));
      case SEVERITY -> severityWithout().map(back -> set(UpdateField.SEVERITY_ID, back));
      default -> Optional.empty();
    };
  }

  @Override
  Optional<String> foreignValue(UpdateField field) {
    return Optional.empty();
  }

  private Optional<OcsfSeverity> severityWithout() {
    return labelledSeverityOfProvider().or(this::severityBefore);
  }

  private static Optional<OcsfStatus> statusBefore(Mark.SetValue set) {
    return set.before()
        .flatMap(
            name ->
                WorkflowStatus.named(name).map(OcsfStatus::of).or(() -> OcsfStatus.named(name)));
  }

  @Override
  void write(
      UpdateBuilder update, IntFunction<String> note, Map<String, String> fields, Mark mark) {
    update.note(new Note(OcsfComment.text(note, mark), AUTHOR));
  }

  @Override
  public Finding withoutQuell() {
    Map<String, @Nullable Object> members = new HashMap<>();
    if (isQuells(UpdateField.SEVERITY)) {
      Optional<OcsfSeverity> before = severityWithout();
      members.put("severity_id", before.map(OcsfSeverity::id).orElse(null));
      members.put("severity", before.map(OcsfSeverity::caption).orElse(null));
    }
    if (isQuells(UpdateField.WORKFLOW_STATUS)) {
      Optional<OcsfStatus> before =
          set(UpdateField.WORKFLOW_STATUS).flatMap(OcsfMarks::statusBefore);
      members.put("status_id", before.map(OcsfStatus::id).orElse(null));
      members.put("status", before.map(OcsfStatus::caption).orElse(null));
    }
    if (comment.said().isPresent()) {
      members.put("comment", null);
    }
    return members.isEmpty() ? finding : finding.with(members);
  }

  /// User-defined fields, which the format does not have, take no room.
  @Override
  public boolean hasRoom(Set<String> others) {
    return true;
  }

  @Override
  public String noRoom() {
    throw new IllegalStateException("a comment of Quell's has room for each of its marks");
  }
}
