package io.quell.update;

import static io.quell.update.UpdateField.Kind.CONSTANT;
import static io.quell.update.UpdateField.Kind.DECIMAL;
import static io.quell.update.UpdateField.Kind.ENTRY;
import static io.quell.update.UpdateField.Kind.NOTE_OF_ITS_OWN;
import static io.quell.update.UpdateField.Kind.PERCENTAGE;
import static io.quell.update.UpdateField.Kind.REFERENCE;
import static io.quell.update.UpdateField.Kind.TEXTS;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.OcsfFinding;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.update.FieldValue.Constant;
import io.quell.update.FieldValue.Decimal;
import io.quell.update.FieldValue.Entry;
import io.quell.update.FieldValue.Percentage;
import io.quell.update.FieldValue.Reference;
import io.quell.update.FieldValue.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The fields that an update can set, one row each: what each format calls it, what a card must
/// permit, who owns the present value, the kind of its values, and how the present one is read. All
/// else loops over the rows or switches over the kinds.
///
/// The limits of the values are those of the API reference of BatchUpdateFindings and
/// BatchUpdateFindingsV2; [Limits] has them.
public enum UpdateField {
  /// The severity label. Rules set it by actions of their own, for it can be relative.
  SEVERITY(
      both("Severity.Label", "SeverityId"),
      Change.SEVERITY,
      Owner.SEVERITY,
      CONSTANT,
      SeverityLabel.values(),
      one(Finding::severity)),
  /// ASFF: the normalized severity, and with it the label.
  NORMALIZED_SEVERITY(
      asff("Severity.Normalized"),
      Change.SEVERITY_SCORE,
      Owner.SEVERITY,
      PERCENTAGE,
      null,
      UpdateField::normalizedSeverity),
  /// ASFF: the severity in the product's own scale (legacy).
  PRODUCT_SEVERITY(
      asff("Severity.Product"),
      Change.SEVERITY_SCORE,
      Owner.SEVERITY,
      DECIMAL,
      null,
      finding ->
          finding.raw("Severity", "Product").stream()
              .flatMapToDouble(present -> Json.number(present.toString()).stream())
              .mapToObj(Decimal::new)),
  /// OCSF: a severity that ASFF's labels do not know.
  SEVERITY_ID(
      ocsf("SeverityId"),
      Change.SEVERITY_ID,
      Owner.SEVERITY,
      CONSTANT,
      OcsfSeverity.beyondLabels(),
      ofOcsf(OcsfFinding::severityId)),
  /// The workflow status. Rules set it by an action of its own, for a card permits SUPPRESSED
  /// apart.
  WORKFLOW_STATUS(
      both("Workflow.Status", "StatusId"),
      Change.WORKFLOW,
      Owner.WORKFLOW_STATUS,
      CONSTANT,
      WorkflowStatus.values(),
      one(Finding::workflowStatus)),
  /// OCSF: a status that ASFF does not know.
  STATUS_ID(
      ocsf("StatusId"),
      Change.STATUS_ID,
      Owner.WORKFLOW_STATUS,
      CONSTANT,
      OcsfStatus.beyondWorkflow(),
      ofOcsf(OcsfFinding::statusId)),
  /// The note (ASFF) or comment (OCSF). Rules write it by an action of its own.
  NOTE(
      both("Note", "Comment"),
      Change.NOTE,
      Owner.NOBODY,
      NOTE_OF_ITS_OWN,
      null,
      _ -> Stream.empty()),
  /// ASFF: the customer's judgement.
  VERIFICATION_STATE(
      asff("VerificationState"),
      Change.VERIFICATION_STATE,
      Owner.VERIFICATION_STATE,
      CONSTANT,
      VerificationState.values(),
      one(finding -> finding.verificationState().flatMap(VerificationState::named))),
  /// ASFF: the confidence.
  CONFIDENCE(
      asff("Confidence"),
      Change.CONFIDENCE,
      Owner.NOBODY,
      PERCENTAGE,
      null,
      number(Finding::confidence)),
  /// ASFF: the criticality.
  CRITICALITY(
      asff("Criticality"),
      Change.CRITICALITY,
      Owner.NOBODY,
      PERCENTAGE,
      null,
      number(Finding::criticality)),
  /// ASFF: the types. Whether the service takes the others away is not documented, so a finding
  /// that has others besides has them already.
  TYPES(
      asff("Types"),
      Change.TYPES,
      Owner.NOBODY,
      TEXTS,
      null,
      finding -> Stream.of(new Texts(finding.types()))),
  /// ASFF: user-defined fields, each beside the others.
  USER_DEFINED_FIELDS(
      asff("UserDefinedFields"),
      Change.USER_DEFINED_FIELDS,
      Owner.NOBODY,
      ENTRY,
      null,
      finding ->
          finding.userDefinedFields().entrySet().stream()
              .map(entry -> new Entry(entry.getKey(), entry.getValue()))),
  /// ASFF: related findings, each beside the others.
  RELATED_FINDINGS(
      asff("RelatedFindings"),
      Change.RELATED_FINDINGS,
      Owner.NOBODY,
      REFERENCE,
      null,
      finding -> related(finding).stream().map(Reference::new));

