package io.quell.cli.update;

import io.quell.finding.Format;
import io.quell.update.UpdateField;
import io.quell.update.UpdateField.Owner;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /// The options that most need.
  private static final List<FieldOption> FIRST =
      List.of(
          new FieldOption(
              "--severity",
              UpdateField.SEVERITY,
              "LABEL",
              "INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL."),
          new FieldOption(
              "--workflow",
              UpdateField.WORKFLOW_STATUS,
              "STATUS",
              "NEW, NOTIFIED, SUPPRESSED or RESOLVED. In OCSF these are the statuses New, In"
                  + " Progress, Suppressed and Resolved."),
          new FieldOption(
              "--note",
              UpdateField.NOTE,
              "TEXT",
              "The note; in OCSF the comment. It replaces the one that is there."),
          new FieldOption(
              "--note-by",
              UpdateField.NOTE,
              "NAME",
              "ASFF: who has written the note. Default: your user name.",
              Set.of(Format.ASFF)));

  /// Options that have names or words of their own.
  private static final List<FieldOption> LAST =
      List.of(
          new FieldOption(
              "--type",
              UpdateField.TYPES,
              "TYPE",
              "ASFF: namespace/category/classifier. May be repeated: these are then the types of"
                  + " the finding."),
          new FieldOption(
              "--field",
              UpdateField.USER_DEFINED_FIELDS,
              "NAME=VALUE",
              "ASFF: a user-defined field. May be repeated. A finding keeps its other fields: one"
                  + " that is named by its identifier is read first, also with --observe."),
          new FieldOption(
              "--related",
              UpdateField.RELATED_FINDINGS,
              "ID,PRODUCT_ARN",
              "ASFF: a related finding. May be repeated. Those that the finding has are kept, as"
                  + " with --field."),
          new FieldOption(
              "--severity-id",
              UpdateField.SEVERITY_ID,
              "ID",
              "OCSF: a severity by number or name: 0 to 6, or 99."),
          new FieldOption(
              "--status-id",
              UpdateField.STATUS_ID,
              "ID",
              "OCSF: a status by number or name: 0 to 6, or 99."),
          new FieldOption(
              "--comment", UpdateField.NOTE, "TEXT", "OCSF: the comment.", Set.of(Format.OCSF)));

  /// All of them, in the order in which the help shows them. A field without words of its own has
  /// an option by its key and its kind; of these the other measures of severity come last.
  static final List<FieldOption> ALL =
      Stream.of(
              FIRST.stream(),
              Arrays.stream(UpdateField.values())
                  .filter(
                      field ->
                          Stream.concat(FIRST.stream(), LAST.stream())
                              .noneMatch(option -> option.field() == field))
                  .sorted(Comparator.comparing(field -> field.owner() == Owner.SEVERITY))
                  .map(FieldOption::of),
              LAST.stream())
          .flatMap(options -> options)
          .toList();

  /// An option for all formats that have the field.
  private FieldOption(String name, UpdateField field, String label, String description) {
    this(name, field, label, description, formats(field));
  }

  private static Set<Format> formats(UpdateField field) {
    return Arrays.stream(Format.values())
        .filter(field::isExpressibleIn)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static FieldOption of(UpdateField field) {
    return switch (field.kind()) {
      case CONSTANT -> of(field, lastWord(field), oneOf(field.constants()));
      case PERCENTAGE -> of(field, "N", "0 to 100.");
      case DECIMAL -> of(field, "X", "a number on the product's own scale.");
      case TEXTS -> of(field, "TEXT", "May be repeated.");
      case ENTRY -> of(field, "NAME=VALUE", "May be repeated.");
      case REFERENCE -> of(field, "ID,PRODUCT_ARN", "May be repeated.");
      case NOTE_OF_ITS_OWN -> throw new IllegalStateException("a note has words of its own");
    };
  }

  private static FieldOption of(UpdateField field, String label, String values) {
    Set<Format> formats = formats(field);
    String description = formats.size() == 1 ? formats.iterator().next() + ": " + values : values;
    return new FieldOption("--" + field.key(), field, label, description, formats);
  }

  /// `STATE` of `verification-state`.
  private static String lastWord(UpdateField field) {
    return field.key().substring(field.key().lastIndexOf('-') + 1).toUpperCase(Locale.ROOT);
  }

  /// `UNKNOWN, TRUE_POSITIVE or FALSE_POSITIVE.`
  private static String oneOf(List<Enum<?>> constants) {
    return constants.subList(0, constants.size() - 1).stream()
            .map(Enum::name)
            .collect(Collectors.joining(", "))
        + " or %s.".formatted(constants.getLast());
  }

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
