package io.quell.cli.update;

import io.quell.cli.command.WrongUseException;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.Note;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import io.quell.update.UpdateBuilder;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say what to set on findings.
final class FieldOptions {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,9}");
  private static final Set<Format> BOTH = EnumSet.allOf(Format.class);

  @Option(
      names = "--severity",
      paramLabel = "LABEL",
      description = "INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL.")
  private @Nullable String severity;

  @Option(
      names = "--workflow",
      paramLabel = "STATUS",
      description =
          "NEW, NOTIFIED, SUPPRESSED or RESOLVED. In OCSF these are the statuses New, In Progress,"
              + " Suppressed and Resolved.")
  private @Nullable String workflow;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "The note; in OCSF the comment. It replaces the one that is there.")
  private @Nullable String note;

  @Option(
      names = "--note-by",
      paramLabel = "NAME",
      description = "ASFF: who has written the note. Default: your user name.")
  private @Nullable String noteBy;

  @Option(
      names = "--verification-state",
      paramLabel = "STATE",
      description = "ASFF: UNKNOWN, TRUE_POSITIVE, FALSE_POSITIVE or BENIGN_POSITIVE.")
  private @Nullable String verificationState;

  @Option(names = "--confidence", paramLabel = "N", description = "ASFF: 0 to 100.")
  private @Nullable String confidence;

  @Option(names = "--criticality", paramLabel = "N", description = "ASFF: 0 to 100.")
  private @Nullable String criticality;

  @Option(names = "--normalized-severity", paramLabel = "N", description = "ASFF: 0 to 100.")
  private @Nullable String normalizedSeverity;

  @Option(
      names = "--product-severity",
      paramLabel = "X",
      description = "ASFF: a number on the product's own scale.")
  private @Nullable String productSeverity;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description =
          "ASFF: namespace/category/classifier. May be repeated: these are then the types of the"
              + " finding.")
  private List<String> types = List.of();

  @Option(
      names = "--field",
      paramLabel = "NAME=VALUE",
      description =
          "ASFF: a user-defined field. May be repeated. A finding from a file or a filter keeps its"
              + " other fields; one that is named by its identifier is sent these alone.")
  private List<String> userDefinedFields = List.of();

  @Option(
      names = "--related",
      paramLabel = "ID,PRODUCT_ARN",
      description =
          "ASFF: a related finding. May be repeated. Those that the finding has are kept, as with"
              + " --field.")
  private List<String> related = List.of();

  @Option(
      names = "--severity-id",
      paramLabel = "ID",
      description = "OCSF: a severity by number or name: 0 to 6, or 99.")
  private @Nullable String severityId;

  @Option(
      names = "--status-id",
      paramLabel = "ID",
      description = "OCSF: a status by number or name: 0 to 6, or 99.")
  private @Nullable String statusId;

  @Option(names = "--comment", paramLabel = "TEXT", description = "OCSF: the comment.")
  private @Nullable String comment;

  /// Puts together what the options say.
  ///
  /// @throws WrongUseException where they say nothing, contradict each other, or name a value that
  ///     is not allowed
  RequestedUpdate requestedUpdate() {
    exclude("--severity", severity, "--severity-id", severityId);
    exclude("--workflow", workflow, "--status-id", statusId);
    exclude("--note", note, "--comment", comment);
    if (noteBy != null && note == null) {
      throw new WrongUseException(
          "--note-by says who has written the note, and there is no --note");
    }
    var fields = new SetFields();
    read(fields, "--severity", UpdateField.SEVERITY, severity);
    read(fields, "--normalized-severity", UpdateField.NORMALIZED_SEVERITY, normalizedSeverity);
    read(fields, "--product-severity", UpdateField.PRODUCT_SEVERITY, productSeverity);
    read(fields, "--severity-id", UpdateField.SEVERITY_ID, severityId);
    read(fields, "--workflow", UpdateField.WORKFLOW_STATUS, workflow);
    read(fields, "--status-id", UpdateField.STATUS_ID, statusId);
    read(fields, "--note", UpdateField.NOTE, note);
    if (noteBy != null) {
      fields.given.put("--note-by", EnumSet.of(Format.ASFF));
    }
    if (comment != null) {
      read(fields, "--comment", UpdateField.NOTE, comment);
      fields.given.put("--comment", EnumSet.of(Format.OCSF));
    }
    read(fields, "--verification-state", UpdateField.VERIFICATION_STATE, verificationState);
    read(fields, "--confidence", UpdateField.CONFIDENCE, confidence);
    read(fields, "--criticality", UpdateField.CRITICALITY, criticality);
    if (!types.isEmpty()) {
      fields.set("--type", UpdateField.TYPES, new FieldValue.Texts(types));
    }
    if (!userDefinedFields.isEmpty()) {
      fields.set(
          "--field", UpdateField.USER_DEFINED_FIELDS, new FieldValue.Entries(userDefinedFields()));
    }
    if (!related.isEmpty()) {
      fields.set(
          "--related", UpdateField.RELATED_FINDINGS, new FieldValue.References(relatedFindings()));
    }
    return fields.requestedUpdate();
  }

  /// Reads what an option gives, if it is given, by the kind of its field.
  private void read(SetFields fields, String option, UpdateField field, @Nullable String text) {
    if (text != null) {
      fields.set(
          option,
          field,
          switch (field.kind()) {
            case CONSTANT -> new FieldValue.Constant(constant(option, field, text));
            case PERCENTAGE -> new FieldValue.Percentage(percentage(option, text));
            case DECIMAL -> new FieldValue.Decimal(number(option, text));
            case NOTE_OF_ITS_OWN -> new FieldValue.Written(new Note(text, author()));
            case TEXTS, ENTRY, REFERENCE ->
                throw new IllegalArgumentException(option + " can be given several times");
          });
    }
  }

  /// What is read so far.
  private static final class SetFields {
    private final UpdateBuilder update = Update.builder();
    private final Map<String, Set<Format>> given = new LinkedHashMap<>();

    /// Sets a value, alone first, so that a value outside the limits is known by its option.
    void set(String option, UpdateField field, FieldValue value) {
      checked(option, () -> Update.builder().set(field, value).build());
      update.set(field, value);
      given.put(
          option,
          BOTH.stream()
              .filter(field::isExpressibleIn)
              .collect(Collectors.toCollection(() -> EnumSet.noneOf(Format.class))));
    }

    RequestedUpdate requestedUpdate() {
      if (given.isEmpty()) {
        throw new WrongUseException(
            "nothing to set: give at least one of --severity, --workflow, --note and the other"
                + " options for fields");
      }
      return new RequestedUpdate(update.build(), given);
    }
  }

  private static void exclude(
      String one, @Nullable String oneValue, String other, @Nullable String otherValue) {
    if (oneValue != null && otherValue != null) {
      throw new WrongUseException(
          "%s and %s set the same thing: give one of them".formatted(one, other));
    }
  }

  private static void checked(String option, Runnable building) {
    try {
      building.run();
    } catch (IllegalArgumentException e) {
      throw new WrongUseException("%s: %s".formatted(option, e.getMessage()));
    }
  }

  private String author() {
    if (noteBy != null) {
      return noteBy;
    }
    String user = System.getProperty("user.name", "");
    if (user.isBlank() || user.equals("?")) {
      throw new WrongUseException(
          "who writes the note? There is no user name: give --note-by NAME");
    }
    return user;
  }

  private static Enum<?> constant(String option, UpdateField field, String text) {
    return switch (field) {
      case SEVERITY_ID -> numbered(option, text, OcsfSeverity.values(), OcsfSeverity::id);
      case STATUS_ID -> numbered(option, text, OcsfStatus.values(), OcsfStatus::id);
      default ->
          field.constants().stream()
              .filter(constant -> constant.name().equals(word(text)))
              .findFirst()
              .orElseThrow(() -> unknown(option, text, field.constants().stream().map(Enum::name)));
    };
  }

  private static <E extends Enum<E>> E numbered(
      String option, String text, E[] constants, ToIntFunction<E> id) {
    return Arrays.stream(constants)
        .filter(
            constant ->
                constant.name().equals(word(text))
                    || String.valueOf(id.applyAsInt(constant)).equals(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                unknown(
                    option,
                    text,
                    Arrays.stream(constants)
                        .map(
                            constant ->
                                "%d (%s)".formatted(id.applyAsInt(constant), constant.name()))));
  }

  private static String word(String text) {
    return text.strip().toUpperCase(Locale.ROOT).replaceAll("[ -]", "_");
  }

  private static WrongUseException unknown(String option, String text, Stream<String> allowed) {
    return new WrongUseException(
        "%s: '%s' is not known; allowed is one of %s"
            .formatted(option, text, allowed.collect(Collectors.joining(", "))));
  }

  private static int percentage(String option, String text) {
    if (!WHOLE_NUMBER.matcher(text).matches()) {
      throw new WrongUseException(
          "%s: '%s' is no whole number; allowed is a number from 0 to 100".formatted(option, text));
    }
    return Integer.parseInt(text);
  }

  private static double number(String option, String text) {
    return Json.number(text)
        .orElseThrow(
            () ->
                new WrongUseException("%s: '%s' is no number such as 7.5".formatted(option, text)));
  }

  private Map<String, String> userDefinedFields() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String text : userDefinedFields) {
      int sign = text.indexOf('=');
      if (sign < 0) {
        throw new WrongUseException("--field: '%s' is not written NAME=VALUE".formatted(text));
      }
      String name = text.substring(0, sign);
      if (fields.put(name, text.substring(sign + 1)) != null) {
        throw new WrongUseException("--field: '%s' is given twice".formatted(name));
      }
    }
    return fields;
  }

  private List<FindingIdentifier.Asff> relatedFindings() {
    List<FindingIdentifier.Asff> findings = new ArrayList<>();
    for (String text : related) {
      int comma = text.lastIndexOf(','); // an ARN has none, an Id may
      if (comma < 0) {
        throw new WrongUseException(
            "--related: '%s' is not written ID,PRODUCT_ARN".formatted(text));
      }
      checked(
          "--related",
          () ->
              findings.add(
                  new FindingIdentifier.Asff(text.substring(0, comma), text.substring(comma + 1))));
    }
    return findings;
  }
}
