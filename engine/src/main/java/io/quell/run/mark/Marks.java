package io.quell.run.mark;

import io.quell.criteria.Field.Named;
import io.quell.finding.AsffFinding;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.OcsfFinding;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.update.Action.SetField;
import io.quell.update.FieldValue;
import io.quell.update.FindingState;
import io.quell.update.ReservedFields;
import io.quell.update.Update;
import io.quell.update.UpdateBuilder;
import io.quell.update.UpdateField;
import io.quell.value.Numbers;
import io.quell.value.ShortText;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What Quell has left on a finding about its own changes: enough to tell its changes from everyone
/// else's and to take them back. There is no other state. ASFF has user-defined fields for it, OCSF
/// the end of the comment.
///
/// A field whose present value is the mark's is Quell's. One that differs somebody else has changed
/// since: the rules that the mark names do not set it again.
public abstract sealed class Marks permits AsffMarks, OcsfMarks {
  /// The fields that no update takes away again: where there was none, the value that they are
  /// given back with stays in the mark, so that rules see none.
  private static final List<UpdateField> WITHOUT_A_WAY_BACK =
      List.of(UpdateField.WORKFLOW_STATUS, UpdateField.VERIFICATION_STATE);

  /// Who the notes of Quell are by.
  public static final String AUTHOR = "quell";

  /// The marks of a finding, as a book sees them.
  public static Marks of(Finding finding, Marking marking) {
    return switch (finding) {
      case AsffFinding asff -> new AsffMarks(asff, marking);
      case OcsfFinding ocsf -> new OcsfMarks(ocsf, OcsfComment.of(ocsf), marking);
    };
  }

  /// How the part of an OCSF comment begins that a book says for itself.
  public static String opening(String book) {
    return OcsfComment.OPENING + book + " ";
  }

  /// What a note or comment says for people: of a comment of Quell's, all but the mark at its end.
  public static String said(String note) {
    return OcsfComment.read(Optional.of(note)).said().orElse(note);
  }

  private final Finding finding;
  private final Marking marking;
  private final Optional<Mark> mark;
  private final Optional<String> anotherBook;
  private final boolean isMarked;

  /// @param found the mark that the finding carries, whosever it is
  Marks(Finding finding, Marking marking, Optional<Mark> found) {
    this.finding = finding;
    this.marking = marking;
    this.isMarked = found.isPresent();
    Optional<Mark> some = found.filter(mark -> !mark.book().equals(ReservedFields.NO_BOOK));
    this.mark = some.filter(mark -> marking.owns(mark.book())).map(mark -> mark.under(marking));
    this.anotherBook = some.filter(mark -> !marking.owns(mark.book())).map(Mark::book);
  }

  /// A status that the format alone knows and that says that somebody has done with the finding.
  abstract Optional<String> finalStatus();

  /// A status that is none.
  abstract Optional<String> unreadableStatus();

  /// Whether the finding carries a note that somebody else wrote.
  abstract boolean noteIsForeign();

  /// Why Quell changes nothing on the finding, where what it has said there is gone or changed.
  abstract Optional<String> lostMemory();

  /// Whether the provider's import can have set the status that is there now, so that Quell may set
  /// its own again.
  abstract boolean canBeSetAgain(String set, Optional<LocalDate> setAgain);

  /// The severity of the provider, by name.
  abstract Optional<String> providerSeverity();

  /// What gives a field back that Quell has set; empty where nothing was there before, for no
  /// update takes a value away.
  abstract Optional<SetField> backTo(UpdateField field, Mark.SetValue set);

  /// The present value of a field that the format alone has, and what the provider gave for it;
  /// empty where somebody else cannot have chosen it.
  abstract Optional<String> foreignValue(UpdateField field);

  /// Writes the note and the mark of an update beside what others wrote.
  ///
  /// @param note the note, in at most so many characters
  abstract void write(
      UpdateBuilder update, IntFunction<String> note, Map<String, String> fields, Mark mark);

  /// The finding as it would be without Quell: what the provider gives now, else what the mark
  /// remembers, and neither its note nor its fields. Rules see this one. Otherwise what one rule
  /// did could make another match in the next round, and an update's own event would lead to the
  /// next update.
  public abstract Finding withoutQuell();

  /// Whether all the fields of Quell and these others fit beside everyone else's. It counts those
  /// that an update does not need, so that the answer is the same before and after each update.
  ///
  /// @param others the names of user-defined fields that rules set
  public abstract boolean hasRoom(Set<String> others);

