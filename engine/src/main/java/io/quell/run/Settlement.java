package io.quell.run;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.OcsfFinding;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Card;
import io.quell.run.Draft.Laid;
import io.quell.update.Action;
import io.quell.update.Action.SetField;
import io.quell.update.FieldValue;
import io.quell.update.Limits;
import io.quell.update.ReservedFields;
import io.quell.update.Update;
import io.quell.update.UpdateBuilder;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The draft held against the finding: what the finding already has is dropped, what a person set
/// is kept, and what is left says about itself where it comes from. This is what ends the loop of
/// updates and their own events.
///
/// @param update what to send; empty where nothing is left
/// @param kept what a rule wanted and did not get
record Settlement(Update update, List<Kept> kept) {
  /// Something that stays as it was.
  ///
  /// @param field the field, as [Action#contended] names it, or null where it is all of them
  /// @param sentence what stays and the reason
  record Kept(@Nullable String field, String sentence) {}

  /// What a rule wanted and did not get, each a sentence with the reason.
  List<String> keptSentences() {
    return kept.stream().map(Kept::sentence).toList();
  }

  static Settlement of(Draft draft, Finding finding) {
    List<Kept> kept = new ArrayList<>();
    Optional<Laid<SeverityLabel>> severity =
        draft
            .severity()
            .filter(laid -> isNew(laid, finding.severity()))
            .filter(laid -> isOurs(laid, Action.SEVERITY, severityOwner(finding), kept));
    Optional<Laid<WorkflowStatus>> workflowStatus =
        draft
            .workflowStatus()
            .filter(laid -> isNew(laid, finding.workflowStatus()))
            .filter(laid -> isOurs(laid, Action.WORKFLOW_STATUS, workflowOwner(finding), kept));
    List<Laid<SetField>> fields =
        fitting(
            draft.fields().stream()
                .filter(laid -> !laid.value().isOn(finding))
                .filter(
                    laid ->
                        isOurs(
                            laid,
                            laid.value().contended(finding.format()),
                            fieldOwner(finding, laid),
                            kept))
                .toList(),
            finding,
            kept);
    boolean noteAlone = severity.isEmpty() && workflowStatus.isEmpty() && fields.isEmpty();
    if (noteAlone && draft.note().isEmpty()) {
      return new Settlement(Update.NONE, kept);
    }
    if (!Provenance.hasRoom(finding)) {
      kept.add(new Kept(null, noRoom(finding)));
      return new Settlement(Update.NONE, kept);
    }
    Attribution attribution =
        Attribution.of(
            draft.note().map(Laid::value), deeds(draft, finding, severity, workflowStatus, fields));
    if (noteAlone && Provenance.hasNote(finding, attribution)) {
      return new Settlement(Update.NONE, kept);
    }
    UpdateBuilder update =
        Update.builder()
            .severity(severity.map(Laid::value).orElse(null))
            .workflowStatus(workflowStatus.map(Laid::value).orElse(null));
    Map<String, String> fieldsOfRules = lay(fields, finding, update);
    Provenance.sign(update, finding, attribution, fieldsOfRules);
    return new Settlement(update.build(), kept);
  }

  /// What a person asked to be taken back.
  static Settlement release(Finding finding) {
    if (Provenance.isReleased(finding)) {
      return new Settlement(Update.NONE, List.of());
    }
    return Provenance.hasRoom(finding)
        ? new Settlement(Provenance.release(finding), List.of())
        : new Settlement(Update.NONE, List.of(new Kept(null, noRoom(finding))));
  }

  /// Quell changes nothing that it cannot sign: it could not tell its own change from a person's
  /// afterwards.
  private static String noRoom(Finding finding) {
    return switch (finding.format()) {
      case ASFF ->
          "everything: of at most %d user-defined fields there is no room left for Quell's own %d"
              .formatted(Limits.MOST_USER_DEFINED_FIELDS, ReservedFields.NAMES.size());
      case OCSF ->
          "everything: beside the comment that somebody wrote there is no room left for Quell's part, of %d characters"
              .formatted(Limits.LONGEST_NOTE);
    };
  }

