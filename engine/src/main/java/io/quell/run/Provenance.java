package io.quell.run;

import static io.quell.update.ReservedFields.EXPIRES;
import static io.quell.update.ReservedFields.NAMES;
import static io.quell.update.ReservedFields.NOTE;
import static io.quell.update.ReservedFields.RELEASED;
import static io.quell.update.ReservedFields.RULES;
import static io.quell.update.ReservedFields.SEVERITY;
import static io.quell.update.ReservedFields.SEVERITY_BEFORE;
import static io.quell.update.ReservedFields.WORKFLOW;
import static io.quell.update.ReservedFields.WORKFLOW_BEFORE;

import io.quell.finding.AsffFinding;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.Note;
import io.quell.finding.OcsfFinding;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.ShortText;
import io.quell.finding.WorkflowStatus;
import io.quell.update.Limits;
import io.quell.update.ReservedFields;
import io.quell.update.Update;
import io.quell.update.UpdateBuilder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Quell leaves on a finding about its own changes: enough to tell its changes from everyone
/// else's and to take them back. There is no other state. ASFF has user-defined fields for it, OCSF
/// the end of the comment.
public final class Provenance {
  /// Who the notes of Quell are by.
  public static final String AUTHOR = "quell";
  /// What stands in [ReservedFields#EXPIRES] in place of an earlier day: a field that an update
  /// leaves out might stay as it was.
  static final String NEVER = "never";
  /// What stands in a field in place of an earlier value, where there is nothing.
  static final String NONE = "none";

  private Provenance() {}

  /// The finding as it would be without Quell: the severity and the workflow status that Quell
  /// found, and neither its note nor its fields. Rules see this one. Otherwise what one rule did
  /// could make another match in the next round, and an update's own event would lead to the next
  /// update.
  static Finding without(Finding finding) {
    Map<String, @Nullable Object> members = new HashMap<>();
    switch (finding) {
      case AsffFinding asff -> withoutAsff(asff, members);
      case OcsfFinding ocsf -> withoutOcsf(ocsf, members);
    }
    return members.isEmpty() ? finding : finding.with(members);
  }

  /// Whether a person has released the finding.
  static boolean isReleased(Finding finding) {
    return said(finding, RELEASED).isPresent();
  }

  /// Takes back what Quell has changed, and marks the finding so that no rule applies to it any
  /// more.
  static Update release(Finding finding) {
    UpdateBuilder update = Update.builder();
    if (severityIsQuells(finding)) {
      switch (finding) {
        case AsffFinding asff -> update.severity(severityWithoutQuell(asff).orElse(null));
        case OcsfFinding ocsf -> update.severityId(severityIdWithoutQuell(ocsf).orElse(null));
      }
    }
    if (workflowIsQuells(finding)) {
      switch (finding) {
        case AsffFinding asff ->
            update.workflowStatus(
                said(asff, WORKFLOW_BEFORE)
                    .flatMap(WorkflowStatus::named)
                    .orElse(WorkflowStatus.NEW));
        case OcsfFinding ocsf -> update.statusId(statusIdBefore(ocsf).orElse(OcsfStatus.NEW));
      }
    }
    String note = "Released from Quell by a person: its rules no longer apply to this finding.";
    Map<String, String> fields = new LinkedHashMap<>();
    Stream.of(RULES, EXPIRES, SEVERITY, SEVERITY_BEFORE, WORKFLOW, WORKFLOW_BEFORE)
        .filter(field -> said(finding, field).isPresent())
        .forEach(field -> fields.put(field, NONE));
    fields.put(RELEASED, "yes");
    sign(update, finding, room -> ShortText.of(note, room), fields);
    return update.build();
  }

  private static void withoutAsff(AsffFinding finding, Map<String, @Nullable Object> members) {
    if (severityIsQuells(finding)) {
      members.put(
          "Severity",
          severityWithoutQuell(finding)
              .map(label -> Map.of("Label", label.name(), "Normalized", label.lowestNormalized()))
              .orElse(null));
    }
    if (workflowIsQuells(finding)) {
      members.put(
          "Workflow",
          said(finding, WORKFLOW_BEFORE)
              .flatMap(WorkflowStatus::named)
              .map(status -> Map.of("Status", status.name()))
              .orElse(null));
    }
    if (finding.note().isPresent() && !noteIsForeign(finding)) {
      members.put("Note", null);
    }
    if (finding.userDefinedFields().keySet().stream().anyMatch(NAMES::contains)) {
      Map<String, String> others = new LinkedHashMap<>(finding.userDefinedFields());
      others.keySet().removeAll(NAMES);
      members.put("UserDefinedFields", others);
    }
  }