  /// Why nothing can be changed where there is no room: Quell changes nothing that it cannot sign,
  /// for it could not tell its own change from a person's afterwards.
  public abstract String noRoom();

  final Marking marking() {
    return marking;
  }

  /// Whether the finding carries a mark, whosever it is.
  public final boolean isMarked() {
    return isMarked;
  }

  /// The ids of the rules whose changes the last update left in force, as they stand in the mark.
  public final Set<String> rules() {
    return mark.map(Mark::rules).orElse(Set.of());
  }

  /// Whether the provider takes the finding for over. What Quell has set waits then until it is
  /// open again: a control that comes and goes would call people each time.
  public final boolean isOver() {
    return recordState().isPresent()
        || Named.COMPLIANCE_STATUS.values(finding).anyMatch("PASSED"::equals);
  }

  /// Whether the finding is over and carries a mark, which nobody touches until it is open again.
  public final boolean waits() {
    return mark.isPresent() && isOver();
  }

  /// The state of the record where the provider has ended it, without regard to a status of Quell's
  /// that says so in OCSF.
  private Optional<String> recordState() {
    Finding withoutStatus = isQuells(UpdateField.WORKFLOW_STATUS) ? withoutQuell() : finding;
    return withoutStatus.recordState().filter(state -> !state.equals(Finding.ACTIVE));
  }

  /// Why the finding is not open: it is archived, or somebody else than Quell has answered it.
  /// Empty where it is open. Where it does not say, it is: nobody has answered it yet.
  public final Optional<String> closed() {
    Optional<String> ended = recordState();
    if (ended.isPresent()) {
      return ended.map("its record state is "::concat);
    }
    if (isQuells(UpdateField.WORKFLOW_STATUS)) {
      return Optional.empty();
    }
    return answered(status -> status == WorkflowStatus.NOTIFIED)
        .map("its workflow status is %s, which Quell did not set"::formatted);
  }

  /// Why Quell keeps its hands off the whole finding: its marks are another book's, or somebody has
  /// changed or taken away what Quell has said about itself.
  public final Optional<String> handsOff() {
    return anotherBook.map("the book %s has marked it"::formatted).or(this::lostMemory);
  }

  /// Whether the marks are another book's.
  public final boolean isAnotherBooks() {
    return anotherBook.isPresent();
  }

  /// Whether a person has released the finding.
  public final boolean isReleased() {
    return mark.filter(Mark::isReleased).isPresent();
  }

  /// Whether what is there now is what Quell set; of some fields it is not known.
  public final boolean isQuells(UpdateField field) {
    return set(field)
        .filter(set -> isOn(field, set.value()))
        .filter(set -> field != UpdateField.SEVERITY || !isProviders(set))
        .isPresent();
  }

  /// Whether somebody else has changed what Quell had set.
  public final boolean isChangedSince(UpdateField field) {
    return set(field)
        .filter(set -> !isOn(field, set.value()))
        .filter(set -> !isSetAgain(field, set))
        .filter(set -> field != UpdateField.SEVERITY || !isProviders(set))
        .isPresent();
  }

  /// Whether a severity that was given back is the provider's present one, so nobody's choice.
  private boolean isProviders(Mark.SetValue severity) {
    return severity.before().isEmpty()
        && providerSeverity().isPresent()
        && providerSeverity().equals(FindingState.severity(finding));
  }

  /// Whether a field was given back and follows the provider's value since, so that no rule has a
  /// part in what is there.
  public final boolean isGivenBack(UpdateField field) {
    return field == UpdateField.SEVERITY
        && providerSeverity().isPresent()
        && set(field).filter(severity -> severity.before().isEmpty()).isPresent();
  }

  private boolean isSetAgain(UpdateField field, Mark.SetValue set) {
    return field == UpdateField.WORKFLOW_STATUS
        && canBeSetAgain(set.value(), mark.flatMap(Mark::setAgain));
  }

  /// Whether a rule may not set a field again, because somebody else has changed what it had set.
  ///
  /// @param field under the name that both formats share
  public final boolean refuses(UpdateField field, String rule) {
    if (mark.isEmpty()) { // as with most findings
      return false;
    }
    return mark.get().refuses(field, rule) || (isChangedSince(field) && names(rule));
  }