  /// Leaves out the entries that no longer fit where the finding has many already. Otherwise an
  /// update that cannot bring them would be sent for their sake again and again.
  private static List<Laid<SetField>> fitting(
      List<Laid<SetField>> fields, Finding finding, List<Kept> kept) {
    Set<String> userDefined = new HashSet<>();
    int related = UpdateField.related(finding).size();
    List<Laid<SetField>> fitting = new ArrayList<>();
    for (Laid<SetField> laid : fields) {
      if (laid.value().value() instanceof FieldValue.Entry(var name, _)
          && userDefined.add(name)
          && !Provenance.hasRoom(finding, userDefined)) {
        userDefined.remove(name);
        kept.add(full(laid, finding, "user-defined fields", Limits.MOST_USER_DEFINED_FIELDS));
      } else if (laid.value().value() instanceof FieldValue.Reference
          && ++related > Limits.MOST_RELATED_FINDINGS) {
        kept.add(full(laid, finding, "related findings", Limits.MOST_RELATED_FINDINGS));
      } else {
        fitting.add(laid);
      }
    }
    return fitting;
  }

  /// Puts the fields that are simply set into the update; the user-defined ones are answered, for
  /// they join others.
  private static Map<String, String> lay(
      List<Laid<SetField>> fields, Finding finding, UpdateBuilder update) {
    Map<String, String> userDefined = new LinkedHashMap<>();
    List<FindingIdentifier.Asff> related = new ArrayList<>(UpdateField.related(finding));
    for (Laid<SetField> laid : fields) {
      switch (laid.value().value()) {
        case FieldValue.Entry(var name, var text) -> userDefined.put(name, text);
        case FieldValue.Reference(var identifier) -> {
          related.add(identifier);
          update.relatedFindings(related);
        }
        case FieldValue.Constant _,
            FieldValue.Percentage _,
            FieldValue.Decimal _,
            FieldValue.Texts _,
            FieldValue.Entries _,
            FieldValue.References _,
            FieldValue.Written _ ->
            update.set(laid.value().field(), laid.value().value());
      }
    }
    return userDefined;
  }

  private static Kept full(Laid<SetField> laid, Finding finding, String what, int most) {
    return new Kept(
        laid.value().contended(finding.format()),
        "the %s, of which at most %d fit: no room for %s of rule %s"
            .formatted(what, most, laid.value().value(), laid.by().id()));
  }

  /// What the note has to account for: what this update does, and what an earlier update did that
  /// the rules still want.
  private static List<Map.Entry<Card, String>> deeds(
      Draft draft,
      Finding finding,
      Optional<Laid<SeverityLabel>> severity,
      Optional<Laid<WorkflowStatus>> workflowStatus,
      List<Laid<SetField>> fields) {
    Optional<Laid<SeverityLabel>> severityDone =
        draft
            .severity()
            .filter(
                laid -> !isNew(laid, finding.severity()) && Provenance.severityIsQuells(finding));
    Optional<Laid<WorkflowStatus>> workflowDone =
        draft
            .workflowStatus()
            .filter(
                laid ->
                    !isNew(laid, finding.workflowStatus()) && Provenance.workflowIsQuells(finding));
    List<Laid<SetField>> fieldsDoneOrDue =
        draft.fields().stream()
            .filter(
                laid ->
                    fields.contains(laid)
                        || (laid.value().isOn(finding) && isAccountedFor(laid.value(), finding)))
            .toList();
    boolean isSaidByNumber =
        fieldsDoneOrDue.stream()
            .anyMatch(laid -> laid.value().field() == UpdateField.NORMALIZED_SEVERITY);
    return Stream.of(
            workflowStatus
                .or(() -> workflowDone)
                .map(
                    laid ->
                        Map.entry(
                            laid.by(),
                            laid.value() == WorkflowStatus.SUPPRESSED
                                ? "suppressed"
                                : "workflow status set to " + laid.value()))
                .stream(),
            severity
                .or(() -> severityDone)
                .filter(_ -> !isSaidByNumber)
                .map(laid -> Map.entry(laid.by(), "severity set to " + laid.value()))
                .stream(),
            fieldsDoneOrDue.stream()
                .map(
                    laid ->
                        Map.entry(
                            laid.by(), laid.value().field() + " set to " + laid.value().value())),
            draft.note().map(laid -> Map.entry(laid.by(), "noted")).stream())
        .flatMap(stream -> stream)
        .toList();
  }