  /// The kinds of values that a field takes.
  public enum Kind {
    /// One of the field's constants.
    CONSTANT(Constant.class),
    /// A whole number from 0 to 100.
    PERCENTAGE(Percentage.class),
    /// A number.
    DECIMAL(Decimal.class),
    /// A list of texts.
    TEXTS(Texts.class),
    /// Texts under names, one of which a rule sets beside the others.
    ENTRY(Entry.class, FieldValue.Entries.class),
    /// Findings, one of which a rule adds to the others.
    REFERENCE(Reference.class, FieldValue.References.class),
    /// A note with its author.
    NOTE_OF_ITS_OWN(FieldValue.Written.class);

    private final Class<? extends FieldValue> one;
    private final Class<? extends FieldValue> all;

    Kind(Class<? extends FieldValue> type) {
      this(type, type);
    }

    /// A kind of which a rule sets one, and an update all that the finding is to have.
    Kind(Class<? extends FieldValue> one, Class<? extends FieldValue> all) {
      this.one = one;
      this.all = all;
    }
  }

  /// Whose choice the present value can be, besides the provider's and Quell's.
  public enum Owner {
    /// Whoever has chosen the severity.
    SEVERITY,
    /// Whoever has chosen the workflow status.
    WORKFLOW_STATUS,
    /// Whoever has judged the finding.
    VERIFICATION_STATE,
    /// Nobody that can be told: what a rule wants is set.
    NOBODY
  }

  @SuppressWarnings("ImmutableEnumChecker") // never changed after construction
  private final Map<Format, List<String>> members;

  private final Change change;
  private final Owner owner;
  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // never changed after construction
  private final List<Enum<?>> constants;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
  private final Function<Finding, Stream<? extends FieldValue>> present;

  private final String key;
  private final String words;

  UpdateField(
      Map<Format, List<String>> members,
      Change change,
      Owner owner,
      Kind kind,
      Enum<?> @Nullable [] constants,
      Function<Finding, Stream<? extends FieldValue>> present) {
    this.members = members;
    this.change = change;
    this.owner = owner;
    this.kind = kind;
    this.constants = constants == null ? List.of() : List.of(constants);
    this.present = present;
    String name = name().toLowerCase(Locale.ROOT);
    key = name.replace('_', '-');
    words = name.replace('_', ' ');
  }

  private static Map<Format, List<String>> asff(String member) {
    return Map.of(Format.ASFF, names(member));
  }

  private static Map<Format, List<String>> ocsf(String member) {
    return Map.of(Format.OCSF, names(member));
  }

  private static Map<Format, List<String>> both(String asff, String ocsf) {
    return Map.of(Format.ASFF, names(asff), Format.OCSF, names(ocsf));
  }

  private static List<String> names(String member) {
    return List.of(member.split("\\."));
  }

  /// The format's own name of the field: the member of an update that sets it, such as `Severity`
  /// and in it `Label`. In ASFF findings have the same member. Empty where the format does not have
  /// the field.
  public List<String> member(Format format) {
    return members.getOrDefault(format, List.of());
  }

  /// What a card must permit for this field; [#change(FieldValue)] knows what some of its values
  /// need instead.
  public Change change() {
    return change;
  }

  /// What a card must permit for this value of the field. SUPPRESSED is permitted apart, and a
  /// number of OCSF that stands for a label or a workflow status needs what that one needs.
  Change change(FieldValue value) {
    return switch (value) {
      case Constant(WorkflowStatus status) -> Change.of(status);
      case Constant(OcsfStatus status) -> status.workflowStatus().map(Change::of).orElse(change);
      case Constant(OcsfSeverity severity) when !constants.contains(severity) -> Change.SEVERITY;
      default -> change;
    };
  }

  /// The first field that a card permits with this change.
  public static UpdateField of(Change change) {
    return change == Change.SUPPRESSION
        ? WORKFLOW_STATUS
        : Arrays.stream(values()).filter(field -> field.change == change).findFirst().orElseThrow();
  }

  /// Whose choice the present value can be.
  public Owner owner() {
    return owner;
  }

  /// The kind of its values.
  public Kind kind() {
    return kind;
  }

  /// The constants that a rule can set it to, where its kind is [Kind#CONSTANT].
  public List<Enum<?>> constants() {
    return constants;
  }

  /// Whether findings of the format have the field.
  public boolean isExpressibleIn(Format format) {
    return members.containsKey(format);
  }

  /// Whether the finding has this value already, alone or among others; never, where its format
  /// does not have the field.
  public boolean has(Finding finding, FieldValue value) {
    if (!isExpressibleIn(finding.format())) {
      return false;
    }
    return present
        .apply(finding)
        .anyMatch(
            now ->
                (now instanceof Texts(var all) && value instanceof Texts(var wanted))
                    ? Set.copyOf(all).containsAll(wanted)
                    : now.equals(value));
  }