  /// What the mark says; empty where there is none.
  final Optional<Trace> trace() {
    return mark.map(
        left -> {
          Map<UpdateField, Trace.HeldValue> held = new EnumMap<>(UpdateField.class);
          left.set()
              .forEach(
                  (field, set) ->
                      held.put(
                          field,
                          new Trace.HeldValue(
                              set.value(), set.before(), isOn(field, set.value()))));
          return new Trace(
              left.book(), left.rules(), held, left.refused(), left.isReleased(), left.setAgain());
        });
  }

  /// The fields whose present value is Quell's.
  public final List<UpdateField> quells() {
    return mark.isEmpty() // as with most findings
        ? List.of()
        : mark.get().set().keySet().stream().filter(this::isQuells).toList();
  }

  final Optional<Mark.SetValue> set(UpdateField field) {
    return mark.map(left -> left.set().get(field));
  }

  private boolean isOn(UpdateField field, String value) {
    if (field != UpdateField.SEVERITY) {
      return present(field).equals(Optional.of(value));
    }
    return present(field).equals(Optional.of(Mark.label(value)))
        && Mark.number(value).map(number -> number.equals(normalized())).orElse(true);
  }

  /// The present value of a field that is remembered, as a mark has it.
  final Optional<String> present(UpdateField field) {
    return switch (field) {
      case WORKFLOW_STATUS -> FindingState.workflowStatus(finding);
      case SEVERITY -> FindingState.severity(finding);
      case PRODUCT_SEVERITY -> decimal(finding.raw("Severity", "Product"));
      case VERIFICATION_STATE -> finding.verificationState();
      case CONFIDENCE -> number(finding.confidence());
      case CRITICALITY -> number(finding.criticality());
      case TYPES ->
          finding.types().isEmpty()
              ? Optional.empty()
              : Optional.of(valueOf(new FieldValue.Texts(finding.types())));
      default -> Optional.empty();
    };
  }

  final String normalized() {
    return number(finding.normalizedSeverity()).orElse("");
  }

  private static Optional<String> number(OptionalDouble number) {
    return number.isPresent() ? Optional.of(Numbers.text(number.getAsDouble())) : Optional.empty();
  }

  private static Optional<String> decimal(List<Object> values) {
    return values.stream()
        .flatMapToDouble(value -> Json.number(value.toString()).stream())
        .filter(Double::isFinite)
        .mapToObj(number -> Double.toString(number + 0.0)) // -0.0 is 0
        .findFirst();
  }

  private static String valueOf(FieldValue value) {
    return switch (value) {
      case FieldValue.Texts(var texts) ->
          Mark.entry(texts.stream().distinct().sorted().toArray(String[]::new));
      case FieldValue.Decimal(var number) -> Double.toString(number); // never longer than 24
      default -> value.toString();
    };
  }

  /// What gives a field of Quell's back; empty where there was nothing before.
  public final Optional<SetField> back(UpdateField field) {
    return set(field).flatMap(set -> backTo(field, set));
  }

  /// The present value where it is somebody else's choice and so not Quell's to change, the
  /// beginning of a sentence.
  public final Optional<String> somebodyElses(SetField wanted) {
    return switch (wanted.value()) {
      case FieldValue.Entry(var name, var text) -> foreignEntry(name, text);
      case FieldValue.Reference(var related) ->
          isEntryTaken("related", related.id(), related.productArn())
              ? Optional.of("the related findings, of which somebody else has taken one away")
              : Optional.empty();
      default -> somebodyElses(wanted.field());
    };
  }

  private Optional<String> foreignEntry(String name, String wanted) {
    String now = finding.userDefinedFields().getOrDefault(name, "");
    if (now.isBlank()) {
      return isEntryTaken(name, wanted)
          ? Optional.of(
              "the user-defined field %s, which somebody else has taken away".formatted(name))
          : Optional.empty();
    }
    return now.equals(wanted) || isEntryTaken(name, now)
        ? Optional.empty()
        : Optional.of(
            "the user-defined field %s that Quell did not set to %s".formatted(name, now));
  }

  /// Whether what a rule wants is there because Quell has set it.
  public final boolean isSetByQuell(SetField wanted) {
    return wanted.isOn(finding)
        && switch (wanted.value()) {
          case FieldValue.Entry(var name, var text) -> isEntryTaken(name, text);
          case FieldValue.Reference(var related) ->
              isEntryTaken("related", related.id(), related.productArn());
          default -> isQuells(wanted.field().sharedName(finding.format()));
        };
  }

