package io.quell.run;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Card;
import io.quell.run.DesiredChanges.Desired;
import io.quell.run.DesiredChanges.DesiredField;
import io.quell.run.DesiredChanges.Request;
import io.quell.run.FieldResolution.Result;
import io.quell.run.mark.ChangeNote;
import io.quell.run.mark.KnownRules;
import io.quell.run.mark.Marks;
import io.quell.update.Action.SetField;
import io.quell.update.FieldValue;
import io.quell.update.Limits;
import io.quell.update.Update;
import io.quell.update.UpdateBuilder;
import io.quell.update.UpdateField;
import io.quell.update.UpdateTarget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is to change on a finding: what rules want, held against what is there. What the finding
/// already has is not set again, and what somebody else set is kept. This is what ends the loop of
/// updates and their own events.
///
/// @param finding the finding
/// @param marks what Quell has left on it
/// @param known what is known of the rules that the marks name
/// @param fields what came of each field that rules want to change, in the order in which they came
///     up
/// @param note what an update says about itself; empty where nothing is to change
/// @param keptWhole why the whole finding is kept as it is, or empty
record Reconciliation(
    Finding finding,
    Marks marks,
    KnownRules known,
    List<ReconciledField> fields,
    Optional<ChangeNote> note,
    Optional<String> keptWhole) {
  /// What hides a finding, in either format.
  private static final Set<UpdateField> STATUSES =
      Set.of(UpdateField.WORKFLOW_STATUS, UpdateField.STATUS_ID);

  /// What came of one field.
  ///
  /// @param requested all that rules want of it
  /// @param desired what it is to be, as the finding's format has it
  /// @param givenBack what would set it back to what it was before Quell, where no rule wants more
  /// @param kept why it stays as it is, each a sentence
  /// @param doubtful the rules of which it is not known whether they want it still
  record ReconciledField(
      DesiredField requested,
      Optional<Desired> desired,
      Optional<SetField> givenBack,
      Result result,
      List<String> kept,
      List<String> doubtful) {
    private ReconciledField with(Result other) {
      return new ReconciledField(requested, desired, givenBack, other, kept, doubtful);
    }

    /// Whether a rule has asked for it, or something came of it.
    private boolean tellsSomething() {
      return !requested.requests().isEmpty() || result != Result.UNCHANGED;
    }

    /// Whether rules have what they want of it, by this update or by an earlier one of Quell's.
    private boolean isInForce(Marks marks) {
      return result == Result.SET
          || desired
              .filter(wanted -> isNote(wanted) || marks.isSetByQuell(wanted.change()))
              .isPresent();
    }

    /// What is given back, in a word.
    private String valueBack() {
      SetField back = givenBack.orElseThrow();
      return label(back).map(Enum::name).orElseGet(() -> back.value().toString());
    }

    /// What an update changes; the note's text comes with the signature.
    private Optional<SetField> change() {
      return switch (result) {
        case SET -> desired.map(Desired::change);
        case GIVEN_BACK -> givenBack;
        case UNCHANGED, KEPT -> Optional.empty();
      };
    }
  }

  /// How far a run goes.
  ///
  /// @param setsNothing whether nothing is set that rules want
  /// @param givesBack whether what no rule wants any more is given back at all
  /// @param looksAtClosed whether findings are changed that are not open
  record Bounds(boolean setsNothing, boolean givesBack, boolean looksAtClosed) {}

  static Reconciliation of(
      DesiredChanges desired, Finding finding, Marks marks, KnownRules known, Bounds bounds) {
    if (desired.fields().isEmpty() && marks.quells().isEmpty()) { // as with most findings
      return new Reconciliation(
          finding, marks, known, List.of(), Optional.empty(), Optional.empty());
    }
    Optional<String> handsOff = marks.handsOff().map("everything: "::concat);
    if (handsOff.isPresent()) {
      return untouched(desired, finding, marks, known, handsOff);
    }
    var room = new Room(finding, marks);
    List<ReconciledField> fields = new ArrayList<>();
    for (DesiredField field : withUnrequested(desired, marks)) {
      ReconciledField reconciled = reconciled(field, finding, marks, room);
      if (bounds.setsNothing()) {
        reconciled = withoutNews(reconciled, finding, marks, room);
      }
      reconciled = givenBack(reconciled, finding, marks, known, bounds.givesBack());
      if (reconciled.tellsSomething()) {
        fields.add(reconciled);
      }
    }
    boolean isAnySet = isAnySet(fields);
    Optional<Desired> ownNote = ownNote(fields);
    boolean isNoted = ownNote.map(wanted -> marks.names(wanted.by().id())).orElse(true);
    if (!isAnySet && isNoted) {
      return new Reconciliation(finding, marks, known, fields, Optional.empty(), Optional.empty());
    }
    Optional<String> obstacle = wholeObstacle(marks, bounds.looksAtClosed());
    if (obstacle.isPresent()) {
      List<ReconciledField> kept = fields.stream().map(field -> field.with(Result.KEPT)).toList();
      return new Reconciliation(finding, marks, known, kept, Optional.empty(), obstacle);
    }
    Optional<String> ownText = ownNote.map(wanted -> wanted.change().value().toString());
    ChangeNote note =
        ChangeNote.of(
            backSentence(fields, marks)
                .map(back -> ownText.map(own -> back + "\n" + own).orElse(back))
                .or(() -> ownText),
            changes(fields, marks));
    fields.replaceAll(
        field ->
            field.requested().target().equals(UpdateTarget.NOTE) ? field.with(Result.SET) : field);
    return new Reconciliation(
        finding, marks, known, List.copyOf(fields), Optional.of(note), Optional.empty());
  }

  private static boolean isAnySet(List<ReconciledField> fields) {
    for (ReconciledField field : fields) {
      if (field.change().isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Desired> ownNote(List<ReconciledField> fields) {
    for (ReconciledField field : fields) {
      if (field.desired().filter(Reconciliation::isNote).isPresent()) {
        return field.desired();
      }
    }
    return Optional.empty();
  }

  /// What comes of a finding that Quell keeps its hands off.
  private static Reconciliation untouched(
      DesiredChanges desired,
      Finding finding,
      Marks marks,
      KnownRules known,
      Optional<String> reason) {
    List<ReconciledField> kept =
        desired.fields().stream()
            .filter(
                field ->
                    field
                        .desired()
                        .filter(
                            wanted ->
                                marks.isAnotherBooks()
                                    || isNote(wanted)
                                    || !wanted.change().isOn(finding))
                        .isPresent())
            .map(
                field ->
                    new ReconciledField(
                        field,
                        field.desired(),
                        Optional.empty(),
                        Result.KEPT,
                        List.of(),
                        List.of()))
            .toList();
    return new Reconciliation(
        finding, marks, known, kept, Optional.empty(), kept.isEmpty() ? Optional.empty() : reason);
  }

  /// Why nothing at all is changed on the finding, although something would be.
  private static Optional<String> wholeObstacle(Marks marks, boolean looksAtClosed) {
    if (marks.waits()) {
      return Optional.of(
          "everything: the finding is over, and its mark waits until it is open again");
    }
    Optional<String> closed =
        looksAtClosed
            ? Optional.empty()
            : marks.closed().map("everything: the finding is not open, for "::concat);
    return closed.or(
        () -> marks.hasRoom(Set.of()) ? Optional.empty() : Optional.of(marks.noRoom()));
  }

  private static ReconciledField reconciled(
      DesiredField field, Finding finding, Marks marks, Room room) {
    List<String> kept = new ArrayList<>();
    for (Request request : field.requests()) {
      if (request.isRefused()) {
        String refused =
            "the %s, which rule %s does not set again: somebody else has changed it since"
                .formatted(field.target(), request.by().id());
        if (!kept.contains(refused)) {
          kept.add(refused);
        }
      }
    }
    Optional<Desired> desired =
        field
            .desired()
            .flatMap(
                wanted -> {
                  UpdateField wantedField = wanted.change().field();
                  if (wantedField.isExpressibleIn(finding.format())) {
                    return Optional.of(wanted);
                  }
                  kept.add(
                      unmet(
                          "the %s, which %s does not have".formatted(wantedField, finding.format()),
                          wanted));
                  return label(wanted);
                });
    Optional<Desired> open =
        desired.filter(wanted -> !isNote(wanted) && !wanted.change().isOn(finding));
    Optional<String> refusal =
        open.flatMap(
            wanted ->
                marks
                    .somebodyElses(wanted.change())
                    .map(present -> unmet(present, wanted))
                    .or(() -> room.refusal(wanted)));
    refusal.ifPresent(kept::add);
    Result unset = kept.isEmpty() ? Result.UNCHANGED : Result.KEPT;
    return new ReconciledField(
        field,
        desired,
        Optional.empty(),
        open.isPresent() && refusal.isEmpty() ? Result.SET : unset,
        kept,
        List.of());
  }

  /// The field where nothing is set that rules want. What Quell has set stays where a rule still
  /// leads to it, although a later one wants another value; where none does, no rule wants it any
  /// more.
  private static ReconciledField withoutNews(
      ReconciledField field, Finding finding, Marks marks, Room room) {
    Optional<Desired> news =
        field.desired().filter(wanted -> field.result() == Result.SET || isNote(wanted));
    if (news.filter(wanted -> !stands(wanted, marks)).isEmpty()) {
      return field;
    }
    ReconciledField standing =
        reconciled(
            field.requested().standing(wanted -> stands(wanted, marks)), finding, marks, room);
    return new ReconciledField(
        standing.requested(),
        standing.desired(),
        Optional.empty(),
        marks.isQuells(field.requested().target().field()) ? standing.result() : Result.KEPT,
        Stream.concat(
                standing.kept().stream(),
                Stream.of(
                    unmet("the " + field.requested().target(), news.orElseThrow())
                        + ": nothing new is set now"))
            .toList(),
        List.of());
  }

  /// Whether what a rule wants is there because Quell has set it.
  private static boolean stands(Desired wanted, Marks marks) {
    return isNote(wanted) ? marks.names(wanted.by().id()) : marks.isSetByQuell(wanted.change());
  }

  /// The fields that rules ask about, and those that Quell has set and that none asks about.
  private static List<DesiredField> withUnrequested(DesiredChanges desired, Marks marks) {
    List<DesiredField> requested = desired.fields();
    List<UpdateField> quells = marks.quells();
    if (quells.isEmpty()) { // as with most findings
      return requested;
    }
    List<DesiredField> all = new ArrayList<>(requested);
    quells.stream()
        .map(field -> new UpdateTarget(field, List.of()))
        .filter(target -> requested.stream().noneMatch(field -> field.target().equals(target)))
        .map(DesiredField::new)
        .forEach(all::add);
    return all;
  }

  /// What Quell has set and no rule in force wants any more is given back: in doubt, and while the
  /// finding is over, it stays.
  private static ReconciledField givenBack(
      ReconciledField field, Finding finding, Marks marks, KnownRules known, boolean givesBack) {
    UpdateTarget target = field.requested().target();
    if (field.desired().isPresent() || !marks.isQuells(target.field())) {
      return field;
    }
    Optional<SetField> back = marks.back(target.field());
    if (back.filter(change -> change.isOn(finding)).isPresent()) {
      return field;
    }
    List<String> doubtful = doubtful(target, marks, known);
    Optional<String> obstacle =
        givesBack
            ? obstacle(back, marks, doubtful, known)
            : Optional.of("for rules that are no deployment's give nothing back");
    return new ReconciledField(
        field.requested(),
        field.desired(),
        back,
        obstacle.isPresent() ? Result.KEPT : Result.GIVEN_BACK,
        Stream.concat(
                field.kept().stream(),
                obstacle.stream()
                    .map(reason -> "the %s that Quell set, %s".formatted(target, reason)))
            .toList(),
        obstacle.isPresent() ? doubtful : List.of());
  }

  /// The rules of which it is not known whether they want still what Quell has set.
  private static List<String> doubtful(UpdateTarget target, Marks marks, KnownRules known) {
    if (marks.isGivenBack(target.field()) && known.knowsAny()) {
      return List.of(); // it follows the provider's, whatever rules want
    }
    return marks.rules().stream()
        .filter(id -> !known.judges(id) && known.maySet(id, target.field()))
        .toList();
  }

  /// Why what Quell has set stays although no rule that can be asked wants it.
  private static Optional<String> obstacle(
      Optional<SetField> back, Marks marks, List<String> doubtful, KnownRules known) {
    if (!doubtful.isEmpty()) {
      String names =
          doubtful.stream()
              .map(id -> id.equals("*") ? "some that had no room" : id)
              .collect(Collectors.joining(", "));
      return Optional.of(
          doubtful.stream().allMatch(known::knows)
              ? "for these rules have failed, and whether they still want it is not known: " + names
              : "for the book does not say under removed or moved what became of these rules: "
                  + names);
    }
    if (!known.knowsAny()) {
      return Optional.of("for the book has no rules");
    }
    if (back.isEmpty()) {
      return Optional.of("for nothing was there before that it could go back to");
    }
    return marks.isOver() ? Optional.of("until the finding is open again") : Optional.empty();
  }

  private static Optional<String> backSentence(List<ReconciledField> fields, Marks marks) {
    if (!marks.isMarked()) { // as with most findings
      return Optional.empty();
    }
    return fields.stream()
        .filter(field -> field.result() == Result.GIVEN_BACK)
        .map(field -> field.requested().target() + " set to " + field.valueBack())
        .reduce((first, next) -> first + ", " + next)
        .map(
            changes ->
                "Quell gave back: %s. Nothing that %s had set is wanted any more."
                    .formatted(
                        changes,
                        marks.rules().isEmpty() ? "it" : String.join(", ", marks.rules())));
  }

  /// The label alone, where a format has no normalized severity.
  private static Optional<Desired> label(Desired wanted) {
    return label(wanted.change())
        .map(
            label ->
                new Desired(
                    wanted.by(),
                    new SetField(UpdateField.SEVERITY, new FieldValue.Constant(label))));
  }

  private static Optional<SeverityLabel> label(SetField change) {
    return change.field().severityLabel(change.value());
  }

  private static boolean isNote(Desired wanted) {
    return wanted.change().field() == UpdateField.NOTE;
  }

  private static String unmet(String present, Desired wanted) {
    return "%s, which rule %s wanted to be %s"
        .formatted(present, wanted.by().id(), wanted.change().value());
  }

  /// What the note has to account for: what this update does, and what an earlier update did that
  /// the rules still want.
  private static List<Map.Entry<Card, String>> changes(List<ReconciledField> fields, Marks marks) {
    List<Desired> inForce = new ArrayList<>(fields.size());
    for (ReconciledField field : fields) {
      if (field.isInForce(marks)) {
        inForce.add(field.desired().orElseThrow());
      }
    }
    inForce.sort(Comparator.comparingInt(wanted -> position(wanted.change().field())));
    List<Map.Entry<Card, String>> changes = new ArrayList<>(inForce.size());
    for (Desired wanted : inForce) {
      changes.add(Map.entry(wanted.by(), words(wanted.change())));
    }
    return changes;
  }

  /// Status and severity come first in a note, the rule's own text last.
  private static int position(UpdateField field) {
    return switch (field) {
      case WORKFLOW_STATUS -> 0;
      case SEVERITY -> 1;
      case NOTE -> 3;
      default -> 2;
    };
  }

  private static String words(SetField change) {
    return switch (change.value()) {
      case FieldValue.Constant(WorkflowStatus status) when status == WorkflowStatus.SUPPRESSED ->
          "suppressed";
      case FieldValue.Written _ -> "noted";
      default -> change.field() + " set to " + change.value();
    };
  }

  /// The same update for the service, signed.
  Update update() {
    if (note.isEmpty()) {
      return Update.NONE;
    }
    UpdateBuilder update = Update.builder();
    List<FindingIdentifier.Asff> related = new ArrayList<>(UpdateField.related(finding));
    List<SetField> set = new ArrayList<>(fields.size());
    for (ReconciledField field : fields) {
      if (field.change().isEmpty()) {
        continue;
      }
      SetField change = field.change().get();
      if (field.result() == Result.SET) {
        set.add(change);
      }
      switch (change.value()) {
        case FieldValue.Entry _, FieldValue.Written _ -> {} // these come with the signature
        case FieldValue.Reference(var identifier) -> {
          related.add(identifier);
          update.relatedFindings(related);
        }
        default -> {
          update.set(change.field(), change.value());
          label(change)
              .filter(label -> !finding.severity().equals(Optional.of(label)))
              .ifPresent(update::severity);
        }
      }
    }
    marks.sign(update, new Marks.SignedChanges(note.get(), rulesInForce(), set, ended()), known);
    return update.build();
  }

  /// The fields of Quell's that no rule wants any more and that do not stay for want of knowledge.
  private Set<UpdateField> ended() {
    List<UpdateField> quells = marks.quells();
    if (quells.isEmpty()) { // as with most findings
      return Set.of();
    }
    Set<UpdateField> ended = new HashSet<>(quells);
    fields.stream()
        .filter(field -> field.desired().isPresent() || field.result() == Result.KEPT)
        .forEach(field -> ended.remove(field.requested().target().field()));
    return ended;
  }

  /// The rules whose changes are in force after the update: those that have what they want, and
  /// those of an earlier update whose changes stay because nobody knows better.
  private Set<String> rulesInForce() {
    Set<String> rules = new TreeSet<>();
    for (ReconciledField field : fields) {
      if (field.isInForce(marks)) {
        rules.addAll(field.requested().rules());
        if (field.result() != Result.SET && marks.isQuells(field.requested().target().field())) {
          rules.addAll(doubtful(field.requested().target(), marks, known));
        }
      } else if (field.desired().isEmpty()
          && field.result() == Result.KEPT
          && marks.isQuells(field.requested().target().field())) {
        rules.addAll(field.doubtful().isEmpty() ? marks.rules() : field.doubtful());
      }
    }
    return rules;
  }

  /// What the update changes, but for the note, and the rules that have a part in it.
  List<RuleChange> changes() {
    List<RuleChange> changes = new ArrayList<>(fields.size());
    for (ReconciledField field : fields) {
      if (field.change().isPresent() && !field.requested().target().equals(UpdateTarget.NOTE)) {
        Set<String> rules = new HashSet<>(leaving(field));
        if (field.result() == Result.SET) {
          rules.addAll(field.requested().rules());
        }
        changes.add(
            new RuleChange(
                field.requested().target().field(), field.result() == Result.GIVEN_BACK, rules));
      }
    }
    return changes;
  }

  /// The one rule that decided: the last of those whose value the update sets, and before others
  /// one that sets the status, which is what hides a finding; empty where it sets none.
  ///
  /// @param inOrder the rules that matched, in the order of the book
  Optional<Card> decidedBy(List<Card> inOrder) {
    if (note.isEmpty()) {
      return Optional.empty();
    }
    return last(inOrder, field -> STATUSES.contains(field.requested().target().field()))
        .or(() -> last(inOrder, _ -> true));
  }

  private Optional<Card> last(List<Card> inOrder, Predicate<ReconciledField> about) {
    List<String> deciding = new ArrayList<>(fields.size());
    for (ReconciledField field : fields) {
      if (field.result() == Result.SET && field.desired().isPresent() && about.test(field)) {
        Desired wanted = field.desired().get();
        if (!isNote(wanted) || !marks.names(wanted.by().id())) {
          deciding.add(wanted.by().id());
        }
      }
    }
    for (int at = inOrder.size() - 1; at >= 0; at--) {
      if (deciding.contains(inOrder.get(at).id())) {
        return Optional.of(inOrder.get(at));
      }
    }
    return Optional.empty();
  }

  /// The rules whose value goes: those of the mark that may have set the field and that have
  /// nothing in force afterwards; all of them where there is none such.
  private Set<String> leaving(ReconciledField field) {
    UpdateField changed = field.requested().target().field();
    if (!marks.isQuells(changed)) {
      return Set.of();
    }
    Set<String> staying =
        rulesInForce().stream().map(KnownRules::shortened).collect(Collectors.toSet());
    Set<String> setters =
        marks.rules().stream()
            .filter(id -> known.maySet(id, changed))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> leaving =
        setters.stream()
            .filter(id -> !staying.contains(KnownRules.shortened(id)))
            .collect(Collectors.toCollection(TreeSet::new));
    return leaving.isEmpty() && field.result() == Result.GIVEN_BACK
        ? setters.isEmpty() ? marks.rules() : setters
        : leaving;
  }

  /// The rules that the book does not know and of which it is not known whether they still want
  /// what they have set.
  List<String> unknownRules() {
    if (!marks.isMarked()) { // as with most findings
      return List.of();
    }
    return fields.stream()
        .flatMap(field -> field.doubtful().stream())
        .filter(id -> !known.knows(id))
        .distinct()
        .sorted()
        .toList();
  }

  /// What is given back, each a sentence.
  List<String> givenBack() {
    if (!marks.isMarked()) { // as with most findings
      return List.of();
    }
    return fields.stream()
        .filter(field -> field.result() == Result.GIVEN_BACK)
        .map(
            field ->
                "the %s, which is %s again"
                    .formatted(field.requested().target(), field.valueBack()))
        .toList();
  }

  /// What rules wanted and did not get, each a sentence with the reason.
  List<String> kept() {
    List<String> kept = new ArrayList<>();
    for (ReconciledField field : fields) {
      kept.addAll(field.kept());
    }
    keptWhole.ifPresent(kept::add);
    return kept;
  }

  /// What came of each field, for people.
  List<FieldResolution> resolutions() {
    Format format = finding.format();
    return fields.stream()
        .map(
            field ->
                new FieldResolution(
                    field.requested().target().toString(),
                    field.requested().requests().stream()
                        .map(request -> FieldResolution.bid(request, format))
                        .toList(),
                    field.result(),
                    field.result() == Result.GIVEN_BACK ? field.valueBack() : null,
                    Stream.concat(field.kept().stream(), keptWhole.stream()).toList()))
        .toList();
  }

  /// The entries for which there is room where the finding has many already. An update that cannot
  /// bring them would be sent for their sake again and again.
  private static final class Room {
    private final Marks marks;
    private final Set<String> userDefined = new HashSet<>();
    private int related;
    private int entries;

    Room(Finding finding, Marks marks) {
      this.marks = marks;
      related = UpdateField.related(finding).size();
    }

    /// Why there is no room for the entry that a rule wants; where there is, it is taken.
    Optional<String> refusal(Desired wanted) {
      boolean isEntry =
          switch (wanted.change().value()) {
            case FieldValue.Entry _, FieldValue.Reference _ -> true;
            default -> false;
          };
      boolean isOneMore = isEntry && !marks.replacesOwn(wanted.change());
      if (isOneMore && ++entries > marks.roomForEntries()) {
        return full(wanted, "fields and findings that are remembered", entries - 1);
      }
      return switch (wanted.change().value()) {
        case FieldValue.Entry(var name, _) -> {
          userDefined.add(name);
          if (marks.hasRoom(userDefined)) {
            yield Optional.empty();
          }
          userDefined.remove(name);
          yield full(wanted, "user-defined fields", Limits.MOST_USER_DEFINED_FIELDS);
        }
        case FieldValue.Reference _ ->
            ++related <= Limits.MOST_RELATED_FINDINGS
                ? Optional.empty()
                : full(wanted, "related findings", Limits.MOST_RELATED_FINDINGS);
        default -> Optional.empty();
      };
    }

    private static Optional<String> full(Desired wanted, String what, int most) {
      return Optional.of(
          "the %s, of which at most %d fit: no room for %s of rule %s"
              .formatted(what, most, wanted.change().value(), wanted.by().id()));
    }
  }
}
