package io.quell.cli.probe;

import io.quell.cli.command.FailedException;
import io.quell.cli.options.TimeConverter;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Note;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import io.quell.hub.call.CallRefusedException;
import io.quell.hub.call.TimeSource;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import io.quell.value.JsonTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The course of the probe: what it does to its finding, and what it makes of what it sees.
///
/// Only [#archive()] may be called from another thread. After it nothing is written any more.
final class Probe {
  private static final String FAILED = "FAILED";
  private static final String PASSED = "PASSED";
  private static final String FIRST_FIELD = ProbeFinding.NAME + "-first";
  private static final String SECOND_FIELD = ProbeFinding.NAME + "-second";
  private static final String TYPE = "Software and Configuration Checks/" + ProbeFinding.NAME + "/";
  private static final Duration GLANCE = Duration.ofMillis(200);

  private final SecurityHub hub;
  private final TimeSource time;
  private final ProbeFinding finding;
  private final FindingWatch watch;
  private final Optional<EventFile> events;
  private final Duration settling;
  private final Consumer<String> progress;
  private final Consumer<ProbeAnswer> answers;

  private final List<Duration> imports = new ArrayList<>();
  private final List<Duration> updates = new ArrayList<>();
  private Duration slowestEvent = Duration.ZERO;
  private boolean doEventsCome;
  private String complianceStatus = FAILED;
  private boolean mayBeThere;
  private boolean isArchived;

  /// @param settling how long nothing more may be seen before what was seen counts
  /// @param progress takes a line before each thing that is done
  /// @param answers takes each answer as soon as it is known
  Probe(
      SecurityHub hub,
      TimeSource time,
      ProbeFinding finding,
      Duration longest,
      Duration settling,
      Optional<EventFile> events,
      Consumer<String> progress,
      Consumer<ProbeAnswer> answers) {
    this.hub = hub;
    this.time = time;
    this.finding = finding;
    this.watch = new FindingWatch(hub, time, finding, longest);
    this.settling = settling;
    this.events = events;
    this.progress = progress;
    this.answers = answers;
  }

  /// Imports the finding, changes it and watches it. It is not archived at the end: see
  /// [#archive()].
  ///
  /// @throws FailedException where a call is refused, or a change does not show in time
  void run() {
    Map<String, Object> imported = importFinding();
    Map<String, Object> updated = askForSeveralFields(imported);
    askForCollections();
    askForUpdateWithoutChange();
    Map<String, Object> last = askForPassedControl();
    askForLag();
    answers.accept(
        ProbeAnswer.notWatched(
            "What sets the status of an OCSF finding back?",
            "BatchImportFindings takes findings in ASFF only, so that the probe has none of its"
                + " own",
            "docs/probe.md says how to see it on a finding of GuardDuty or Inspector. Until then"
                + " Quell takes the status New on a finding that it has suppressed for the"
                + " provider's, and suppresses it again."));
    askForOthers(updated, last);
  }

  private Map<String, Object> importFinding() {
    progress.accept("importing finding " + finding.identifier().id());
    FindingWatch.Sighting seen = imported(FAILED, "the import", _ -> true);
    if (events.isPresent()) {
      progress.accept("waiting for the import's event");
      doEventsCome = newEvents(0, watch.longest()) > 0;
    }
    return seen.json();
  }

  /// What was seen of an import.
  private FindingWatch.Sighting imported(
      String compliance, String what, Predicate<Map<String, Object>> shows) {
    complianceStatus = compliance;
    write(
        () -> {
          boolean wasThere = mayBeThere;
          mayBeThere = true;
          try {
            hub.importFinding(finding.next(compliance, "ACTIVE"));
          } catch (CallRefusedException e) {
            mayBeThere = wasThere || !e.isAnswered();
            throw e;
          }
        },
        what);
    FindingWatch.Sighting seen = watch.until(what, shows);
    imports.add(seen.after());
    return seen;
  }