  /// Whether the mark names a rule as one whose changes are in force.
  public final boolean names(String rule) {
    Set<String> named = rules();
    return !named.isEmpty()
        && (named.contains(rule)
            || named.contains(Mark.shortened(rule))
            || named.contains(Mark.OTHERS));
  }

  /// Whether what a rule wants takes the place of a user-defined field of Quell's own.
  public final boolean replacesOwn(SetField wanted) {
    return wanted.value() instanceof FieldValue.Entry(var name, _)
        && isEntryTaken(name, finding.userDefinedFields().getOrDefault(name, ""));
  }

  /// Whether Quell has set an entry, such as a user-defined field with its value.
  final boolean isEntryTaken(String... parts) {
    return mark.filter(left -> !left.entries().isEmpty())
        .filter(left -> left.entries().contains(Mark.entry(parts)))
        .isPresent();
  }

  private Optional<String> somebodyElses(UpdateField field) {
    if (isQuells(field.sharedName(finding.format()))) {
      return Optional.empty();
    }
    Optional<String> value =
        switch (field.owner()) {
          case SEVERITY ->
              field == UpdateField.PRODUCT_SEVERITY
                  ? present(field).filter(_ -> isContested(field))
                  : foreignSeverity();
          case WORKFLOW_STATUS -> foreignStatus();
          case VERIFICATION_STATE -> present(field).filter(state -> !state.equals("UNKNOWN"));
          case NOBODY -> foreignValue(field);
        };
    return value.map(
        now ->
            "the %s %s that Quell did not set".formatted(field.sharedName(finding.format()), now));
  }

  /// Whether Quell has set a field and somebody else has changed it: of one whose first value
  /// nobody keeps.
  private boolean isContested(UpdateField field) {
    return set(field).isPresent()
        || mark.filter(left -> left.refused().containsKey(field)).isPresent();
  }

  private Optional<String> foreignSeverity() {
    Optional<String> providers = providerSeverity();
    boolean isProviders =
        providers.isEmpty()
            ? !isContested(UpdateField.SEVERITY)
            : providers.equals(FindingState.severity(finding));
    return isProviders ? Optional.empty() : FindingState.severity(finding);
  }

  private Optional<String> foreignStatus() {
    return answered(status -> status == WorkflowStatus.NOTIFIED && !noteIsForeign());
  }

  /// The status by which somebody has answered the finding; none where it is NEW.
  ///
  /// @param isNone whether another status is no answer either
  private Optional<String> answered(Predicate<WorkflowStatus> isNone) {
    return finding
        .workflowStatus()
        .filter(status -> status != WorkflowStatus.NEW && !isNone.test(status))
        .map(WorkflowStatus::name)
        .or(this::finalStatus)
        .or(this::unreadableStatus);
  }

  /// The severity that rules start from: the provider's; else what was there before Quell, which
  /// may be none.
  public final Optional<SeverityLabel> severityWithoutQuell() {
    return finding
        .providerSeverity()
        .or(
            () ->
                isQuells(UpdateField.SEVERITY)
                    ? severityBefore().flatMap(OcsfSeverity::label)
                    : finding.severity());
  }

  final Optional<OcsfSeverity> severityBefore() {
    return set(UpdateField.SEVERITY)
        .flatMap(Mark.SetValue::before)
        .map(Mark::label)
        .flatMap(OcsfSeverity::named);
  }

  /// Takes back what Quell has changed, and marks the finding so that no rule applies to it any
  /// more.
  public final Update release() {
    return takenBack(
        "Released from Quell by a person: its rules no longer apply to this finding.", true);
  }

  /// Whether something of Quell's is there that an update can take back.
  public final boolean holds() {
    return quells().stream()
        .flatMap(field -> back(field).stream())
        .anyMatch(back -> !back.isOn(finding));
  }

  /// Takes back what Quell has changed, and keeps no rule away but those that a person has kept
  /// away already: of a field that somebody else has changed since, all that the mark names.
  public final Update giveBack() {
    return takenBack("Quell gave back what it had set: a person has asked for that.", false);
  }

  private Update takenBack(String note, boolean isReleased) {
    UpdateBuilder update = Update.builder();
    quells().stream()
        .flatMap(field -> back(field).stream())
        .forEach(back -> update.set(back.field(), back.value()));
    Map<UpdateField, Mark.SetValue> followed = new EnumMap<>(UpdateField.class);
    if (set(UpdateField.SEVERITY).isPresent() && !isChangedSince(UpdateField.SEVERITY)) {
      providerSeverity().ifPresent(label -> followed.put(UpdateField.SEVERITY, givenBack(label)));
    }
    return said(
        update,
        note,
        mark(
            followed.isEmpty() ? Set.of() : rules(),
            followed,
            entries(),
            isReleased ? Map.of() : refusals((_, _) -> true),
            isReleased,
            Optional.empty()));
  }

