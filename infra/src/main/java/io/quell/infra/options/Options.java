package io.quell.infra.options;

import io.quell.finding.Format;
import io.quell.lambda.Mode;
import io.quell.run.BookSettings;
import io.quell.run.mark.Marking;
import io.quell.run.mark.Marking.FieldsReading;
import io.quell.value.EditDistance;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How to deploy Quell. Each option has a default and a meaning, which [DeploymentOption]
/// documents. Options are made by name, `Options.of(Map.of("watch", "off"))`: what is not named has
/// its default.
///
/// @param delivery how events reach the function
/// @param mode whether decisions are applied
/// @param formats which findings start the function, at least one format
/// @param stackName what the stack is called
/// @param book the name of the rule book, or null for the stack's name
/// @param formerBooks the books whose marks this one takes over, each once
/// @param userDefinedFields how the service takes the user-defined fields of an update
/// @param mostGivenBack the most findings on which one invocation gives something back
/// @param lateMinutes the age in minutes from which on an event is late and its finding is read
///     first; 0 where none is read
/// @param watch whether findings that the book has marked start the function, also while they are
///     suppressed
/// @param regions the Regions to deploy to, of one partition; none for the Region of the
///     credentials
/// @param customActions who creates Quell's custom actions; they exist for ASFF findings alone
/// @param alarmEmail who is told of alarms, or null
/// @param logRetentionDays how long logs are kept; one of the periods that CloudWatch Logs offers
/// @param memoryMb the function's memory in MB, 256 to 10,240
/// @param processor the function's instruction set
/// @param tracing whether X-Ray traces the function
/// @param rules where the file of rules comes from
/// @param reconciliation the second function, which looks for findings that are at odds
/// @param endpointUrl another endpoint of Security Hub's API, or null
public record Options(
    DeliveryMode delivery,
    Mode mode,
    Set<Format> formats,
    String stackName,
    @Nullable String book,
    List<String> formerBooks,
    FieldsReading userDefinedFields,
    int mostGivenBack,
    int lateMinutes,
    boolean watch,
    List<String> regions,
    CustomActions customActions,
    @Nullable String alarmEmail,
    int logRetentionDays,
    int memoryMb,
    Processor processor,
    boolean tracing,
    RuleFileSource rules,
    ReconciliationOptions reconciliation,
    @Nullable String endpointUrl) {

  /// The periods that CloudWatch Logs offers, in days (PutRetentionPolicy, retentionInDays).
  static final List<Integer> RETENTIONS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);
  /// The longest name that CloudFormation gives a stack (CreateStack, StackName).
  static final int LONGEST_STACK_NAME = 128;
  /// The most former books: each is a wildcard in the event pattern for marked findings, and
  /// EventBridge refuses patterns with many of those.
  static final int MOST_FORMER_BOOKS = 5;
  /// More findings than an invocation has.
  static final int MOST_GIVEN_BACK = 10_000;
  /// No event is older: the queue keeps a message for seven days.
  static final int MOST_LATE_MINUTES = 7 * 24 * 60;

  private static final String NONE = "none";
  private static final String BOTH_FORMATS = "both";
  // Marks without a book's name, and those of rules that are no deployment's.
  private static final Set<String> NAMES_OF_OTHERS = Set.of(Marking.UNNAMED, BookSettings.AD_HOC);
  // A name in common with an option's that is shorter than this is a coincidence.
  private static final int SHORTEST_PART = 4;
  // With the SDK the function takes some 170 MB, and Lambda gives at most 10,240.
  private static final int LEAST_MEMORY = 256;
  private static final int MOST_MEMORY = 10_240;
  private static final Pattern STACK =
      Pattern.compile("[A-Za-z][A-Za-z0-9-]{0," + (LONGEST_STACK_NAME - 1) + "}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Pattern REGION =
      Pattern.compile("(?!us-iso|eu-iso)[a-z]{2}(-[a-z]+)+-[0-9]");

  public Options {
    formats = Set.copyOf(formats);
    formerBooks = List.copyOf(formerBooks);
    regions = List.copyOf(regions);
    require(STACK.matcher(stackName).matches(), DeploymentOption.STACK_NAME, stackName);
    require(
        book == null || (areBooks(List.of(book)) && !NAMES_OF_OTHERS.contains(book)),
        DeploymentOption.BOOK,
        book);
    require(
        areBooks(formerBooks)
            && formerBooks.size() <= MOST_FORMER_BOOKS
            && formerBooks.stream().distinct().count() == formerBooks.size(),
        DeploymentOption.FORMER_BOOKS,
        String.join(",", formerBooks));
    require(
        mostGivenBack >= 0 && mostGivenBack <= MOST_GIVEN_BACK,
        DeploymentOption.MOST_GIVEN_BACK,
        mostGivenBack);
    require(
        lateMinutes >= 0 && lateMinutes <= MOST_LATE_MINUTES,
        DeploymentOption.LATE_MINUTES,
        lateMinutes);
    require(!formats.isEmpty(), DeploymentOption.FORMATS, "");
    require(
        regions.stream().allMatch(region -> REGION.matcher(region).matches())
            && regions.stream().distinct().count() == regions.size()
            // No credentials are valid in two partitions.
            && regions.stream().map(Partition::of).distinct().count() <= 1,
        DeploymentOption.REGIONS,
        String.join(",", regions));
    require(
        alarmEmail == null || EMAIL.matcher(alarmEmail).matches(),
        DeploymentOption.ALARM_EMAIL,
        alarmEmail);
    require(
        RETENTIONS.contains(logRetentionDays), DeploymentOption.LOG_RETENTION, logRetentionDays);
    require(memoryMb >= LEAST_MEMORY && memoryMb <= MOST_MEMORY, DeploymentOption.MEMORY, memoryMb);
    require(endpointUrl == null || isHttp(endpointUrl), DeploymentOption.ENDPOINT_URL, endpointUrl);
  }

  private static boolean areBooks(List<String> names) {
    return names.stream().allMatch(Options::isBook);
  }

  private static boolean isBook(String name) {
    try {
      return BookSettings.of(name, Set.of()).name().equals(name);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static void require(boolean holds, DeploymentOption option, @Nullable Object value) {
    if (!holds) {
      throw option.refused(String.valueOf(value));
    }
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = new URI(url);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  /// The formats as the option has them: `asff`, `ocsf` or `both`.
  public String formatsText() {
    return formats.size() == 1
        ? formats.iterator().next().name().toLowerCase(Locale.ROOT)
        : BOTH_FORMATS;
  }

  /// The name of the rule book in a stack.
  ///
  /// @param nameOfStack what the stack is really called: in a CDK app of one's own it has another
  ///     name than these options say, or one that is not known before the deployment
  /// @throws OptionException where no book is named and the stack's name cannot be a book's
  public String bookIn(String nameOfStack) {
    if (book != null) {
      return book;
    }
    if (!areBooks(List.of(nameOfStack)) || NAMES_OF_OTHERS.contains(nameOfStack)) {
      throw new OptionException(
          "The rule book has the name of its stack where none is given, but '%s' cannot be a book's"
                  .formatted(nameOfStack)
              + " name. Name it: the option %s is %s."
                  .formatted(DeploymentOption.BOOK.key(), DeploymentOption.BOOK.plainAllowed()));
    }
    return nameOfStack;
  }

  /// The defaults.
  public static Options defaults() {
    return of(Map.of());
  }

  /// Reads the options from a context, such as `App.getNode().getAllContext()` gives. Names that
  /// are no option's are left alone, but for those that look like a slip of the pen.
  ///
  /// @throws OptionException where an option has a wrong value
  public static Options of(Map<String, ?> context) {
    refuseSlips(context.keySet());
    ContextValues values = new ContextValues(context);
    return new Options(
        values.oneOf(DeploymentOption.DELIVERY, DeliveryMode.class),
        values.oneOf(DeploymentOption.MODE, Mode.class),
        values.formats(),
        values.text(DeploymentOption.STACK_NAME),
        values.textOrNull(DeploymentOption.BOOK),
        values.listOrNone(DeploymentOption.FORMER_BOOKS),
        values.oneOf(DeploymentOption.USER_DEFINED_FIELDS, FieldsReading.class),
        values.number(DeploymentOption.MOST_GIVEN_BACK),
        values.numberOrOff(DeploymentOption.LATE_MINUTES),
        values.isOn(DeploymentOption.WATCH),
        values.list(DeploymentOption.REGIONS),
        values.oneOf(DeploymentOption.CUSTOM_ACTIONS, CustomActions.class),
        values.textOrNull(DeploymentOption.ALARM_EMAIL),
        values.number(DeploymentOption.LOG_RETENTION),
        values.number(DeploymentOption.MEMORY),
        values.oneOf(DeploymentOption.ARCHITECTURE, Processor.class),
        values.isOn(DeploymentOption.TRACING),
        values.oneOf(DeploymentOption.RULES, RuleFileSource.class),
        values.reconciliation(),
        values.textOrNull(DeploymentOption.ENDPOINT_URL));
  }

  /// A misspelt option would leave its default in force without a word.
  private static void refuseSlips(Set<String> keys) {
    Set<String> names =
        Arrays.stream(DeploymentOption.values())
            .map(DeploymentOption::key)
            .collect(Collectors.toSet());
    for (String key : keys) {
      Arrays.stream(DeploymentOption.values())
          .map(DeploymentOption::key)
          .filter(name -> !names.contains(key) && isSlip(key, plain(key), plain(name)))
          .min(Comparator.comparingInt(name -> EditDistance.between(plain(key), plain(name))))
          .ifPresent(
              name -> {
                throw new OptionException(
                    "There is no option %s: did you mean %s?".formatted(key, name));
              });
    }
  }

  /// Whether a name was meant to be an option's: all but a letter of it, or a good part. The CDK's
  /// own names have a colon.
  private static boolean isSlip(String key, String plain, String option) {
    return !key.contains(":")
        && (EditDistance.between(plain, option) <= 1
            || (plain.length() >= SHORTEST_PART
                && (option.contains(plain) || plain.contains(option))));
  }

  private static String plain(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /// The context's values, which are text from the command line and may be numbers and truth values
  /// in cdk.json.
  private record ContextValues(Map<String, ?> context) {

    String text(DeploymentOption option) {
      Object value = context.get(option.key());
      return switch (value) {
        case null -> option.defaultText();
        case String text when !text.isBlank() -> text.strip();
        case Boolean truth -> truth ? "on" : "off";
        case Number number -> String.valueOf(number);
        default -> throw option.refused(value);
      };
    }

    @Nullable String textOrNull(DeploymentOption option) {
      String text = text(option);
      return text.isEmpty() ? null : text;
    }

    List<String> list(DeploymentOption option) {
      String text = text(option);
      return text.isEmpty()
          ? List.of()
          : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    List<String> listOrNone(DeploymentOption option) {
      return text(option).equals(NONE) ? List.of() : list(option);
    }

    int numberOrOff(DeploymentOption option) {
      return text(option).equals("off") ? 0 : number(option);
    }

    int number(DeploymentOption option) {
      try {
        return Integer.parseInt(text(option));
      } catch (NumberFormatException _) {
        throw option.refused(text(option));
      }
    }

    boolean isOn(DeploymentOption option) {
      return switch (text(option)) {
        case "on", "true" -> true;
        case "off", "false" -> false;
        default -> throw option.refused(text(option));
      };
    }

    ReconciliationOptions reconciliation() {
      return new ReconciliationOptions(
          isOn(DeploymentOption.RECONCILE),
          number(DeploymentOption.RECONCILE_AT_MOST),
          number(DeploymentOption.RECONCILE_READS),
          number(DeploymentOption.RECONCILE_UPDATES),
          number(DeploymentOption.RECONCILE_FINDINGS));
    }

    Set<Format> formats() {
      return text(DeploymentOption.FORMATS).equals(BOTH_FORMATS)
          ? Set.of(Format.ASFF, Format.OCSF)
          : Set.of(oneOf(DeploymentOption.FORMATS, Format.class));
    }

    <E extends Enum<E>> E oneOf(DeploymentOption option, Class<E> type) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text(option)))
          .findFirst()
          .orElseThrow(() -> option.refused(text(option)));
    }
  }
}
