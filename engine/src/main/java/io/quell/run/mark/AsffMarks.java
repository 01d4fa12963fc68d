package io.quell.run.mark;

import static io.quell.update.ReservedFields.BOOK;
import static io.quell.update.ReservedFields.MARK;
import static io.quell.update.ReservedFields.NAMES;
import static io.quell.update.ReservedFields.NOTE;
import static io.quell.update.ReservedFields.OF_A_MARK;
import static io.quell.update.ReservedFields.RULES;

import io.quell.finding.AsffFinding;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Json;
import io.quell.finding.Note;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.update.Action.SetField;
import io.quell.update.FieldValue;
import io.quell.update.Limits;
import io.quell.update.UpdateBuilder;
import io.quell.update.UpdateField;
import io.quell.value.JsonTree;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The marks of an ASFF finding: user-defined fields, and the note where nobody else's holds its
/// place.
final class AsffMarks extends Marks {
  private static final Map<UpdateField, String> PROVIDERS =
      Map.of(
          UpdateField.CONFIDENCE,
          "Confidence",
          UpdateField.CRITICALITY,
          "Criticality",
          UpdateField.TYPES,
          "Types");
  private static final String RELATED = "RelatedFindings";
  private static final Set<String> NUMBERS = Set.of("Confidence", "Criticality");

  private final AsffFinding finding;
  private final Map<String, String> userDefinedFields;

  AsffMarks(AsffFinding finding, Marking marking) {
    this(finding, marking, finding.userDefinedFields());
  }

  private AsffMarks(AsffFinding finding, Marking marking, Map<String, String> userDefinedFields) {
    super(finding, marking, found(userDefinedFields));
    this.finding = finding;
    this.userDefinedFields = userDefinedFields;
  }

  private static Optional<Mark> found(Map<String, String> fields) {
    if (fields.isEmpty()) { // as with most findings
      return Optional.empty();
    }
    String book = fields.get(BOOK);
    String rules = fields.get(RULES);
    String mark = fields.get(MARK);
    Optional<Mark> found =
        book == null || rules == null || mark == null
            ? Optional.empty()
            : Mark.read(book, rules, mark);
    return found.or(() -> FormerFields.read(fields)).filter(AsffMarks::isOfFormat);
  }

  /// Whether there is a way back to the status from before: OCSF's own are none here.
  private static boolean isOfFormat(Mark mark) {
    Mark.SetValue status = mark.set().get(UpdateField.WORKFLOW_STATUS);
    return status == null
        || status.before().isEmpty()
        || status.before().flatMap(WorkflowStatus::named).isPresent();
  }

  @Override
  Optional<String> finalStatus() {
    return Optional.empty();
  }

  @Override
  Optional<String> unreadableStatus() {
    return JsonTree.text(finding.json(), "Workflow", "Status")
        .filter(_ -> finding.workflowStatus().isEmpty());
  }

  @Override
  boolean noteIsForeign() {
    return finding.json().get("Note") instanceof Map<?, ?> note
        && !note.isEmpty()
        && !AUTHOR.equals(note.get("UpdatedBy"));
  }

  /// Quell never leaves a note without a mark.
  @Override
  Optional<String> lostMemory() {
    boolean isSaid =
        (finding.note().isPresent() && !noteIsForeign()) || userDefinedFields.containsKey(NOTE);
    return isSaid && !isMarked()
        ? Optional.of("it has a note of Quell's, whose mark somebody has taken away")
        : Optional.empty();
  }

  /// What sets NEW in place of a status that a customer has chosen is not known to be the provider
  /// alone.
  @Override
  boolean canBeSetAgain(String set, Optional<LocalDate> setAgain) {
    return false;
  }

  @Override
  Optional<String> providerSeverity() {
    return finding.providerSeverity().map(Enum::name);
  }

  /// Nothing, where the service would refuse what was there: providers may give what updates may
  /// not.
  @Override
  Optional<SetField> backTo(UpdateField field, Mark.SetValue set) {
    try {
      return wayBack(field, set);
    } catch (IllegalArgumentException refused) {
      return Optional.empty();
    }
  }

  private Optional<SetField> wayBack(UpdateField field, Mark.SetValue set) {
    return switch (field) {
      case WORKFLOW_STATUS -> Optional.of(set(field, statusBefore(set).orElse(WorkflowStatus.NEW)));
      case SEVERITY -> severityBack(set);
      case PRODUCT_SEVERITY ->
          set.before()
              .flatMap(before -> Json.number(before).stream().boxed().findFirst())
              .map(before -> new SetField(field, new FieldValue.Decimal(before)));
      case VERIFICATION_STATE -> Optional.of(set(field, VerificationState.UNKNOWN));
      case CONFIDENCE, CRITICALITY ->
          ofProvider(field)
              .flatMap(value -> JsonTree.whole(value))
              .map(number -> new SetField(field, new FieldValue.Percentage(number)));
      case TYPES ->
          ofProvider(field)
              .map(AsffMarks::texts)
              .filter(texts -> !texts.isEmpty())
              .map(texts -> new SetField(field, new FieldValue.Texts(texts)));
      default -> Optional.empty();
    };
  }