  /// A severity that is given back, which follows the provider's from then on: once a customer has
  /// set one, no import of the provider changes it any more (FindingProviderFields).
  private static Mark.SetValue givenBack(String label) {
    return new Mark.SetValue(label, Optional.empty());
  }

  /// Whether there is a release or a refusal to undo.
  public final boolean hasRefusals() {
    return mark.filter(
            left ->
                left.isReleased()
                    || !left.refused().isEmpty()
                    || left.set().keySet().stream().anyMatch(this::isChangedSince))
        .isPresent();
  }

  /// Undoes a release and all refusals: the rules apply to the finding again.
  public final Update undoRelease() {
    Map<UpdateField, Mark.SetValue> standing = kept(Set.of());
    set(UpdateField.SEVERITY)
        .filter(this::isProviders)
        .ifPresent(severity -> standing.put(UpdateField.SEVERITY, severity));
    return said(
        Update.builder(),
        "Quell's rules apply to this finding again: a person has undone what kept them away.",
        mark(
            standing.isEmpty() ? Set.of() : rules(),
            standing,
            entries(),
            Map.of(),
            false,
            mark.flatMap(Mark::setAgain)));
  }

  private Update said(UpdateBuilder update, String note, Mark next) {
    write(update, room -> ShortText.of(note, room), Map.of(), next);
    return update.build();
  }

  private Set<String> entries() {
    return mark.map(Mark::entries).orElse(Set.of());
  }

  /// What an update does, to sign it with.
  ///
  /// @param note what it says about itself
  /// @param rules the ids of all rules whose changes are in force afterwards
  /// @param changes what rules set, and what is given back
  /// @param ended the fields that no rule wants any more: those that are given back, and those of
  ///     which the provider gives now what Quell had set
  public record SignedChanges(
      ChangeNote note, Set<String> rules, List<SetField> changes, Set<UpdateField> ended) {}

  /// Signs an update.
  ///
  /// A severity that is given back stays in the mark, without a value from before.
  ///
  /// @param known what is known of the rules that the mark names
  public final void sign(UpdateBuilder update, SignedChanges signed, KnownRules known) {
    Set<UpdateField> written = new HashSet<>(signed.ended());
    Map<UpdateField, Mark.SetValue> set = new EnumMap<>(UpdateField.class);
    Set<String> entries = new TreeSet<>(entries());
    Map<String, String> fields = new LinkedHashMap<>();
    for (SetField change : signed.changes()) {
      UpdateField field = change.field().sharedName(finding.format());
      switch (change.value()) {
        case FieldValue.Entry(var name, var text) -> {
          fields.put(name, text);
          entries.remove(Mark.entry(name, finding.userDefinedFields().getOrDefault(name, "")));
          entries.add(Mark.entry(name, text));
        }
        case FieldValue.Reference(var related) ->
            entries.add(Mark.entry("related", related.id(), related.productArn()));
        default -> {
          if (Mark.remembers(field) && written.add(field)) {
            set.put(field, new Mark.SetValue(value(change), before(field)));
          }
        }
      }
    }
    boolean isStatusSet = set.containsKey(UpdateField.WORKFLOW_STATUS);
    Optional<LocalDate> setAgain =
        isStatusSet
                && set(UpdateField.WORKFLOW_STATUS).isPresent()
                && !isQuells(UpdateField.WORKFLOW_STATUS)
                && !isChangedSince(UpdateField.WORKFLOW_STATUS)
            ? changedOn()
            : mark.flatMap(Mark::setAgain);
    set.putAll(kept(written));
    Set<String> rules = new TreeSet<>(signed.rules());
    for (UpdateField field : WITHOUT_A_WAY_BACK) {
      if (signed.ended().contains(field)
          && set(field).filter(earlier -> earlier.before().isEmpty()).isPresent()) {
        back(field)
            .ifPresent(
                back -> {
                  set.put(field, givenBack(value(back)));
                  rules.addAll(setters(field, known::maySet));
                });
      }
    }
    if (!set.containsKey(UpdateField.SEVERITY)
        && (signed.ended().contains(UpdateField.SEVERITY)
            || set(UpdateField.SEVERITY).filter(this::isProviders).isPresent())) {
      providerSeverity()
          .ifPresent(
              label -> {
                set.put(UpdateField.SEVERITY, givenBack(label));
                rules.addAll(setters(UpdateField.SEVERITY, known::maySet));
              });
    }
    write(
        update,
        signed.note()::note,
        fields,
        mark(rules, set, entries, refusals(known::maySet), false, setAgain));
  }