  private static void withoutOcsf(OcsfFinding finding, Map<String, @Nullable Object> members) {
    if (severityIsQuells(finding)) {
      Optional<OcsfSeverity> before = severityIdWithoutQuell(finding);
      members.put("severity_id", before.map(OcsfSeverity::id).orElse(null));
      members.put("severity", before.map(OcsfSeverity::caption).orElse(null));
    }
    if (workflowIsQuells(finding)) {
      Optional<OcsfStatus> before = statusIdBefore(finding);
      members.put("status_id", before.map(OcsfStatus::id).orElse(null));
      members.put("status", before.map(OcsfStatus::caption).orElse(null));
    }
    OcsfComment comment = comment(finding);
    if (comment.said().isPresent()) {
      members.put("comment", comment.foreign().orElse(null));
    }
  }

  private static Optional<OcsfSeverity> severityIdWithoutQuell(OcsfFinding finding) {
    return finding
        .providerSeverityId()
        .filter(severity -> severity.label().isPresent())
        .or(() -> said(finding, SEVERITY_BEFORE).flatMap(OcsfSeverity::named));
  }

  private static Optional<OcsfStatus> statusIdBefore(OcsfFinding finding) {
    return said(finding, WORKFLOW_BEFORE)
        .flatMap(
            name ->
                WorkflowStatus.named(name).map(OcsfStatus::of).or(() -> OcsfStatus.named(name)));
  }

  /// The severity now in force, by name. OCSF knows some that ASFF's labels do not.
  static Optional<String> severityNow(Finding finding) {
    return switch (finding) {
      case AsffFinding asff -> asff.severity().map(Enum::name);
      case OcsfFinding ocsf -> ocsf.severityId().or(ocsf::providerSeverityId).map(Enum::name);
    };
  }

  private static Optional<String> severityOfProvider(Finding finding) {
    return switch (finding) {
      case AsffFinding asff -> asff.providerSeverity().map(Enum::name);
      case OcsfFinding ocsf ->
          ocsf.providerSeverityId()
              .filter(severity -> severity.label().isPresent())
              .map(Enum::name);
    };
  }

  /// The status now in force, by the name of the workflow status; by OCSF's own name where ASFF has
  /// none.
  private static Optional<String> statusNow(Finding finding) {
    return switch (finding) {
      case AsffFinding asff -> asff.workflowStatus().map(Enum::name);
      case OcsfFinding ocsf -> ocsf.statusId().map(Provenance::name);
    };
  }

  private static String name(OcsfStatus status) {
    return status.workflowStatus().<Enum<?>>map(same -> same).orElse(status).name();
  }

  /// Whether the severity now in force is one that Quell set.
  static boolean severityIsQuells(Finding finding) {
    return said(finding, SEVERITY)
        .filter(set -> severityNow(finding).equals(Optional.of(set)))
        .isPresent();
  }

  /// Whether the severity now in force is one that somebody else set, before Quell or after it.
  static boolean severityIsForeign(Finding finding) {
    Optional<String> providers = severityOfProvider(finding);
    boolean isAnother =
        said(finding, SEVERITY).isPresent()
            || (providers.isPresent() && !providers.equals(severityNow(finding)));
    return isAnother && !severityIsQuells(finding);
  }

  /// Whether the workflow status now in force is one that Quell set.
  static boolean workflowIsQuells(Finding finding) {
    return said(finding, WORKFLOW)
        .filter(set -> statusNow(finding).equals(Optional.of(set)))
        .isPresent();
  }

  /// Whether the finding carries a note that somebody else wrote.
  static boolean noteIsForeign(Finding finding) {
    return switch (finding.format()) {
      case ASFF -> finding.note().filter(note -> !note.author().equals(AUTHOR)).isPresent();
      case OCSF -> comment(finding).foreign().isPresent();
    };
  }

  /// The severity that rules start from: the provider's; else what was there before Quell, which
  /// may be none.
  static Optional<SeverityLabel> severityWithoutQuell(Finding finding) {
    return finding
        .providerSeverity()
        .or(
            () ->
                severityIsQuells(finding)
                    ? said(finding, SEVERITY_BEFORE)
                        .flatMap(OcsfSeverity::named)
                        .flatMap(OcsfSeverity::label)
                    : finding.severity());
  }

  /// Whether the finding carries this note of Quell's, wherever it stands.
  static boolean hasNote(Finding finding, Attribution attribution) {
    return switch (finding.format()) {
      case ASFF ->
          (noteIsForeign(finding) ? said(finding, NOTE) : finding.note().map(Note::text))
              .equals(Optional.of(attribution.note(Limits.LONGEST_NOTE)));
      case OCSF -> {
        OcsfComment present = comment(finding);
        yield present.said().isPresent()
            && OcsfComment.text(present.foreign(), attribution::note, present.fields())
                .map(OcsfComment::squeezed)
                .equals(finding.note().map(Note::text).map(OcsfComment::squeezed));
      }
    };
  }