  private Map<String, Object> askForSeveralFields(Map<String, Object> imported) {
    progress.accept("updating several fields at once");
    Update update =
        Update.builder()
            .severity(SeverityLabel.LOW)
            .note(new Note("An update by 'quell probe'.", ProbeFinding.NAME))
            .set(UpdateField.CONFIDENCE, new FieldValue.Percentage(10))
            .userDefinedFields(Map.of(FIRST_FIELD, "1", SECOND_FIELD, "1"))
            .set(UpdateField.TYPES, new FieldValue.Texts(List.of(TYPE + "first")))
            .relatedFindings(List.of(related("first")))
            .build();
    List<Predicate<Map<String, Object>>> parts =
        List.of(
            json -> JsonTree.text(json, "Severity", "Label").equals(Optional.of("LOW")),
            json -> JsonTree.text(json, "Note", "UpdatedBy").equals(Optional.of(ProbeFinding.NAME)),
            json -> hasConfidence(json, 10),
            json -> fields(json).keySet().containsAll(List.of(FIRST_FIELD, SECOND_FIELD)),
            json -> types(json).contains(TYPE + "first"),
            json -> relatedIds(json).contains(related("first").id()));
    int before = countEvents();
    FindingWatch.Sighting seen =
        updated(
            update,
            "the update of several fields",
            json -> parts.stream().allMatch(part -> part.test(json)));
    long partial =
        seen.reads().stream()
            .filter(json -> parts.stream().anyMatch(part -> part.test(json)))
            .filter(json -> !parts.stream().allMatch(part -> part.test(json)))
            .count();
    String question = "Do the fields of one update show together?";
    answers.accept(
        partial == 0
            ? ProbeAnswer.seen(
                question,
                "yes, as far as %s: each showed all of them or none"
                    .formatted(
                        seen.reads().size() == 1
                            ? "one read can tell"
                            : seen.reads().size() + " reads can tell"),
                "What Quell reads is the finding before or after an update, never between.")
            : ProbeAnswer.seen(
                question,
                "no: %d of %d reads showed some of them".formatted(partial, seen.reads().size()),
                "What Quell reads can be half an update: where a part of its change is missing, it"
                    + " must not take that for somebody else's doing."));
    boolean moved = !value(imported, "ProcessedAt").equals(value(seen.json(), "ProcessedAt"));
    answers.accept(
        ProbeAnswer.seen(
            "Does an update move ProcessedAt?",
            moved
                ? "yes"
                : "no: it is %s as before"
                    .formatted(value(seen.json(), "ProcessedAt").orElse("absent")),
            moved
                ? "Of two versions of a finding the one with the later ProcessedAt is the newer."
                : "ProcessedAt does not tell which of two versions is the newer after an update;"
                    + " the time of the event has to."));
    answerEvents(before);
    return seen.json();
  }

  private void answerEvents(int before) {
    String question = "Does one update of several fields raise one event?";
    if (!doEventsCome) {
      answers.accept(eventsNotWatched(question));
      return;
    }
    int number = newEvents(before, watch.longest());
    answers.accept(
        ProbeAnswer.seen(
            question,
            number == 1 ? "yes" : "no: %d events came".formatted(number),
            number == 1
                ? "A change that Quell makes starts it once more."
                : "A change that Quell makes starts it %d times: count with so many invocations."
                    .formatted(number)));
  }

  private void askForCollections() {
    progress.accept("updating with other user-defined fields, types and related findings");
    Update update =
        Update.builder()
            .userDefinedFields(Map.of(SECOND_FIELD, "2"))
            .set(UpdateField.TYPES, new FieldValue.Texts(List.of(TYPE + "second")))
            .relatedFindings(List.of(related("second")))
            .build();
    Map<String, Object> json =
        updated(
                update,
                "the update of user-defined fields, types and related findings",
                read ->
                    "2".equals(fields(read).get(SECOND_FIELD))
                        && types(read).contains(TYPE + "second")
                        && relatedIds(read).contains(related("second").id()))
            .json();
    answers.accept(
        collection(
            "user-defined fields",
            fields(json).containsKey(FIRST_FIELD),
            "Quell may send its own fields alone (the reading 'merge'), and findings share calls"
                + " whatever fields others have set.",
            "Quell has to send every field that a finding has (the reading 'replace'): its own"
                + " alone would take away the others'."));
    answers.accept(
        collection(
            "types",
            types(json).contains(TYPE + "first"),
            "The types that a rule sets are added: a rule cannot take one away.",
            "The types that a rule sets are all that the finding has afterwards."));
    answers.accept(
        collection(
            "related findings",
            relatedIds(json).contains(related("first").id()),
            "Related findings that a rule sets are added: they can become more than 10, which is"
                + " refused.",
            "Quell has to send the related findings that a finding has, or they are gone."));
    answers.accept(
        ProbeAnswer.seen(
            "Can an update take a user-defined field away?",
            fields(json).containsKey(FIRST_FIELD)
                ? "no, once set it stays"
                : "yes, by leaving it out",
            fields(json).containsKey(FIRST_FIELD)
                ? "Where Quell's mark ends, it stays on the finding and says so."
                : "Where Quell's mark ends, it can go."));
  }

