package io.quell.run.mark;

import static io.quell.update.ReservedFields.EXPIRES;
import static io.quell.update.ReservedFields.RELEASED;
import static io.quell.update.ReservedFields.RULES;
import static io.quell.update.ReservedFields.SEVERITY;
import static io.quell.update.ReservedFields.SEVERITY_BEFORE;
import static io.quell.update.ReservedFields.WORKFLOW;
import static io.quell.update.ReservedFields.WORKFLOW_BEFORE;

import io.quell.criteria.Field.Named;
import io.quell.finding.AsffFinding;
import io.quell.finding.Finding;
import io.quell.finding.OcsfFinding;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.update.Action.SetField;
import io.quell.update.FindingState;
import io.quell.update.ReservedFields;
import io.quell.update.Update;
import io.quell.update.UpdateBuilder;
import io.quell.update.UpdateTarget;
import io.quell.value.ShortText;
import java.util.LinkedHashMap;
import java.util.List;
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
  /// How the part of an OCSF comment begins that Quell says for itself.
  public static final String SIGNATURE = OcsfComment.OPENING;
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

  /// Whether the provider's import can have changed the status from what Quell had set to what is
  /// there now.
  abstract boolean canBeProviders(String set, String now);

  /// The most characters of a list of rules.
  abstract int longestRules();

  /// What gives the severity back that was there before Quell; empty where there was none, for no
  /// update takes a severity away.
  abstract Optional<SetField> severityBack();

  /// What gives the status back that was there before Quell; empty where there was none.
  abstract Optional<SetField> statusBack();

  /// What opens the finding again.
  abstract SetField reopening();

  /// Writes the note and the fields of an update beside what others wrote.
  ///
  /// @param note the note, in at most so many characters
  abstract void write(UpdateBuilder update, IntFunction<String> note, Map<String, String> fields);

  /// The finding as it would be without Quell: the severity and the workflow status that Quell
  /// found, and neither its note nor its fields. Rules see this one. Otherwise what one rule did
  /// could make another match in the next round, and an update's own event would lead to the next
  /// update.
  public abstract Finding withoutQuell();

  /// What Quell's note says for people, wherever it stands.
  abstract Optional<String> noteText();

  /// Whether the finding carries this text of Quell's note.
  abstract boolean hasText(ChangeNote note);

  /// Whether all the fields of Quell and these others fit beside everyone else's. It counts those
  /// that an update does not need, so that the answer is the same before and after each update.
  ///
  /// @param others the names of user-defined fields that rules set
  public abstract boolean hasRoom(Set<String> others);

  /// Why nothing can be changed where there is no room: Quell changes nothing that it cannot sign,
  /// for it could not tell its own change from a person's afterwards.
  public abstract String noRoom();

  final Optional<String> said(String field) {
    return Optional.ofNullable(fields().get(field)).filter(value -> !value.equals(NONE));
  }

  /// The ids of the rules whose changes the last update left in force; an empty one stands for
  /// those that had no room.
  public final List<String> rules() {
    return said(RULES).map(rules -> List.of(rules.split(",", -1))).orElse(List.of());
  }

  /// Whether the provider takes the finding for over. What Quell has set waits then until it is
  /// open again: a control that comes and goes would call people each time.
  public final boolean isOver() {
    return finding.recordState().equals(Optional.of("ARCHIVED"))
        || Named.COMPLIANCE_STATUS.values(finding).anyMatch("PASSED"::equals);
  }

  /// Whether the finding carries this note of Quell's. One that says besides what was given back
  /// carries it too: that is said once.
  public final boolean hasNote(ChangeNote note) {
    return hasText(note)
        || (noteText().filter(text -> text.startsWith(ChangeNote.GAVE_BACK)).isPresent()
            && rules().containsAll(List.of(note.rules(longestRules()).split(",", -1))));
  }

  /// Whether a person has released the finding.
  public final boolean isReleased() {
    return said(RELEASED).isPresent();
  }

  /// Whether the severity now in force is one that Quell set.
  public final boolean severityIsQuells() {
    return isQuells(SEVERITY, present.severity());
  }

  /// Whether the workflow status now in force is one that Quell set.
  public final boolean statusIsQuells() {
    return isQuells(WORKFLOW, present.workflowStatus());
  }

  private boolean isQuells(String field, Optional<String> now) {
    Optional<String> set = said(field);
    return set.isPresent() && set.equals(now);
  }

  /// Whether what is there now is what Quell set; of severity and workflow status alone it is
  /// known.
  public final boolean isQuells(UpdateTarget target) {
    return target.equals(UpdateTarget.SEVERITY)
        ? severityIsQuells()
        : target.equals(UpdateTarget.WORKFLOW_STATUS) && statusIsQuells();
  }

  /// Whether anything there now is what Quell set, as far as that is known.
  public final boolean isAnyQuells() {
    return severityIsQuells() || statusIsQuells();
  }

  /// What gives a field of Quell's back; empty where there was nothing before.
  public final Optional<SetField> back(UpdateTarget target) {
    return target.equals(UpdateTarget.SEVERITY) ? severityBack() : statusBack();
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

  /// The status now in force where somebody else has closed the finding with it, is at work on the
  /// finding, or has changed the status that Quell had set.
  public final Optional<String> foreignStatus() {
    if (statusIsQuells()) {
      return Optional.empty();
    }
    Optional<String> changed =
        said(WORKFLOW)
            .flatMap(set -> present.workflowStatus().filter(now -> !canBeProviders(set, now)));
    if (changed.isPresent()) {
      return changed;
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
      severityBack().ifPresent(back -> update.set(back.field(), back.value()));
    }
    if (statusIsQuells()) {
      SetField back = statusBack().orElse(reopening());
      update.set(back.field(), back.value());
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
  /// @param givenBack what the update gives back, of severity and workflow status
  public final void sign(
      UpdateBuilder update,
      ChangeNote note,
      Map<String, String> fieldsOfRules,
      Set<UpdateTarget> givenBack) {
    Map<String, String> fields = new LinkedHashMap<>(fieldsOfRules);
    String rules = note.rules(longestRules());
    fields.put(RULES, rules.isEmpty() ? NONE : rules);
    note.expires()
        .map(Object::toString)
        .or(() -> said(EXPIRES).map(_ -> NEVER))
        .ifPresent(day -> fields.put(EXPIRES, day));
    FindingState set = FindingState.of(update.build(), finding.format());
    if (givenBack.contains(UpdateTarget.SEVERITY)) {
      forget(SEVERITY, SEVERITY_BEFORE, fields);
    } else {
      remember(set.severity(), present.severity(), SEVERITY, SEVERITY_BEFORE, fields);
    }
    if (givenBack.contains(UpdateTarget.WORKFLOW_STATUS)) {
      forget(WORKFLOW, WORKFLOW_BEFORE, fields);
    } else {
      remember(set.workflowStatus(), present.workflowStatus(), WORKFLOW, WORKFLOW_BEFORE, fields);
    }
    write(update, note::note, fields);
  }

  private static void forget(String field, String fieldBefore, Map<String, String> fields) {
    fields.put(field, NONE);
    fields.put(fieldBefore, NONE);
  }

  /// Says what an update sets, where it sets it, and what was there before: the present value;
  /// where there is none, a word in place of what an earlier update said.
  private void remember(
      Optional<String> set,
      Optional<String> now,
      String field,
      String fieldBefore,
      Map<String, String> fields) {
    if (set.isEmpty()) {
      return;
    }
    if (!isQuells(field, now)) {
      now.or(() -> said(fieldBefore).map(_ -> NONE))
          .ifPresent(before -> fields.put(fieldBefore, before));
    }
    fields.put(field, set.get());
  }
}
