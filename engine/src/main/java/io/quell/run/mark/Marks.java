package io.quell.run.mark;

import static io.quell.update.ReservedFields.EXPIRES;
import static io.quell.update.ReservedFields.RELEASED;
import static io.quell.update.ReservedFields.RULES;
import static io.quell.update.ReservedFields.SEVERITY;
import static io.quell.update.ReservedFields.SEVERITY_BEFORE;
import static io.quell.update.ReservedFields.WORKFLOW;
import static io.quell.update.ReservedFields.WORKFLOW_BEFORE;

import io.quell.finding.AsffFinding;
import io.quell.finding.Finding;
import io.quell.finding.OcsfFinding;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.SeverityLabel;
import io.quell.finding.ShortText;
import io.quell.finding.WorkflowStatus;
import io.quell.update.FindingState;
import io.quell.update.ReservedFields;
import io.quell.update.Update;
import io.quell.update.UpdateBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// What Quell has left on a finding about its own changes: enough to tell its changes from everyone
/// else's and to take them back. There is no other state. ASFF has user-defined fields for it, OCSF
/// the end of the comment.
public abstract sealed class Marks permits AsffMarks, OcsfMarks {
  /// Who the notes of Quell are by.
  public static final String AUTHOR = "quell";
  /// What stands in [ReservedFields#EXPIRES] in place of an earlier day: a field that an update
  /// leaves out might stay as it was.
  static final String NEVER = "never";
  /// What stands in a field in place of an earlier value, where there is nothing.
  static final String NONE = "none";

  /// The marks of a finding.
  public static Marks of(Finding finding) {
    return switch (finding) {
      case AsffFinding asff -> new AsffMarks(asff);
      case OcsfFinding ocsf -> new OcsfMarks(ocsf);
    };
  }

  private final Finding finding;
  private final FindingState present;

  Marks(Finding finding) {
    this.finding = finding;
    this.present = FindingState.of(finding);
  }

  /// What Quell says for itself, under the names of [ReservedFields]; there may be others beside.
  abstract Map<String, String> fields();

  /// The severity of the provider, by name.
  abstract Optional<String> providerSeverity();

  /// A status that the format alone knows and that says that somebody has done with the finding.
  abstract Optional<String> finalStatus();

  /// Whether the finding carries a note that somebody else wrote.
  abstract boolean noteIsForeign();

  /// Sets the severity back to what it was before Quell.
  abstract void restoreSeverity(UpdateBuilder update);

  /// Sets the status back to what it was before Quell.
  abstract void restoreStatus(UpdateBuilder update);

  /// Writes the note and the fields of an update beside what others wrote.
  ///
  /// @param note the note, in at most so many characters
  abstract void write(UpdateBuilder update, IntFunction<String> note, Map<String, String> fields);

  /// The finding as it would be without Quell: the severity and the workflow status that Quell
  /// found, and neither its note nor its fields. Rules see this one. Otherwise what one rule did
  /// could make another match in the next round, and an update's own event would lead to the next
  /// update.
  public abstract Finding withoutQuell();

  /// Whether the finding carries this note of Quell's, wherever it stands.
  public abstract boolean hasNote(ChangeNote note);

  /// Whether all the fields of Quell and these others fit beside everyone else's. It counts those
  /// that an update does not need, so that the answer is the same before and after each update.
  ///
  /// @param others the names of user-defined fields that rules set
  public abstract boolean hasRoom(Set<String> others);

  /// Why nothing can be changed where there is no room: Quell changes nothing that it cannot sign,
  /// for it could not tell its own change from a person's afterwards.
  public abstract String noRoom();

  final Optional<String> said(String field) {
    return Optional.ofNullable(fields().get(field));
  }

  /// Whether a person has released the finding.
  public final boolean isReleased() {
    return said(RELEASED).isPresent();
  }