  private static ProbeAnswer collection(
      String what, boolean isMerged, String whenMerged, String whenReplaced) {
    return ProbeAnswer.seen(
        "Does an update merge or replace the %s?".formatted(what),
        isMerged ? "merge: what it leaves out stays" : "replace: what it leaves out is gone",
        isMerged ? whenMerged : whenReplaced);
  }

  private void askForUpdateWithoutChange() {
    String question = "Does an update that changes nothing raise an event?";
    if (!doEventsCome) {
      answers.accept(eventsNotWatched(question));
      return;
    }
    awaitQuiet();
    progress.accept("updating once more with the values that are there");
    int before = countEvents();
    send(Update.builder().userDefinedFields(Map.of(SECOND_FIELD, "2")).build());
    Duration patience = longer(settling, slowestEvent.multipliedBy(3));
    int number = newEvents(before, patience);
    answers.accept(
        number > 0
            ? ProbeAnswer.seen(
                question,
                "yes",
                "Quell must not send an update that changes nothing: its event would start Quell"
                    + " again, without end.")
            : ProbeAnswer.seen(
                question,
                "no, none came in %s, and others took %s at most"
                    .formatted(TimeConverter.shown(patience), TimeConverter.shown(slowestEvent)),
                "An update without a change costs a call and nothing else."));
  }

  private Map<String, Object> askForPassedControl() {
    progress.accept("suppressing the finding, and importing it with a control that passes");
    updated(
        Update.builder().workflowStatus(WorkflowStatus.SUPPRESSED).build(),
        "the suppression",
        json -> workflow(json).equals("SUPPRESSED"));
    Predicate<Map<String, Object>> hasPassed =
        json -> JsonTree.text(json, "Compliance", "Status").equals(Optional.of(PASSED));
    Map<String, Object> first =
        imported(PASSED, "the import with a control that passes", hasPassed).json();
    progress.accept("watching its workflow status");
    Map<String, Object> last =
        Stream.concat(Stream.of(first), watch.during(longer(settling, twice(imports))).stream())
            .filter(hasPassed)
            .reduce((_, later) -> later)
            .orElse(first);
    String status = workflow(last);
    answers.accept(
        ProbeAnswer.seen(
            "What becomes of SUPPRESSED when the control passes?",
            status.equals("SUPPRESSED") ? "it stays" : "it becomes " + status,
            (status.equals("SUPPRESSED")
                    ? "A suppression of Quell's lasts over a control that passes and fails again."
                    : "Where Quell has set SUPPRESSED it meets %s without anybody's doing: that is"
                            .formatted(status)
                        + " no refusal.")
                + " This was a finding of the account's own product; findings of Security Hub's"
                + " controls may differ."));
    return last;
  }

  private void askForLag() {
    progress.accept("updating two more times to see how long it takes");
    for (int confidence : List.of(20, 30)) {
      updated(
          Update.builder()
              .set(UpdateField.CONFIDENCE, new FieldValue.Percentage(confidence))
              .build(),
          "an update",
          json -> hasConfidence(json, confidence));
    }
    answers.accept(
        ProbeAnswer.seen(
            "How long until an import shows?",
            times(imports),
            "A finding that Quell reads may be this much older than its event."));
    answers.accept(
        ProbeAnswer.seen(
            "How long until an update shows?",
            times(updates),
            "What is read so soon after an update may be the finding as it was before. At another"
                + " time it can take longer."));
  }

  private void askForOthers(Map<String, Object> updated, Map<String, Object> last) {
    List<String> foreign = new ArrayList<>();
    for (Map<String, Object> json : List.of(updated, last)) {
      JsonTree.text(json, "Note", "UpdatedBy")
          .filter(author -> !author.equals(ProbeFinding.NAME))
          .ifPresent(author -> foreign.add("a note by " + author));
      fields(json).keySet().stream()
          .filter(name -> !name.startsWith(ProbeFinding.NAME))
          .forEach(name -> foreign.add("the user-defined field " + name));
      JsonTree.text(json, "Severity", "Label")
          .filter(label -> !label.equals("LOW"))
          .ifPresent(label -> foreign.add("the severity " + label));
    }
    if (!foreign.isEmpty()) {
      answers.accept(
          ProbeAnswer.seen(
              "Has anybody else changed the finding meanwhile?",
              "yes: " + String.join(", ", foreign.stream().distinct().toList()),
              "The answers above may be about their changes. Find the rule that matches every"
                  + " finding, stop it, and run the probe again."));
    }
  }

  private FindingWatch.Sighting updated(
      Update update, String what, Predicate<Map<String, Object>> shows) {
    send(update);
    FindingWatch.Sighting seen = watch.until(what, shows);
    updates.add(seen.after());
    return seen;
  }

