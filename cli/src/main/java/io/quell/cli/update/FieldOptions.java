package io.quell.cli.update;

import io.quell.cli.command.WrongUseException;
import io.quell.cli.options.WordOption;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.Note;
import io.quell.finding.SeverityLabel;
import io.quell.run.mark.Marks;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import io.quell.update.UpdateBuilder;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The options that say what to set on findings. [FieldOption] lists them; their values are read by
/// the kind of the field.
final class FieldOptions {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,9}");
  private static final String NOTE = "--note";
  private static final String NOTE_BY = "--note-by";

  private final Map<String, OptionSpec> specs = new LinkedHashMap<>();

  FieldOptions() {
    FieldOption.ALL.forEach(option -> specs.put(option.name(), option.spec()));
  }

  /// The options as a section of the help.
  ArgGroupSpec section() {
    ArgGroupSpec.Builder section =
        ArgGroupSpec.builder()
            .validate(false)
            .heading("%nFields, of which at least one is needed:%n");
    specs.values().forEach(section::addArg);
    return section.build();
  }

  /// What was given, which is nothing where the option was not.
  private List<String> texts(String option) {
    OptionSpec spec = Objects.requireNonNull(specs.get(option), option);
    return switch (spec.<@Nullable Object>getValue()) {
      case null -> List.of();
      case List<?> several -> several.stream().map(String::valueOf).toList();
      case Object one -> List.of(String.valueOf(one));
    };
  }

  /// Puts together what the options say.
  ///
  /// @throws WrongUseException where they say nothing, contradict each other, or name a value that
  ///     is not allowed
  RequestedUpdate requestedUpdate() {
    exclude("--severity", "--severity-id");
    exclude("--workflow", "--status-id");
    exclude(NOTE, "--comment");
    if (isGiven(NOTE_BY) && !isGiven(NOTE)) {
      throw new WrongUseException(
          "--note-by says who has written the note, and there is no --note");
    }
    List<FieldOption> given =
        FieldOption.ALL.stream()
            .filter(option -> isGiven(option.name()))
            .sorted(Comparator.comparing(FieldOption::field))
            .toList();
    if (given.isEmpty()) {
      throw new WrongUseException(
          "nothing to set: give at least one of --severity, --workflow, --note and the other"
              + " options for fields");
    }
    UpdateBuilder update = Update.builder();
    Map<String, Set<Format>> formats = new LinkedHashMap<>();
    for (FieldOption option : given) {
      formats.put(option.name(), option.formats());
      if (!option.name().equals(NOTE_BY)) {
        FieldValue value = value(option);
        // Alone first, so that a value outside the limits is known by its option.
        checked(option, () -> Update.builder().set(option.field(), value).build());
        update.set(option.field(), value);
      }
    }
    Update requested = update.build();
    requireAgreement(requested);
    return new RequestedUpdate(requested, formats);
  }

  /// A label stands for a range of the normalized severity. Security Hub takes any two together,
  /// and different readers would then see different severities.
  private static void requireAgreement(Update update) {
    if (update.values().get(UpdateField.SEVERITY)
            instanceof FieldValue.Constant(SeverityLabel label)
        && update.values().get(UpdateField.NORMALIZED_SEVERITY)
            instanceof FieldValue.Percentage(int number)) {
      SeverityLabel meant = SeverityLabel.ofNormalized(number).orElseThrow();
      if (label != meant) {
        throw new WrongUseException(
            "--severity %s and --normalized-severity %d disagree: %s is %s, and %d is %s. Give one of them: the other follows"
                .formatted(label, number, label, range(label), number, meant));
      }
    }
  }

  /// `1 to 39`, or `0`.
  private static String range(SeverityLabel label) {
    int lowest = label.lowestNormalized();
    int highest =
        IntStream.rangeClosed(lowest, 100)
            .filter(number -> SeverityLabel.ofNormalized(number).equals(Optional.of(label)))
            .max()
            .orElseThrow();
    return lowest == highest ? String.valueOf(lowest) : "%d to %d".formatted(lowest, highest);
  }

  private boolean isGiven(String option) {
    return !texts(option).isEmpty();
  }

  private void exclude(String one, String other) {
    if (isGiven(one) && isGiven(other)) {
      throw new WrongUseException(
          "%s and %s set the same thing: give one of them".formatted(one, other));
    }
  }

  private static void checked(FieldOption option, Runnable building) {
    try {
      building.run();
    } catch (IllegalArgumentException e) {
      throw new WrongUseException("%s: %s".formatted(option, e.getMessage()));
    }
  }

  private FieldValue value(FieldOption option) {
    List<String> texts = texts(option.name());
    String text = texts.getFirst();
    return switch (option.field().kind()) {
      case CONSTANT -> new FieldValue.Constant(constant(option, text));
      case PERCENTAGE -> new FieldValue.Percentage(percentage(option, text));
      case DECIMAL -> new FieldValue.Decimal(number(option, text));
      case NOTE_OF_ITS_OWN -> new FieldValue.Written(new Note(text, author(option)));
      case TEXTS -> new FieldValue.Texts(texts);
      case ENTRY -> new FieldValue.Entries(entries(option, texts));
      case REFERENCE -> new FieldValue.References(references(option, texts));
    };
  }

  /// A comment in OCSF says nothing of its author.
  private String author(FieldOption option) {
    if (!option.formats().contains(Format.ASFF)) {
      return Marks.AUTHOR;
    }
    if (isGiven(NOTE_BY)) {
      return texts(NOTE_BY).getFirst();
    }
    String user = System.getProperty("user.name", "");
    if (user.isBlank() || user.equals("?")) {
      throw new WrongUseException(
          "who writes the note? There is no user name: give --note-by NAME");
    }
    return user;
  }

  private static Enum<?> constant(FieldOption option, String text) {
    List<? extends Enum<?>> all =
        List.of(option.field().constants().getFirst().getDeclaringClass().getEnumConstants());
    return all.stream()
        .filter(constant -> isMeant(constant, text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new WrongUseException(
                    "%s: %s"
                        .formatted(
                            option,
                            WordOption.unknown(
                                text,
                                all.stream().<String>map(Enum::name).toList(),
                                all.stream().map(FieldOptions::shown).toList()))));
  }

  private static boolean isMeant(Enum<?> constant, String text) {
    String word = text.toUpperCase(Locale.ROOT).replaceAll("[ -]", "_");
    return constant.name().equals(word)
        || ApiMembers.number(constant).stream()
            .anyMatch(number -> String.valueOf(number).equals(text));
  }

  private static String shown(Enum<?> constant) {
    OptionalInt number = ApiMembers.number(constant);
    return number.isPresent()
        ? "%d (%s)".formatted(number.getAsInt(), constant.name())
        : constant.name();
  }

  private static int percentage(FieldOption option, String text) {
    if (!WHOLE_NUMBER.matcher(text).matches()) {
      throw new WrongUseException(
          "%s: '%s' is no whole number; allowed is a number from 0 to 100".formatted(option, text));
    }
    return Integer.parseInt(text);
  }

  private static double number(FieldOption option, String text) {
    return Json.number(text)
        .orElseThrow(
            () ->
                new WrongUseException("%s: '%s' is no number such as 7.5".formatted(option, text)));
  }

  private static Map<String, String> entries(FieldOption option, List<String> texts) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String text : texts) {
      int sign = text.indexOf('=');
      if (sign < 0) {
        throw new WrongUseException("%s: '%s' is not written NAME=VALUE".formatted(option, text));
      }
      String name = text.substring(0, sign);
      if (fields.put(name, text.substring(sign + 1)) != null) {
        throw new WrongUseException("%s: '%s' is given twice".formatted(option, name));
      }
    }
    return fields;
  }

  private static List<FindingIdentifier.Asff> references(FieldOption option, List<String> texts) {
    List<FindingIdentifier.Asff> findings = new ArrayList<>();
    for (String text : texts) {
      int comma = text.lastIndexOf(','); // an ARN has none, an Id may
      if (comma < 0) {
        throw new WrongUseException(
            "%s: '%s' is not written ID,PRODUCT_ARN".formatted(option, text));
      }
      checked(
          option,
          () ->
              findings.add(
                  new FindingIdentifier.Asff(text.substring(0, comma), text.substring(comma + 1))));
    }
    return findings;
  }
}