  /// With a number where Quell has set one, or where rules read it.
  private Optional<SetField> severityBack(Mark.SetValue set) {
    Optional<SeverityLabel> label = severityWithoutQuell();
    boolean isNumbered =
        marking().remembersScores()
            || Mark.number(set.value()).isPresent()
            || numberBefore(set).isPresent();
    return label.map(
        back ->
            isNumbered
                ? new SetField(
                    UpdateField.NORMALIZED_SEVERITY,
                    new FieldValue.Percentage(numberBack(set, back)))
                : set(UpdateField.SEVERITY, back));
  }

  /// The number from before, else the one that the provider gives, where it is the label's.
  private int numberBack(Mark.SetValue set, SeverityLabel label) {
    return Stream.of(numberBefore(set), providerNumber())
        .flatMap(Optional::stream)
        .filter(number -> SeverityLabel.ofNormalized(number).equals(Optional.of(label)))
        .findFirst()
        .orElse(label.lowestNormalized());
  }

  private Optional<Integer> providerNumber() {
    return JsonTree.whole(
        JsonTree.value(finding.json(), AsffFinding.PROVIDER_FIELDS, "Severity", "Normalized"));
  }

  private static Optional<Integer> numberBefore(Mark.SetValue set) {
    return set.before()
        .flatMap(Mark::number)
        .flatMap(text -> Json.number(text).stream().boxed().findFirst())
        .flatMap(JsonTree::whole);
  }

  private static Optional<WorkflowStatus> statusBefore(Mark.SetValue set) {
    return set.before().flatMap(WorkflowStatus::named);
  }

  private Optional<Object> ofProvider(UpdateField field) {
    return finding.json().get(AsffFinding.PROVIDER_FIELDS) instanceof Map<?, ?> provider
        ? Optional.ofNullable(provider.get(PROVIDERS.get(field)))
        : Optional.empty();
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> items
        ? items.stream()
            .flatMap(item -> item instanceof String text ? Stream.of(text) : Stream.empty())
            .toList()
        : List.of();
  }

  /// A value that is not the provider's. Without the provider's fields nobody can tell, and what
  /// Quell set over it would look like the provider's afterwards.
  @Override
  Optional<String> foreignValue(UpdateField field) {
    String member = PROVIDERS.get(field);
    Object now = member == null ? null : finding.json().get(member);
    if (now == null || isSame(now, ofProvider(field))) {
      return Optional.empty();
    }
    return Optional.of(now instanceof List<?> ? texts(now).toString() : now.toString());
  }

  private static boolean isSame(Object now, Optional<Object> providers) {
    return providers
        .filter(
            value ->
                now instanceof List<?>
                    ? new HashSet<>(texts(now)).equals(new HashSet<>(texts(value)))
                    : Json.number(now.toString()).equals(Json.number(value.toString())))
        .isPresent();
  }

  /// The note where nobody else's holds its place, or where a field has room for it; the fields
  /// either beside all others or alone.
  @Override
  void write(
      UpdateBuilder update, IntFunction<String> note, Map<String, String> fields, Mark mark) {
    Map<String, String> all =
        switch (marking().fields()) {
          case REPLACE -> othersFields();
          case MERGE -> new LinkedHashMap<>();
        };
    all.putAll(fields);
    all.put(BOOK, mark.book());
    all.put(RULES, mark.rulesText(Limits.LONGEST_FIELD_VALUE));
    all.put(MARK, mark.text());
    all.putAll(FormerFields.ended(userDefinedFields));
    if (!noteIsForeign()) {
      update.note(new Note(note.apply(Limits.LONGEST_NOTE), AUTHOR));
    } else if (fit(othersFields().keySet(), all.keySet(), Set.of(NOTE))) {
      all.put(NOTE, note.apply(Limits.LONGEST_NOTE));
    }
    update.userDefinedFields(all);
  }

  /// All user-defined fields but those that say nothing: the service refuses an update that names
  /// a blank one, although findings come with such.
  private Map<String, String> othersFields() {
    Map<String, String> fields = new LinkedHashMap<>(userDefinedFields);
    fields
        .entrySet()
        .removeIf(
            field ->
                field.getKey().isBlank()
                    || field.getValue().isBlank()
                    || (FormerFields.NAMES.contains(field.getKey())
                        && field.getValue().equals(FormerFields.NONE)));
    return fields;
  }