  /// Whether the severity now in force is one that Quell set.
  public final boolean severityIsQuells() {
    return said(SEVERITY).filter(set -> present.severity().equals(Optional.of(set))).isPresent();
  }

  /// Whether the workflow status now in force is one that Quell set.
  public final boolean statusIsQuells() {
    return said(WORKFLOW)
        .filter(set -> present.workflowStatus().equals(Optional.of(set)))
        .isPresent();
  }

  /// The severity now in force where somebody else set it: it is neither the provider's nor
  /// Quell's, or differs from the one that Quell had set.
  public final Optional<String> foreignSeverity() {
    Optional<String> providers = providerSeverity();
    boolean isAnother =
        said(SEVERITY).isPresent()
            || (providers.isPresent() && !providers.equals(present.severity()));
    return isAnother && !severityIsQuells() ? present.severity() : Optional.empty();
  }

  /// The status now in force where somebody else has closed the finding with it, or is at work on
  /// the finding.
  public final Optional<String> foreignStatus() {
    if (statusIsQuells()) {
      return Optional.empty();
    }
    return finding
        .workflowStatus()
        .filter(
            now ->
                switch (now) {
                  case NEW -> false;
                  case NOTIFIED -> noteIsForeign();
                  case SUPPRESSED, RESOLVED -> true;
                })
        .map(WorkflowStatus::name)
        .or(this::finalStatus);
  }

  /// The severity that rules start from: the provider's; else what was there before Quell, which
  /// may be none.
  public final Optional<SeverityLabel> severityWithoutQuell() {
    return finding
        .providerSeverity()
        .or(
            () ->
                severityIsQuells()
                    ? said(SEVERITY_BEFORE)
                        .flatMap(OcsfSeverity::named)
                        .flatMap(OcsfSeverity::label)
                    : finding.severity());
  }

  /// Takes back what Quell has changed, and marks the finding so that no rule applies to it any
  /// more.
  public final Update release() {
    UpdateBuilder update = Update.builder();
    if (severityIsQuells()) {
      restoreSeverity(update);
    }
    if (statusIsQuells()) {
      restoreStatus(update);
    }
    String note = "Released from Quell by a person: its rules no longer apply to this finding.";
    Map<String, String> fields = new LinkedHashMap<>();
    Stream.of(RULES, EXPIRES, SEVERITY, SEVERITY_BEFORE, WORKFLOW, WORKFLOW_BEFORE)
        .filter(field -> said(field).isPresent())
        .forEach(field -> fields.put(field, NONE));
    fields.put(RELEASED, "yes");
    write(update, room -> ShortText.of(note, room), fields);
    return update.build();
  }

  /// Signs an update with its rules.
  ///
  /// @param fieldsOfRules the user-defined fields that rules set
  public final void sign(UpdateBuilder update, ChangeNote note, Map<String, String> fieldsOfRules) {
    Map<String, String> fields = new LinkedHashMap<>(fieldsOfRules);
    fields.put(RULES, note.rules());
    note.expires()
        .map(Object::toString)
        .or(() -> said(EXPIRES).map(_ -> NEVER))
        .ifPresent(day -> fields.put(EXPIRES, day));
    FindingState set = FindingState.of(update.build(), finding.format());
    set.severity()
        .ifPresent(
            severity -> {
              if (!severityIsQuells()) {
                before(present.severity(), SEVERITY_BEFORE, fields);
              }
              fields.put(SEVERITY, severity);
            });
    set.workflowStatus()
        .ifPresent(
            status -> {
              if (!statusIsQuells()) {
                before(present.workflowStatus(), WORKFLOW_BEFORE, fields);
              }
              fields.put(WORKFLOW, status);
            });
    write(update, note::note, fields);
  }

  /// Notes what was there before: the present value; where there is none, a word in place of what
  /// an earlier update said.
  private void before(Optional<String> present, String field, Map<String, String> fields) {
    present.or(() -> said(field).map(_ -> NONE)).ifPresent(before -> fields.put(field, before));
  }
}
