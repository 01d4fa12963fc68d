package io.quell.update;

import io.quell.finding.Format;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// The fields that an update can set, and the formats that have them.
public enum UpdateField {
  SEVERITY(EnumSet.allOf(Format.class), update -> update.newSeverity() != null),
  NORMALIZED_SEVERITY(EnumSet.of(Format.ASFF), update -> update.newNormalizedSeverity() != null),
  PRODUCT_SEVERITY(EnumSet.of(Format.ASFF), update -> update.newProductSeverity() != null),
  SEVERITY_ID(EnumSet.of(Format.OCSF), update -> update.newSeverityId() != null),
  WORKFLOW_STATUS(EnumSet.allOf(Format.class), update -> update.newWorkflowStatus() != null),
  STATUS_ID(EnumSet.of(Format.OCSF), update -> update.newStatusId() != null),
  NOTE(EnumSet.allOf(Format.class), update -> update.newNote() != null),
  VERIFICATION_STATE(EnumSet.of(Format.ASFF), update -> update.newVerificationState() != null),
  CONFIDENCE(EnumSet.of(Format.ASFF), update -> update.newConfidence() != null),
  CRITICALITY(EnumSet.of(Format.ASFF), update -> update.newCriticality() != null),
  TYPES(EnumSet.of(Format.ASFF), update -> !update.types().isEmpty()),
  USER_DEFINED_FIELDS(EnumSet.of(Format.ASFF), update -> !update.userDefinedFields().isEmpty()),
  RELATED_FINDINGS(EnumSet.of(Format.ASFF), update -> !update.relatedFindings().isEmpty());

  @SuppressWarnings("ImmutableEnumChecker") // never changed after construction
  private final Set<Format> formats;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
  private final Predicate<Update> isSet;

  UpdateField(Set<Format> formats, Predicate<Update> isSet) {
    this.formats = formats;
    this.isSet = isSet;
  }

  /// Whether findings of the format have the field.
  public boolean isExpressibleIn(Format format) {
    return formats.contains(format);
  }

  /// The fields that an update sets.
  public static List<UpdateField> of(Update update) {
    return Arrays.stream(values()).filter(field -> field.isSet.test(update)).toList();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