  /// Whether all the fields of Quell fit beside everyone else's. It counts those that an update
  /// does not need, so that the answer is the same before and after each update.
  static boolean hasRoom(Finding finding) {
    return hasRoom(finding, Set.of());
  }

  /// Whether all the fields of Quell and these others fit beside everyone else's.
  static boolean hasRoom(Finding finding, Set<String> others) {
    return switch (finding.format()) {
      case ASFF ->
          Limits.areUserDefinedFields(finding.userDefinedFields())
              && Stream.of(finding.userDefinedFields().keySet(), NAMES, others)
                      .flatMap(Set::stream)
                      .distinct()
                      .count()
                  <= Limits.MOST_USER_DEFINED_FIELDS;
      case OCSF -> OcsfComment.hasRoomBeside(comment(finding).foreign());
    };
  }

  /// Signs an update with its rules.
  static void sign(
      UpdateBuilder update,
      Finding finding,
      Attribution attribution,
      Map<String, String> fieldsOfRules) {
    Map<String, String> fields = new LinkedHashMap<>(fieldsOfRules);
    fields.putAll(fields(update.build(), finding, attribution));
    sign(update, finding, attribution::note, fields);
  }

  /// Signs an update: with the note, unless somebody else's holds its place, and with all the
  /// user-defined fields the finding is to have, or in OCSF with the comment. Both readings of an
  /// update of fields — it replaces them, it adds to them — then give the same finding.
  private static void sign(
      UpdateBuilder update, Finding finding, IntFunction<String> note, Map<String, String> fields) {
    switch (finding.format()) {
      case ASFF -> {
        Map<String, String> all = new LinkedHashMap<>(finding.userDefinedFields());
        all.putAll(fields);
        if (noteIsForeign(finding)) {
          all.put(NOTE, note.apply(Limits.LONGEST_NOTE));
        } else {
          update.note(new Note(note.apply(Limits.LONGEST_NOTE), AUTHOR));
        }
        update.userDefinedFields(all);
      }
      case OCSF -> {
        OcsfComment present = comment(finding);
        Map<String, String> all = new LinkedHashMap<>(present.fields());
        all.putAll(fields);
        update.note(new Note(OcsfComment.text(present.foreign(), note, all).orElseThrow(), AUTHOR));
      }
    }
  }

  /// Quell's own fields after an update.
  private static Map<String, String> fields(
      Update update, Finding finding, Attribution attribution) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(RULES, attribution.rules());
    attribution
        .expires()
        .map(Object::toString)
        .or(() -> said(finding, EXPIRES).map(_ -> NEVER))
        .ifPresent(day -> fields.put(EXPIRES, day));
    severitySet(update, finding.format())
        .ifPresent(
            severity -> {
              if (!severityIsQuells(finding)) {
                before(finding, severityNow(finding), SEVERITY_BEFORE)
                    .ifPresent(before -> fields.put(SEVERITY_BEFORE, before));
              }
              fields.put(SEVERITY, severity);
            });
    statusSet(update, finding.format())
        .ifPresent(
            status -> {
              if (!workflowIsQuells(finding)) {
                before(finding, statusNow(finding), WORKFLOW_BEFORE)
                    .ifPresent(before -> fields.put(WORKFLOW_BEFORE, before));
              }
              fields.put(WORKFLOW, status);
            });
    return fields;
  }

  /// The severity that an update leads to, by name. A normalized severity sets a label too.
  private static Optional<String> severitySet(Update update, Format format) {
    return switch (format) {
      case ASFF -> update.severityLabel().map(Enum::name);
      case OCSF -> update.severityId().map(Enum::name);
    };
  }

  private static Optional<String> statusSet(Update update, Format format) {
    return switch (format) {
      case ASFF -> update.workflowStatus().map(Enum::name);
      case OCSF -> update.statusId().map(Provenance::name);
    };
  }

  /// What was there before: the present value; where there is none, a word in place of what an
  /// earlier update said.
  private static Optional<String> before(Finding finding, Optional<String> present, String field) {
    return present.or(() -> said(finding, field).map(_ -> NONE));
  }

  private static Optional<String> said(Finding finding, String field) {
    return Optional.ofNullable(
        (finding.format() == Format.ASFF ? finding.userDefinedFields() : comment(finding).fields())
            .get(field));
  }

  private static OcsfComment comment(Finding finding) {
    return OcsfComment.read(finding.note().map(Note::text));
  }
}