  private void send(Update update) {
    write(
        () -> {
          UpdateResult answer =
              hub.apply(List.of(new FindingUpdate(finding.identifier(), update)))
                  .get(finding.identifier());
          if (answer instanceof UpdateResult.Unprocessed(var code, var message, var _)) {
            throw new FailedException("an update was refused: %s (%s)".formatted(message, code));
          }
        },
        "an update");
  }

  /// Writes, unless the finding has been archived: it would be active again.
  private synchronized void write(Runnable call, String what) {
    if (isArchived) {
      throw new FailedException("the probe was stopped");
    }
    try {
      call.run();
    } catch (CallRefusedException e) {
      throw new FailedException("%s was refused: %s".formatted(what, e.getMessage()));
    }
  }

  /// Archives the finding where it may be there, once; answers whether there was anything to
  /// archive. It may be called from another thread, and while the caller is interrupted.
  ///
  /// @throws FailedException where that is refused: it says how to archive it by hand
  synchronized boolean archive() {
    if (!mayBeThere || isArchived) {
      return false;
    }
    isArchived = true;
    boolean wasInterrupted = Thread.interrupted(); // or the call would not even be sent
    try {
      hub.importFinding(finding.next(complianceStatus, "ARCHIVED"));
      return true;
    } catch (CallRefusedException e) {
      throw new FailedException(
          Stream.concat(
                  Stream.of("the finding could not be archived: " + e.getMessage()),
                  finding.archivingByHand().stream())
              .toList());
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private int countEvents() {
    return events.isPresent() && doEventsCome ? events.get().count() : 0;
  }

  /// Waits until no event of an earlier change can still come.
  private void awaitQuiet() {
    progress.accept("waiting for late events");
    newEvents(countEvents(), longer(settling, slowestEvent.multipliedBy(3)));
  }

  /// How many events have come, counted once no further one has come for a while.
  ///
  /// @param before how many there were before the change
  /// @param patience how long to wait for the first one
  private int newEvents(int before, Duration patience) {
    EventFile file = events.orElseThrow();
    long start = time.nanoseconds();
    long quietSince = start;
    int seen = 0;
    while (true) {
      int now = file.count() - before;
      if (now > seen) {
        if (seen == 0) {
          slowestEvent = longer(slowestEvent, watch.since(start));
        }
        seen = now;
        quietSince = time.nanoseconds();
      }
      if (watch.since(quietSince).compareTo(seen == 0 ? patience : settling) >= 0) {
        return seen;
      }
      time.sleep(GLANCE);
    }
  }

  private ProbeAnswer eventsNotWatched(String question) {
    return events.isPresent()
        ? ProbeAnswer.notWatched(
            question,
            "no event of the finding came to %s in %s"
                .formatted(events.get().path(), TimeConverter.shown(watch.longest())),
            "See that events reach the file, an event a line: docs/probe.md says how.")
        : ProbeAnswer.notWatched(
            question,
            "events show only where they are delivered",
            "Deliver them to a file and name it with --events: docs/probe.md has the commands.");
  }

  private static FindingIdentifier.Asff related(String name) {
    return new FindingIdentifier.Asff(
        ProbeFinding.NAME + "/" + name, "arn:aws:securityhub:us-east-1::product/aws/securityhub");
  }

  private static Map<String, String> fields(Map<String, Object> json) {
    return JsonTree.texts(json, "UserDefinedFields");
  }

  private static Set<Object> types(Map<String, Object> json) {
    return json.get("Types") instanceof List<?> types ? new HashSet<>(types) : Set.of();
  }

  private static Set<Object> relatedIds(Map<String, Object> json) {
    Set<Object> ids = new HashSet<>();
    JsonTree.objects(json, List.of("RelatedFindings"))
        .forEach(related -> ids.add(String.valueOf(related.get("Id"))));
    return ids;
  }

  private static boolean hasConfidence(Map<String, Object> json, int confidence) {
    return JsonTree.whole(json.get("Confidence")).equals(Optional.of(confidence));
  }

  private static String workflow(Map<String, Object> json) {
    return JsonTree.text(json, "Workflow", "Status").orElse("nothing");
  }

  private static Optional<String> value(Map<String, Object> json, String member) {
    return JsonTree.text(json, member);
  }

  private static String times(List<Duration> times) {
    return String.join(", ", times.stream().map(TimeConverter::shown).toList());
  }

  /// Twice the longest of the times.
  private static Duration twice(List<Duration> times) {
    return times.stream().max(Duration::compareTo).orElse(Duration.ZERO).multipliedBy(2);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
