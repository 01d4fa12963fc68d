package io.quell.infra.options;

import io.quell.value.ShortText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The values of one stack's options by name: those of its Region before those of all, and the
/// default where neither says anything. A value is a text, a number, a truth value or a list.
final class OptionValues {
  private static final String NONE = "none";
  private static final int LONGEST_SHOWN = 200;

  private final Map<String, ?> shared;
  private final Map<String, ?> own;
  private final @Nullable String region;
  private final boolean isOneOfSeveral;
  private final List<RegionalArn> arns = new ArrayList<>();

  /// @param shared what is said for all Regions
  /// @param own what is said for this one
  /// @param region the stack's Region, or null where that is the Region of the credentials
  /// @param isOneOfSeveral whether there are stacks in other Regions too
  OptionValues(
      Map<String, ?> shared, Map<String, ?> own, @Nullable String region, boolean isOneOfSeveral) {
    this.shared = shared;
    this.own = own;
    this.region = region;
    this.isOneOfSeveral = isOneOfSeveral;
  }

  /// The stack's Region, or null where that is the Region of the credentials.
  @Nullable String region() {
    return region;
  }

  /// The ARNs that were read so far.
  List<RegionalArn> arns() {
    return List.copyOf(arns);
  }

  /// A value as a message shows it: not more of it than one can read.
  static String shown(@Nullable Object value) {
    return ShortText.of(String.valueOf(value), LONGEST_SHOWN);
  }

  private @Nullable Object value(DeploymentOption option) {
    Map<String, ?> values = own.containsKey(option.key()) ? own : shared;
    Object value = values.get(option.key());
    option.require(value != null || !values.containsKey(option.key()), "");
    return value;
  }

  /// A text; the default where there is no value.
  ///
  /// @throws OptionException where it is a list, or blank
  String text(DeploymentOption option) {
    return switch (value(option)) {
      case null -> option.defaultText();
      case String text when !text.isBlank() -> text.strip();
      case Boolean truth -> truth ? "on" : "off";
      case Number number -> String.valueOf(number);
      case Object other -> throw option.refused(other);
    };
  }

  /// A text, or null where there is none and the default is none.
  @Nullable String textOrNull(DeploymentOption option) {
    String text = text(option);
    return text.isEmpty() ? null : text;
  }

  /// A list, or one text with commas.
  ///
  /// @throws OptionException where an item is no text
  List<String> list(DeploymentOption option) {
    if (value(option) instanceof List<?> items) {
      option.require(
          !items.isEmpty()
              && items.stream().allMatch(item -> item instanceof String text && !text.isBlank()),
          items);
      return items.stream().map(String::valueOf).map(String::strip).toList();
    }
    String text = text(option);
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  /// A list that `none` stands for an empty one of.
  List<String> listOrNone(DeploymentOption option) {
    List<String> items = list(option);
    return items.equals(List.of(NONE)) ? List.of() : items;
  }

  /// A whole number.
  int number(DeploymentOption option) {
    try {
      return Integer.parseInt(text(option));
    } catch (NumberFormatException _) {
      throw option.refused(text(option));
    }
  }

  /// A whole number that `off` stands for 0 of.
  int numberOrOff(DeploymentOption option) {
    return text(option).equals("off") ? 0 : number(option);
  }

  /// `on` or `off`.
  boolean isOn(DeploymentOption option) {
    return switch (text(option)) {
      case "on", "true" -> true;
      case "off", "false" -> false;
      default -> throw option.refused(text(option));
    };
  }

  /// One of the constants of a type, in small letters.
  <E extends Enum<E>> E oneOf(DeploymentOption option, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text(option)))
        .findFirst()
        .orElseThrow(() -> option.refused(text(option)));
  }

  /// The ARN of something in the stack's own Region, or null where there is none and the default is
  /// none.
  /// Its Region is held against the stack's by [RegionRefusals], as soon as that is known.
  ///
  /// @param service the service that it has to be of, such as `sns`
  /// @throws OptionException where it is no such ARN
  @Nullable String arn(DeploymentOption option, String service) {
    String text = textOrNull(option);
    if (text == null) {
      return null;
    }
    arns.add(RegionalArn.of(option, text, service));
    return text;
  }

  /// The id of something in the stack's own Region, such as `vpc-0a1b2c3d`, or null where there is
  /// none.
  ///
  /// @param prefix what it begins with, `vpc` say
  /// @throws OptionException where it is no such id, or is said for several Regions: an id is one
  ///     Region's
  @Nullable String id(DeploymentOption option, String prefix) {
    String text = textOrNull(option);
    if (text != null) {
      requireIds(option, List.of(text), prefix);
    }
    return text;
  }

  /// The same of a list, which may be empty.
  List<String> ids(DeploymentOption option, String prefix) {
    List<String> ids = list(option);
    requireIds(option, ids, prefix);
    return ids;
  }

  private void requireIds(DeploymentOption option, List<String> ids, String prefix) {
    Pattern form = Pattern.compile(Pattern.quote(prefix) + "-([0-9a-f]{8}|[0-9a-f]{17})");
    option.require(
        ids.stream().allMatch(id -> form.matcher(id).matches())
            && ids.stream().distinct().count() == ids.size(),
        ids.stream().collect(Collectors.joining(",")));
    if (!ids.isEmpty() && isOneOfSeveral && !own.containsKey(option.key())) {
      throw new OptionException(
          option,
          "Option %s is '%s' for all Regions, but an id is one Region's. Write it under %s: %s:, and likewise for each other Region."
              .formatted(
                  option.key(), String.join(",", ids), DeploymentOption.REGIONS.key(), region));
    }
  }
}
