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
    Optional<Laid<SeverityLabel>> severity = draft.severity()
        .filter(laid -> !finding.severity().equals(Optional.of(laid.value())))
        .filter(laid -> isOurs(laid, severityOwner(finding), kept));
    Optional<Laid<WorkflowStatus>> workflowStatus = draft.workflowStatus()
        .filter(laid -> !finding.workflowStatus().equals(Optional.of(laid.value())))
        .filter(laid -> isOurs(laid, workflowOwner(finding, laid.value()), kept));
    List<Map.Entry<Card, String>> deeds = Stream.of(
        workflowStatus.map(laid -> Map.entry(laid.by(),
            laid.value() == WorkflowStatus.SUPPRESSED ? "suppressed" : "workflow status set to " + laid.value())),
        severity.map(laid -> Map.entry(laid.by(), "severity set to " + laid.value())),
        draft.note().map(laid -> Map.entry(laid.by(), "noted"))).flatMap(Optional::stream).toList();
    if (deeds.isEmpty()) {
      return new Settlement(Update.NONE, kept);
    }
    Attribution attribution = Attribution.of(draft.note().map(Laid::value), deeds);
    if (severity.isEmpty() && workflowStatus.isEmpty()
        && Provenance.noteText(finding).equals(Optional.of(attribution.note()))) {
      return new Settlement(Update.NONE, kept);
    }
    return new Settlement(update(finding, severity, workflowStatus, attribution, kept), kept);
  }

  private static Update update(Finding finding, Optional<Laid<SeverityLabel>> severity,
      Optional<Laid<WorkflowStatus>> workflowStatus, Attribution attribution, List<String> kept) {
    Map<String, String> fields = Provenance.fields(finding, attribution, severity.map(Laid::value),
        workflowStatus.map(Laid::value));
    if (fields.size() > Provenance.MOST_FIELDS) {
      kept.add("the user-defined fields: the finding has %d of at most %d, so Quell's own do not fit"
          .formatted(finding.userDefinedFields().size(), Provenance.MOST_FIELDS));
      fields = Map.of();
    }
    return new Update(severity.map(Laid::value).orElse(null), workflowStatus.map(Laid::value).orElse(null),
        Provenance.noteIsForeign(finding) ? null : new Note(attribution.note(), Provenance.AUTHOR), fields);
  }

  private static boolean isOurs(Laid<?> laid, Optional<String> owner, List<String> kept) {
    owner.ifPresent(
        reason -> kept.add("%s, which rule %s wanted to be %s".formatted(reason, laid.by().id(), laid.value())));
    return owner.isEmpty();
  }

  /// Why the severity is not ours to change: somebody set one that is neither the provider's nor Quell's.
  private static Optional<String> severityOwner(Finding finding) {
    boolean foreign = finding.providerSeverity().isPresent()
        && !finding.providerSeverity().equals(finding.severity()) && !Provenance.severityIsQuells(finding);
    return foreign
        ? finding.severity().map(label -> "the severity %s that somebody set".formatted(label))
        : Optional.empty();
  }

  /// Why the workflow status is not ours to change: somebody has closed the finding, or is at work on it.
  private static Optional<String> workflowOwner(Finding finding, WorkflowStatus wanted) {
    if (Provenance.workflowIsQuells(finding)) {
      return Optional.empty();
    }
    return finding.workflowStatus().filter(now -> switch (now) {
      case NEW -> false;
      case NOTIFIED -> wanted == WorkflowStatus.NEW && Provenance.noteIsForeign(finding);
      case SUPPRESSED, RESOLVED -> true;
    }).map(now -> "the workflow status %s that somebody set".formatted(now));
  }
}
