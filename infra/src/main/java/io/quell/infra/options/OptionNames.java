package io.quell.infra.options;

import io.quell.value.EditDistance;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What somebody meant by a name that is no option's.
public final class OptionNames {
  // A name in common with an option's that is shorter than this is a coincidence.
  private static final int SHORTEST_PART = 4;
  // So is a letter's difference from a value that is shorter than this.
  private static final int SHORTEST_VALUE = 5;

  private OptionNames() {}

  /// The option that has a name.
  public static Optional<DeploymentOption> named(String name) {
    return Arrays.stream(DeploymentOption.values())
        .filter(option -> option.key().equals(name))
        .findFirst();
  }

  /// The option that was probably meant: the name is all but a letter of the option's, or a good
  /// part of it.
  public static Optional<DeploymentOption> meant(String name) {
    String plain = plain(name);
    return Arrays.stream(DeploymentOption.values())
        .filter(option -> isSlip(plain, plain(option.key())))
        .min(Comparator.comparingInt(option -> EditDistance.between(plain, plain(option.key()))));
  }

  /// A value of an option.
  ///
  /// @param option whose
  /// @param value which
  public record MeantValue(DeploymentOption option, String value) {
    /// As one would write it into the file.
    public String line() {
      return option.key() + ": " + value;
    }
  }

  /// The value of an option that a name is, or is but a letter off: whoever writes `observe: true`
  /// means `mode: observe`.
  public static Optional<MeantValue> valueMeant(String name) {
    String plain = plain(name);
    return Arrays.stream(DeploymentOption.values())
        .flatMap(OptionNames::choices)
        .filter(choice -> isValue(plain, plain(choice.value())))
        .min(Comparator.comparingInt(choice -> EditDistance.between(plain, plain(choice.value()))));
  }

  private static Stream<MeantValue> choices(DeploymentOption option) {
    return option.choices().stream().map(value -> new MeantValue(option, value));
  }

  private static boolean isSlip(String plain, String option) {
    return EditDistance.between(plain, option) <= 1
        || (Math.min(plain.length(), option.length()) >= SHORTEST_PART
            && (option.contains(plain) || plain.contains(option)));
  }

  private static boolean isValue(String plain, String value) {
    return plain.equals(value)
        || (Math.min(plain.length(), value.length()) >= SHORTEST_VALUE
            && EditDistance.between(plain, value) <= 1);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
