package io.quell.engine;

import io.quell.engine.Draft.Laid;
import io.quell.finding.Finding;
import io.quell.finding.Note;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The draft held against the finding: what the finding already has is dropped, what a person set is kept, and what is
/// left says about itself where it comes from. This is what ends the loop of updates and their own events.
///
/// @param update what to send; empty where nothing is left
/// @param kept what a rule wanted and did not get, each a sentence with the reason
record Settlement(Update update, List<String> kept) {

  static Settlement of(Draft draft, Finding finding) {
    List<String> kept = new ArrayList<>();
    Optional<Laid<SeverityLabel>> severity = draft.severity().filter(laid -> isNew(laid, finding.severity()))
        .filter(laid -> isOurs(laid, severityOwner(finding), kept));
    Optional<Laid<WorkflowStatus>> workflowStatus = draft.workflowStatus()
        .filter(laid -> isNew(laid, finding.workflowStatus()))
        .filter(laid -> isOurs(laid, workflowOwner(finding), kept));
    boolean noteAlone = severity.isEmpty() && workflowStatus.isEmpty();
    if (noteAlone && draft.note().isEmpty()) {
      return new Settlement(Update.NONE, kept);
    }
    Attribution attribution = Attribution.of(draft.note().map(Laid::value),
        deeds(draft, finding, severity, workflowStatus));
    if (noteAlone && Provenance.noteText(finding).equals(Optional.of(attribution.note()))) {
      return new Settlement(Update.NONE, kept);
    }
    boolean hasRoom = Provenance.hasRoom(finding);
    if (!hasRoom) {
      kept.add("the user-defined fields, of which at most %d fit: there is no room left for Quell's own %d"
          .formatted(Provenance.MOST_FIELDS, Provenance.NAMES.size()));
      if (noteAlone && Provenance.noteText(finding).isPresent()) {
        return new Settlement(Update.NONE, kept); // without the fields it cannot tell what the note has said before
      }
    }
    Map<String, String> fields = hasRoom
        ? Provenance.fields(finding, attribution, severity.map(Laid::value), workflowStatus.map(Laid::value))
        : Map.of();
    Note note = Provenance.noteIsForeign(finding) ? null : new Note(attribution.note(), Provenance.AUTHOR);
    return new Settlement(new Update(severity.map(Laid::value).orElse(null),
        workflowStatus.map(Laid::value).orElse(null), note, fields), kept);
  }

  /// What the note has to account for: what this update does, and what an earlier update did that the rules still want.
  private static List<Map.Entry<Card, String>> deeds(Draft draft, Finding finding,
      Optional<Laid<SeverityLabel>> severity, Optional<Laid<WorkflowStatus>> workflowStatus) {
    Optional<Laid<SeverityLabel>> severityDone = draft.severity()
        .filter(laid -> !isNew(laid, finding.severity()) && Provenance.severityIsQuells(finding));
    Optional<Laid<WorkflowStatus>> workflowDone = draft.workflowStatus()
        .filter(laid -> !isNew(laid, finding.workflowStatus()) && Provenance.workflowIsQuells(finding));
    return Stream.of(
        workflowStatus.or(() -> workflowDone).map(laid -> Map.entry(laid.by(),
            laid.value() == WorkflowStatus.SUPPRESSED ? "suppressed" : "workflow status set to " + laid.value())),
        severity.or(() -> severityDone).map(laid -> Map.entry(laid.by(), "severity set to " + laid.value())),
        draft.note().map(laid -> Map.entry(laid.by(), "noted"))).flatMap(Optional::stream).toList();
  }

  private static <T> boolean isNew(Laid<T> laid, Optional<T> present) {
    return !present.equals(Optional.of(laid.value()));
  }

  private static boolean isOurs(Laid<?> laid, Optional<String> owner, List<String> kept) {
    owner.ifPresent(
        reason -> kept.add("%s, which rule %s wanted to be %s".formatted(reason, laid.by().id(), laid.value())));
    return owner.isEmpty();
  }

  /// Why the severity is not ours to change: somebody set one that is neither the provider's nor Quell's, or changed
  /// the one that Quell had set; or it could afterwards not be told from Quell's own, and would be shifted again.
  private static Optional<String> severityOwner(Finding finding) {
    if (Provenance.severityIsForeign(finding)) {
      return finding.severity().map(label -> "the severity %s that somebody set".formatted(label));
    }
    return finding.providerSeverity().isEmpty() && !Provenance.hasRoom(finding)
        ? Optional.of("the severity, without room for a user-defined field to keep the present one in")
        : Optional.empty();
  }

  /// Why the workflow status is not ours to change: somebody has closed the finding, or is at work on it.
  private static Optional<String> workflowOwner(Finding finding) {
    if (Provenance.workflowIsQuells(finding)) {
      return Optional.empty();
    }
    return finding.workflowStatus().filter(now -> switch (now) {
      case NEW -> false;
      case NOTIFIED -> Provenance.noteIsForeign(finding);
      case SUPPRESSED, RESOLVED -> true;
    }).map(now -> "the workflow status %s that somebody set".formatted(now));
  }
}
