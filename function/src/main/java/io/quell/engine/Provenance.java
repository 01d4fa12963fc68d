package io.quell.engine;

import io.quell.finding.Finding;
import io.quell.finding.Note;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What Quell leaves on a finding about its own changes, in user-defined fields: enough to tell its changes from
/// everyone else's and to take them back. There is no other state.
public final class Provenance {
  /// Who the notes of Quell are by.
  public static final String AUTHOR = "quell";
  /// The ids of the rules whose changes the last update left in force, separated by commas.
  public static final String RULES = "quell.rules";
  /// The first of those rules' last days; absent, or [#NEVER] after a day that holds no more, where none ends.
  public static final String EXPIRES = "quell.expires";
  /// The severity that Quell set.
  public static final String SEVERITY = "quell.severity";
  /// The severity before Quell set one.
  public static final String SEVERITY_BEFORE = "quell.severityBefore";
  /// The workflow status that Quell set.
  public static final String WORKFLOW = "quell.workflow";
  /// The workflow status before Quell set one.
  public static final String WORKFLOW_BEFORE = "quell.workflowBefore";
  /// Quell's note, where somebody else's holds the place of the note.
  public static final String NOTE = "quell.note";
  /// The names of all these fields.
  static final Set<String> NAMES = Set.of(RULES, EXPIRES, SEVERITY, SEVERITY_BEFORE, WORKFLOW, WORKFLOW_BEFORE, NOTE);
  /// What stands in [#EXPIRES] in place of an earlier day: a field that an update leaves out might stay as it was.
  static final String NEVER = "never";

  /// The most user-defined fields a finding has (BatchUpdateFindings, UserDefinedFields).
  static final int MOST_FIELDS = 50;

  private Provenance() {}

  /// Whether the severity now in force is one that Quell set.
  static boolean severityIsQuells(Finding finding) {
    return said(finding, SEVERITY).flatMap(SeverityLabel::named)
        .filter(label -> finding.severity().equals(Optional.of(label))).isPresent();
  }

  /// Whether the severity now in force is one that somebody else set, before Quell or after it.
  static boolean severityIsForeign(Finding finding) {
    boolean isAnother = said(finding, SEVERITY).isPresent() || (finding.providerSeverity().isPresent()
        && !finding.providerSeverity().equals(finding.severity()));
    return isAnother && !severityIsQuells(finding);
  }

  /// Whether the workflow status now in force is one that Quell set.
  static boolean workflowIsQuells(Finding finding) {
    return said(finding, WORKFLOW).flatMap(WorkflowStatus::named)
        .filter(status -> finding.workflowStatus().equals(Optional.of(status))).isPresent();
  }

  /// Whether the finding carries a note that somebody else wrote.
  static boolean noteIsForeign(Finding finding) {
    return finding.note().filter(note -> !note.author().equals(AUTHOR)).isPresent();
  }

  /// The severity that rules start from: the provider's; else what was there before Quell, which may be none.
  static Optional<SeverityLabel> severityWithoutQuell(Finding finding) {
    return finding.providerSeverity().or(() -> severityIsQuells(finding)
        ? said(finding, SEVERITY_BEFORE).flatMap(SeverityLabel::named)
        : finding.severity());
  }

  /// The text of Quell's note on the finding, wherever it stands.
  static Optional<String> noteText(Finding finding) {
    return noteIsForeign(finding) ? said(finding, NOTE) : finding.note().map(Note::text);
  }

  /// Whether all the fields of Quell fit beside everyone else's. It counts those that an update does not need, so that
  /// the answer is the same before and after each update.
  static boolean hasRoom(Finding finding) {
    return Stream.concat(finding.userDefinedFields().keySet().stream(), NAMES.stream()).distinct()
        .count() <= MOST_FIELDS;
  }

  /// All the user-defined fields the finding is to have after an update: those it has, and Quell's about this update.
  /// Both readings of an update — it replaces the fields, it adds to them — then give the same finding.
  static Map<String, String> fields(Finding finding, Attribution attribution, Optional<SeverityLabel> severity,
      Optional<WorkflowStatus> workflowStatus) {
    Map<String, String> fields = new LinkedHashMap<>(finding.userDefinedFields());
    fields.put(RULES, attribution.rules());
    attribution.expires().ifPresentOrElse(day -> fields.put(EXPIRES, day.toString()),
        () -> fields.replace(EXPIRES, NEVER));
    severity.ifPresent(label -> {
      if (!severityIsQuells(finding)) {
        finding.severity().ifPresent(before -> fields.put(SEVERITY_BEFORE, before.name()));
      }
      fields.put(SEVERITY, label.name());
    });
    workflowStatus.ifPresent(status -> {
      if (!workflowIsQuells(finding)) {
        finding.workflowStatus().ifPresent(before -> fields.put(WORKFLOW_BEFORE, before.name()));
      }
      fields.put(WORKFLOW, status.name());
    });
    if (noteIsForeign(finding)) {
      fields.put(NOTE, attribution.note());
    }
    return fields;
  }

  private static Optional<String> said(Finding finding, String field) {
    return Optional.ofNullable(finding.userDefinedFields().get(field));
  }
}