  @Override
  public Finding withoutQuell() {
    Map<String, @Nullable Object> members = providersMembers();
    if (isMarked()) {
      takeBack(members);
    }
    if (finding.note().isPresent() && !noteIsForeign()) {
      members.put("Note", null);
    }
    if (!userDefinedFields.isEmpty()
        && userDefinedFields.entrySet().stream().anyMatch(this::isUnseen)) {
      Map<String, String> others = new LinkedHashMap<>(userDefinedFields);
      others.entrySet().removeIf(this::isUnseen);
      members.put("UserDefinedFields", others);
    }
    return members.isEmpty() ? finding : finding.with(members);
  }

  /// Sets the members to what they were before Quell.
  private void takeBack(Map<String, @Nullable Object> members) {
    if (isQuells(UpdateField.SEVERITY) || isQuells(UpdateField.PRODUCT_SEVERITY)) {
      members.put("Severity", severityWithout());
    }
    if (isQuells(UpdateField.WORKFLOW_STATUS)) {
      members.put(
          "Workflow",
          set(UpdateField.WORKFLOW_STATUS)
              .flatMap(AsffMarks::statusBefore)
              .map(status -> Map.of("Status", status.name()))
              .orElse(null));
    }
    if (isQuells(UpdateField.VERIFICATION_STATE)) {
      members.put(
          "VerificationState",
          set(UpdateField.VERIFICATION_STATE).flatMap(Mark.SetValue::before).orElse(null));
    }
    PROVIDERS.forEach(
        (field, member) -> {
          if (!members.containsKey(member) && isQuells(field)) {
            members.put(member, ofProvider(field).orElse(null));
          }
        });
    if (!members.containsKey(RELATED)
        && UpdateField.related(finding).stream().anyMatch(this::isOwn)) {
      members.put(
          RELATED,
          UpdateField.related(finding).stream()
              .filter(related -> !isOwn(related))
              .map(related -> Map.of("Id", related.id(), "ProductArn", related.productArn()))
              .toList());
    }
  }

  private boolean isOwn(FindingIdentifier.Asff related) {
    return isEntryTaken("related", related.id(), related.productArn());
  }

  /// What is Quell's own, or says nothing and goes with the next update.
  private boolean isUnseen(Map.Entry<String, String> field) {
    return field.getValue().isBlank()
        || NAMES.contains(field.getKey())
        || FormerFields.NAMES.contains(field.getKey())
        || isEntryTaken(field.getKey(), field.getValue());
  }

  private @Nullable Map<String, Object> severityWithout() {
    Map<String, Object> severity = new LinkedHashMap<>();
    if (finding.json().get("Severity") instanceof Map<?, ?> present) {
      present.forEach((name, value) -> severity.put(String.valueOf(name), value));
    }
    if (isQuells(UpdateField.SEVERITY)) {
      severity.remove("Label");
      severity.remove("Normalized");
      severityWithoutQuell()
          .ifPresent(
              label -> {
                severity.put("Label", label.name());
                severity.put(
                    "Normalized", numberBack(set(UpdateField.SEVERITY).orElseThrow(), label));
              });
    }
    if (isQuells(UpdateField.PRODUCT_SEVERITY)) {
      severity.remove("Product");
      set(UpdateField.PRODUCT_SEVERITY)
          .flatMap(set -> backTo(UpdateField.PRODUCT_SEVERITY, set))
          .ifPresent(back -> severity.put("Product", back.value().toString()));
    }
    return severity.isEmpty() ? null : severity;
  }

  /// The provider's own values of fields that rules can change: no rule meets another's change of
  /// them. Confidence and criticality that are not among the provider's fields are a customer's
  /// (API reference, FindingProviderFields).
  private Map<String, @Nullable Object> providersMembers() {
    Map<String, @Nullable Object> members = new HashMap<>();
    if (!(finding.json().get(AsffFinding.PROVIDER_FIELDS) instanceof Map<?, ?> provider)) {
      return members;
    }
    for (String name : AsffFinding.OF_PROVIDER) {
      Object value = provider.get(name);
      Object present = finding.json().get(name);
      boolean isCustomers = value == null && present != null && NUMBERS.contains(name);
      if (isCustomers || (value != null && !value.equals(present))) {
        members.put(name, value);
      }
    }
    return members;
  }

  @Override
  public boolean hasRoom(Set<String> others) {
    Map<String, String> present = othersFields();
    return Limits.areUserDefinedFields(present) && fit(present.keySet(), OF_A_MARK, others);
  }

  private static boolean fit(Set<String> first, Set<String> second, Set<String> third) {
    if (first.size() + second.size() + third.size() <= Limits.MOST_USER_DEFINED_FIELDS) {
      return true; // as with most findings
    }
    Set<String> names = new HashSet<>(first);
    names.addAll(second);
    names.addAll(third);
    return names.size() <= Limits.MOST_USER_DEFINED_FIELDS;
  }

  @Override
  public String noRoom() {
    return "everything: of at most %d user-defined fields there is no room left for Quell's own %d"
        .formatted(Limits.MOST_USER_DEFINED_FIELDS, OF_A_MARK.size());
  }
}