  /// Whether the note accounts for a field that the finding has. Who has set it is known of
  /// severity and status only; of the others it is said in every update alike, or an update's own
  /// event would lead to another note.
  private static boolean isAccountedFor(SetField action, Finding finding) {
    return switch (action.field().owner()) {
      case SEVERITY ->
          action.field() == UpdateField.PRODUCT_SEVERITY || Provenance.severityIsQuells(finding);
      case WORKFLOW_STATUS -> Provenance.workflowIsQuells(finding);
      case VERIFICATION_STATE, NOBODY -> true;
    };
  }

  private static <T> boolean isNew(Laid<T> laid, Optional<T> present) {
    return !present.equals(Optional.of(laid.value()));
  }

  private static boolean isOurs(
      Laid<?> laid, String field, Optional<String> owner, List<Kept> kept) {
    owner.ifPresent(
        reason ->
            kept.add(
                new Kept(
                    field,
                    "%s, which rule %s wanted to be %s"
                        .formatted(
                            reason,
                            laid.by().id(),
                            laid.value() instanceof SetField action
                                ? action.value()
                                : laid.value()))));
    return owner.isEmpty();
  }

  /// Why the severity is not ours to change: somebody set one that is neither the provider's nor
  /// Quell's, or changed the one that Quell had set.
  private static Optional<String> severityOwner(Finding finding) {
    return Provenance.severityIsForeign(finding)
        ? Provenance.severityNow(finding).map("the severity %s that Quell did not set"::formatted)
        : Optional.empty();
  }

  /// Why the workflow status is not ours to change: somebody has closed the finding, or is at work
  /// on it.
  private static Optional<String> workflowOwner(Finding finding) {
    if (Provenance.workflowIsQuells(finding)) {
      return Optional.empty();
    }
    return finding
        .workflowStatus()
        .filter(
            now ->
                switch (now) {
                  case NEW -> false;
                  case NOTIFIED -> Provenance.noteIsForeign(finding);
                  case SUPPRESSED, RESOLVED -> true;
                })
        .map(Enum::name)
        .or(() -> statusOfOthers(finding))
        .map("the workflow status %s that Quell did not set"::formatted);
  }

  /// A status that OCSF alone knows and that says that somebody has done with the finding.
  private static Optional<String> statusOfOthers(Finding finding) {
    return finding instanceof OcsfFinding ocsf
        ? ocsf.statusId()
            .filter(
                status ->
                    switch (status) {
                      case ARCHIVED, DELETED, OTHER -> true;
                      case UNKNOWN, NEW, IN_PROGRESS, SUPPRESSED, RESOLVED -> false;
                    })
            .map(Enum::name)
        : Optional.empty();
  }

  /// Why a field is not ours to set: the format does not have it, or somebody else has set it.
  private static Optional<String> fieldOwner(Finding finding, Laid<SetField> laid) {
    UpdateField field = laid.value().field();
    if (!field.isExpressibleIn(finding.format())) {
      return Optional.of("the %s, which %s does not have".formatted(field, finding.format()));
    }
    return switch (field.owner()) {
      case SEVERITY -> severityOwner(finding);
      case WORKFLOW_STATUS -> workflowOwner(finding);
      case VERIFICATION_STATE ->
          finding
              .verificationState()
              .filter(state -> !state.equals(VerificationState.UNKNOWN.name()))
              .map("the verification state %s that is set already"::formatted);
      case NOBODY -> Optional.empty();
    };
  }
}
