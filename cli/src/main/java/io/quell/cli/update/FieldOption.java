package io.quell.cli.update;

import static io.quell.finding.Format.ASFF;
import static io.quell.finding.Format.OCSF;

import io.quell.finding.Format;
import io.quell.update.UpdateField;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/// An option that sets a field.
///
/// @param name as it is written on the command line
/// @param field what it sets
/// @param label what the help calls the value
/// @param description what the help says of it
/// @param formats those whose findings have what it sets
record FieldOption(
    String name, UpdateField field, String label, String description, Set<Format> formats) {
  private static final Set<Format> BOTH = Set.of(ASFF, OCSF);

  /// All of them, in the order in which the help shows them.
  static final List<FieldOption> ALL =
      List.of(
          new FieldOption(
              "--severity",
              UpdateField.SEVERITY,
              "LABEL",
              "INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL.",
              BOTH),
          new FieldOption(
              "--workflow",
              UpdateField.WORKFLOW_STATUS,
              "STATUS",
              "NEW, NOTIFIED, SUPPRESSED or RESOLVED. In OCSF these are the statuses New, In"
                  + " Progress, Suppressed and Resolved.",
              BOTH),
          new FieldOption(
              "--note",
              UpdateField.NOTE,
              "TEXT",
              "The note; in OCSF the comment. It replaces the one that is there.",
              BOTH),
          new FieldOption(
              "--note-by",
              UpdateField.NOTE,
              "NAME",
              "ASFF: who has written the note. Default: your user name.",
              Set.of(ASFF)),
          new FieldOption(
              "--verification-state",
              UpdateField.VERIFICATION_STATE,
              "STATE",
              "ASFF: UNKNOWN, TRUE_POSITIVE, FALSE_POSITIVE or BENIGN_POSITIVE.",
              Set.of(ASFF)),
          new FieldOption(
              "--confidence", UpdateField.CONFIDENCE, "N", "ASFF: 0 to 100.", Set.of(ASFF)),
          new FieldOption(
              "--criticality", UpdateField.CRITICALITY, "N", "ASFF: 0 to 100.", Set.of(ASFF)),
          new FieldOption(
              "--normalized-severity",
              UpdateField.NORMALIZED_SEVERITY,
              "N",
              "ASFF: 0 to 100.",
              Set.of(ASFF)),
          new FieldOption(
              "--product-severity",
              UpdateField.PRODUCT_SEVERITY,
              "X",
              "ASFF: a number on the product's own scale.",
              Set.of(ASFF)),
          new FieldOption(
              "--type",
              UpdateField.TYPES,
              "TYPE",
              "ASFF: namespace/category/classifier. May be repeated: these are then the types of"
                  + " the finding.",
              Set.of(ASFF)),
          new FieldOption(
              "--field",
              UpdateField.USER_DEFINED_FIELDS,
              "NAME=VALUE",
              "ASFF: a user-defined field. May be repeated. A finding from a file or a filter keeps"
                  + " its other fields; one that is named by its identifier is sent these alone.",
              Set.of(ASFF)),
          new FieldOption(
              "--related",
              UpdateField.RELATED_FINDINGS,
              "ID,PRODUCT_ARN",
              "ASFF: a related finding. May be repeated. Those that the finding has are kept, as"
                  + " with --field.",
              Set.of(ASFF)),
          new FieldOption(
              "--severity-id",
              UpdateField.SEVERITY_ID,
              "ID",
              "OCSF: a severity by number or name: 0 to 6, or 99.",
              Set.of(OCSF)),
          new FieldOption(
              "--status-id",
              UpdateField.STATUS_ID,
              "ID",
              "OCSF: a status by number or name: 0 to 6, or 99.",
              Set.of(OCSF)),
          new FieldOption(
              "--comment", UpdateField.NOTE, "TEXT", "OCSF: the comment.", Set.of(OCSF)));

  /// The option for picocli, which collects its values.
  OptionSpec spec() {
    boolean isRepeatable =
        switch (field.kind()) {
          case TEXTS, ENTRY, REFERENCE -> true;
          case CONSTANT, PERCENTAGE, DECIMAL, NOTE_OF_ITS_OWN -> false;
        };
    OptionSpec.Builder spec =
        OptionSpec.builder(name).arity("1").paramLabel(label).description(description);
    return isRepeatable
        ? spec.type(List.class).auxiliaryTypes(String.class).build()
        : spec.type(String.class).build();
  }

  /// As it is written on the command line.
  @Override
  public String toString() {
    return name;
  }
}
