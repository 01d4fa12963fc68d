package io.quell.run.mark;

import static io.quell.update.ReservedFields.NAMES;
import static io.quell.update.ReservedFields.NOTE;
import static io.quell.update.ReservedFields.WORKFLOW_BEFORE;

import io.quell.finding.AsffFinding;
import io.quell.finding.Finding;
import io.quell.finding.Note;
import io.quell.finding.WorkflowStatus;
import io.quell.update.Action.SetField;
import io.quell.update.FieldValue;
import io.quell.update.Limits;
import io.quell.update.UpdateBuilder;
import io.quell.update.UpdateField;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The marks of an ASFF finding: user-defined fields, and the note where nobody else's holds its
/// place.
final class AsffMarks extends Marks {
  private static final Set<String> NUMBERS = Set.of("Confidence", "Criticality");

  private final AsffFinding finding;
  private final Map<String, String> userDefinedFields;

  AsffMarks(AsffFinding finding) {
    super(finding);
    this.finding = finding;
    this.userDefinedFields = finding.userDefinedFields();
  }

  @Override
  Map<String, String> fields() {
    return userDefinedFields;
  }

  @Override
  Optional<String> providerSeverity() {
    return finding.providerSeverity().map(Enum::name);
  }

  @Override
  Optional<String> finalStatus() {
    return Optional.empty();
  }

  @Override
  boolean noteIsForeign() {
    return finding.json().get("Note") instanceof Map<?, ?> note
        && !note.isEmpty()
        && !AUTHOR.equals(note.get("UpdatedBy"));
  }

  /// An import never changes a suppression. It sets NEW in place of NOTIFIED and RESOLVED where the
  /// finding is open again (user guide of Security Hub, workflow status of findings).
  @Override
  boolean canBeProviders(String set, String now) {
    return now.equals(WorkflowStatus.NEW.name()) && !set.equals(WorkflowStatus.SUPPRESSED.name());
  }

  @Override
  int longestRules() {
    return Limits.LONGEST_FIELD_VALUE;
  }

  @Override
  Optional<SetField> severityBack() {
    return severityWithoutQuell()
        .map(label -> new SetField(UpdateField.SEVERITY, new FieldValue.Constant(label)));
  }

  @Override
  Optional<SetField> statusBack() {
    return statusBefore().map(AsffMarks::status);
  }

  @Override
  SetField reopening() {
    return status(WorkflowStatus.NEW);
  }

  private static SetField status(WorkflowStatus status) {
    return new SetField(UpdateField.WORKFLOW_STATUS, new FieldValue.Constant(status));
  }

  private Optional<WorkflowStatus> statusBefore() {
    return said(WORKFLOW_BEFORE).flatMap(WorkflowStatus::named);
  }

  /// All the user-defined fields that the finding is to have are named. Both readings of an update
  /// of them — it replaces them, it adds to them — then give the same finding.
  @Override
  void write(UpdateBuilder update, IntFunction<String> note, Map<String, String> fields) {
    Map<String, String> all = othersFields();
    all.putAll(fields);
    if (noteIsForeign()) {
      all.put(NOTE, note.apply(Limits.LONGEST_NOTE));
    } else {
      update.note(new Note(note.apply(Limits.LONGEST_NOTE), AUTHOR));
    }
    update.userDefinedFields(all);
  }

  /// All user-defined fields but those that say nothing: the service refuses an update that names
  /// a blank one, although findings come with such.
  private Map<String, String> othersFields() {
    Map<String, String> fields = new LinkedHashMap<>(userDefinedFields);
    fields.entrySet().removeIf(field -> field.getKey().isBlank() || field.getValue().isBlank());
    return fields;
  }

  @Override
  public Finding withoutQuell() {
    Map<String, @Nullable Object> members = new HashMap<>(providersMembers());
    if (severityIsQuells()) {
      members.put(
          "Severity",
          severityWithoutQuell()
              .map(label -> Map.of("Label", label.name(), "Normalized", label.lowestNormalized()))
              .orElse(null));
    }
    if (statusIsQuells()) {
      members.put(
          "Workflow", statusBefore().map(status -> Map.of("Status", status.name())).orElse(null));
    }
    if (finding.note().isPresent() && !noteIsForeign()) {
      members.put("Note", null);
    }
    if (userDefinedFields.keySet().stream().anyMatch(NAMES::contains)) {
      Map<String, String> others = new LinkedHashMap<>(userDefinedFields);
      others.keySet().removeAll(NAMES);
      members.put("UserDefinedFields", others);
    }
    return members.isEmpty() ? finding : finding.with(members);
  }

  /// The provider's own values of fields that rules can change: no rule meets another's change of
  /// them. Confidence and criticality that are not among the provider's fields are a customer's
  /// (API reference, FindingProviderFields).
  private Map<String, @Nullable Object> providersMembers() {
    if (!(finding.json().get(AsffFinding.PROVIDER_FIELDS) instanceof Map<?, ?> provider)) {
      return Map.of();
    }
    Map<String, @Nullable Object> members = new HashMap<>();
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
  Optional<String> noteText() {
    return noteIsForeign() ? said(NOTE) : finding.note().map(Note::text);
  }

  @Override
  boolean hasText(ChangeNote note) {
    return noteText().equals(Optional.of(note.note(Limits.LONGEST_NOTE)));
  }

  @Override
  public boolean hasRoom(Set<String> others) {
    Map<String, String> present = othersFields();
    return Limits.areUserDefinedFields(present)
        && Stream.of(present.keySet(), NAMES, others).flatMap(Set::stream).distinct().count()
            <= Limits.MOST_USER_DEFINED_FIELDS;
  }

  @Override
  public String noRoom() {
    return "everything: of at most %d user-defined fields there is no room left for Quell's own %d"
        .formatted(Limits.MOST_USER_DEFINED_FIELDS, NAMES.size());
  }
}