  /// How many more user-defined fields and related findings a mark has room for.
  public final int roomForEntries() {
    return Mark.MOST_ENTRIES - entries().size();
  }

  /// The day of the provider's last change.
  final Optional<LocalDate> changedOn() {
    return finding.updatedAt().map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  /// What an earlier update has set and still stands.
  private Map<UpdateField, Mark.SetValue> kept(Collection<UpdateField> written) {
    Map<UpdateField, Mark.SetValue> kept = new EnumMap<>(UpdateField.class);
    for (UpdateField field : quells()) {
      if (!written.contains(field)) {
        kept.put(field, set(field).orElseThrow());
      }
    }
    return kept;
  }

  private String value(SetField change) {
    if (change.field() == UpdateField.NORMALIZED_SEVERITY) {
      return change.field().severityLabel(change.value()).orElseThrow() + "/" + change.value();
    }
    if (change.value() instanceof FieldValue.Constant(OcsfStatus status)) {
      return FindingState.name(status);
    }
    return valueOf(change.value());
  }

  /// What was there before Quell, of a field that it sets now.
  private Optional<String> before(UpdateField field) {
    Optional<Mark.SetValue> earlier = set(field).filter(_ -> isQuells(field));
    if (earlier.isPresent()) {
      return earlier
          .get()
          .before()
          .or(() -> field == UpdateField.SEVERITY ? providerSeverity() : Optional.empty());
    }
    return switch (field) {
      case WORKFLOW_STATUS, VERIFICATION_STATE -> present(field);
      case SEVERITY ->
          present(field)
              .map(
                  label ->
                      marking.remembersScores() && !normalized().isEmpty()
                          ? label + "/" + normalized()
                          : label);
      case PRODUCT_SEVERITY -> present(field).filter(_ -> marking.remembersScores());
      default -> Optional.empty();
    };
  }

  /// The earlier refusals, and those of the rules whose changes somebody else has changed since.
  ///
  /// @param maySet whether a rule may have set a field
  private Map<UpdateField, Set<String>> refusals(BiPredicate<String, UpdateField> maySet) {
    if (mark.isEmpty()) {
      return Map.of();
    }
    Map<UpdateField, Set<String>> refusals = new EnumMap<>(UpdateField.class);
    mark.get().refused().forEach((field, ids) -> refusals.put(field, new TreeSet<>(ids)));
    mark.get().set().keySet().stream()
        .filter(this::isChangedSince)
        .forEach(
            field ->
                refusals
                    .computeIfAbsent(field, _ -> new TreeSet<>())
                    .addAll(
                        setters(field, maySet).stream()
                            .map(Mark::shortened)
                            .collect(Collectors.toSet())));
    refusals.values().removeIf(Set::isEmpty);
    return refusals;
  }

  /// The rules of the mark that may have set a field: all of them where none may any more, for one
  /// has been edited since.
  private Set<String> setters(UpdateField field, BiPredicate<String, UpdateField> maySet) {
    Set<String> setters =
        rules().stream().filter(id -> maySet.test(id, field)).collect(Collectors.toSet());
    return setters.isEmpty() ? rules() : setters;
  }

  private Mark mark(
      Set<String> rules,
      Map<UpdateField, Mark.SetValue> set,
      Set<String> entries,
      Map<UpdateField, Set<String>> refused,
      boolean isReleased,
      Optional<LocalDate> setAgain) {
    String nobodys = isReleased ? ReservedFields.ANY_BOOK : marking.book();
    String book = marking.isAnyBook() ? mark.map(Mark::book).orElse(nobodys) : marking.book();
    Mark next = new Mark(book, rules, set, entries, refused, isReleased, setAgain);
    return rules.isEmpty() && next.isEmpty()
        ? new Mark(
            ReservedFields.NO_BOOK, Set.of(), Map.of(), Set.of(), Map.of(), false, Optional.empty())
        : next;
  }

  static SetField set(UpdateField field, Enum<?> constant) {
    return new SetField(field, new FieldValue.Constant(constant));
  }
}
