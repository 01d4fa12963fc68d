package io.quell.lambda.report;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.update.FieldValue;
import io.quell.update.ReservedFields;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fields that an update changes on a finding, but for the severity and the status, and for
/// what Quell says about itself.
final class ChangedFields {
  /// A field that the update sets to something else than it is.
  ///
  /// @param name the name in a line of the log
  /// @param before what the finding has, or null for nothing
  /// @param after what it is set to
  record ChangedField(String name, @Nullable Object before, Object after) {}

  private ChangedFields() {}

  /// The fields, in the order in which [UpdateField] has them.
  static List<ChangedField> of(Finding finding, Update update) {
    List<ChangedField> changed = new ArrayList<>();
    update
        .values()
        .forEach(
            (field, value) -> {
              if (!field.isExpressibleIn(finding.format())) {
                return;
              }
              switch (field) {
                case SEVERITY, SEVERITY_ID, WORKFLOW_STATUS, STATUS_ID, NOTE -> {
                  // The states before and after have these; the note is Quell's own.
                }
                case USER_DEFINED_FIELDS ->
                    addEntries(changed, finding, update.userDefinedFields());
                case RELATED_FINDINGS -> {
                  List<String> before = ids(UpdateField.related(finding));
                  List<String> after = ids(update.relatedFindings());
                  if (!before.equals(after)) {
                    changed.add(new ChangedField(name(field), before, after));
                  }
                }
                case NORMALIZED_SEVERITY,
                    PRODUCT_SEVERITY,
                    VERIFICATION_STATE,
                    CONFIDENCE,
                    CRITICALITY,
                    TYPES -> {
                  if (!field.has(finding, value)) {
                    changed.add(
                        new ChangedField(name(field), present(finding, field), json(value)));
                  }
                }
              }
            });
    return changed;
  }

  private static void addEntries(
      List<ChangedField> changed, Finding finding, Map<String, String> entries) {
    Map<String, String> present = finding.userDefinedFields();
    Map<String, @Nullable Object> before = new LinkedHashMap<>();
    Map<String, @Nullable Object> after = new LinkedHashMap<>();
    entries.forEach(
        (key, text) -> {
          if (!ReservedFields.has(key) && !text.equals(present.get(key))) {
            before.put(key, present.get(key));
            after.put(key, text);
          }
        });
    if (!after.isEmpty()) {
      changed.add(new ChangedField(name(UpdateField.USER_DEFINED_FIELDS), before, after));
    }
  }

  /// What the finding says, to the letter. ASFF has these fields in the same place as an update.
  private static @Nullable Object present(Finding finding, UpdateField field) {
    List<Object> values = finding.raw(field.member(Format.ASFF).toArray(String[]::new));
    return field.kind() == UpdateField.Kind.TEXTS
        ? values
        : values.stream().findFirst().orElse(null);
  }

  private static Object json(FieldValue value) {
    return switch (value) {
      case FieldValue.Percentage(var number) -> number;
      case FieldValue.Decimal(var number) -> number;
      case FieldValue.Texts(var texts) -> texts;
      case FieldValue.Constant _,
          FieldValue.Entry _,
          FieldValue.Entries _,
          FieldValue.Reference _,
          FieldValue.References _,
          FieldValue.Written _ ->
          value.toString();
    };
  }

  private static List<String> ids(List<FindingIdentifier.Asff> findings) {
    return findings.stream().map(FindingIdentifier.Asff::id).toList();
  }

  /// Such as `verificationState`.
  private static String name(UpdateField field) {
    String[] words = field.key().split("-", -1);
    return words[0]
        + Arrays.stream(words)
            .skip(1)
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
  }
}