  /// The field that this one is another name of in a format, or the field itself: rules contend for
  /// the severity, however they set it.
  public UpdateField sharedName(Format format) {
    return switch (owner) {
      case SEVERITY ->
          this == NORMALIZED_SEVERITY || (this == SEVERITY_ID && isExpressibleIn(format))
              ? SEVERITY // a normalized severity sets the label too, which both formats have
              : this;
      case WORKFLOW_STATUS -> isExpressibleIn(format) ? WORKFLOW_STATUS : this;
      case VERIFICATION_STATE, NOBODY -> this;
    };
  }

  /// The label that a finding in either format is left with once the field has this value; empty
  /// where that leaves the label alone, and for OCSF's own numbers, which ASFF does not have.
  public Optional<SeverityLabel> severityLabel(FieldValue value) {
    return switch (value) {
      case Constant(SeverityLabel label) -> Optional.of(label);
      case Percentage(var number) when this == NORMALIZED_SEVERITY ->
          SeverityLabel.ofNormalized(number);
      default -> Optional.empty();
    };
  }

  /// What the field is called in a file of rules, `normalized-severity`.
  public String key() {
    return key;
  }

  /// What it is called in a sentence, `normalized severity`.
  @Override
  public String toString() {
    return words;
  }

  /// Checks what a rule sets: one entry or reference at a time.
  ///
  /// @throws IllegalArgumentException where the value is of another kind than the field's, or
  ///     outside the limits; it names the field, the value and what is allowed
  void checkOne(FieldValue value) {
    check(value, kind.one);
  }

  /// Checks what an update sets: all the entries or references that the finding is to have.
  ///
  /// @throws IllegalArgumentException where the value is of another kind than the field's, or
  ///     outside the limits; it names the field, the value and what is allowed
  void checkAll(FieldValue value) {
    check(value, kind.all);
  }

  /// Any constant of the enumeration can be set, though rules set only [#constants]: what is given
  /// back to OCSF can be one that stands for a label.
  private void check(FieldValue value, Class<? extends FieldValue> taken) {
    Class<?> type = value.getClass();
    Class<?> allowed = taken;
    if (value instanceof Constant(var constant) && kind == CONSTANT) {
      type = constant.getDeclaringClass();
      allowed = constants.getFirst().getDeclaringClass();
    }
    Limits.type(toString(), value, type, allowed);
    switch (value) {
      case Constant _ -> {}
      case Percentage(var number) -> Limits.percentage(toString(), number);
      case Decimal(var number) -> Limits.finite(toString(), number);
      case Texts(var texts) -> Limits.types(texts);
      case Entry(var name, var text) -> Limits.userDefinedFields(Map.of(name, text));
      case FieldValue.Entries(var entries) -> Limits.userDefinedFields(entries);
      case Reference _ -> {}
      case FieldValue.References(var findings) -> Limits.relatedFindings(findings);
      case FieldValue.Written(var note) -> Limits.note(note);
    }
  }

  /// The related findings that a finding has, each once.
  public static List<FindingIdentifier.Asff> related(Finding finding) {
    if (!finding.json().containsKey("RelatedFindings")) { // as with most findings
      return List.of();
    }
    return finding.raw("RelatedFindings").stream()
        .flatMap(
            item ->
                item instanceof Map<?, ?> members
                        && members.get("Id") instanceof String id
                        && !id.isBlank()
                        && members.get("ProductArn") instanceof String product
                        && !product.isBlank()
                    ? Stream.of(new FindingIdentifier.Asff(id, product))
                    : Stream.empty())
        .distinct()
        .toList();
  }

  private static Stream<Percentage> normalizedSeverity(Finding finding) {
    return percentage(finding.normalizedSeverity())
        .filter(present -> finding.severity().equals(SeverityLabel.ofNormalized(present.number())));
  }

  private static Function<Finding, Stream<? extends FieldValue>> number(
      Function<Finding, OptionalDouble> present) {
    return finding -> percentage(present.apply(finding));
  }

  private static Stream<Percentage> percentage(OptionalDouble number) {
    return number.stream()
        .filter(present -> present == (int) present)
        .mapToObj(present -> new Percentage((int) present));
  }

  private static Function<Finding, Stream<? extends FieldValue>> one(
      Function<Finding, Optional<? extends Enum<?>>> present) {
    return finding -> present.apply(finding).stream().map(Constant::new);
  }

  private static Function<Finding, Stream<? extends FieldValue>> ofOcsf(
      Function<OcsfFinding, Optional<? extends Enum<?>>> present) {
    return finding ->
        finding instanceof OcsfFinding ocsf
            ? present.apply(ocsf).stream().map(Constant::new)
            : Stream.empty();
  }
}
