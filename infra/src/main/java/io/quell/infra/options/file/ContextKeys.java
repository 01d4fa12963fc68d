package io.quell.infra.options.file;

import io.quell.infra.options.DeploymentOption;
import io.quell.infra.options.OptionException;
import io.quell.infra.options.OptionNames;
import io.quell.infra.options.OptionNames.MeantValue;
import io.quell.value.ShortText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// What the CDK's context may have: which file of options to take, and names that have nothing to
/// do with options. An option that stands on a command line can be forgotten at the next one, so
/// there it is refused, and so is what looks like one.
final class ContextKeys {
  /// Which file of options to take.
  static final String DEPLOYMENT = "deployment";

  private static final int LONGEST_SHOWN = 100;

  private ContextKeys() {}

  /// @param context all that `-c`, cdk.json, cdk.context.json and ~/.cdk.json say
  /// @param file the file of options that is used
  /// @throws OptionException where a key is an option, or looks like one or like one's value
  static void refuseOptions(Map<String, ?> context, String file) {
    List<String> refusals =
        new TreeMap<String, Object>(context)
            .entrySet().stream()
                .flatMap(entry -> refusal(entry.getKey(), entry.getValue(), file).stream())
                .toList();
    if (!refusals.isEmpty()) {
      throw new OptionException(String.join("\n", refusals));
    }
  }

  private static Optional<String> refusal(String key, Object value, String file) {
    // The CDK's own names have a colon.
    if (key.contains(":") || key.equals(DEPLOYMENT)) {
      return Optional.empty();
    }
    Optional<DeploymentOption> option = OptionNames.named(key);
    if (option.isPresent()) {
      return Optional.of(
          ("Option %s is in the context (-c, or cdk.json), but options are read from %s alone, so"
                  + " that no command line can forget one. Write this line there, and take it out"
                  + " of the context:\n  %s: %s")
              .formatted(key, file, key, ShortText.of(Objects.toString(value), LONGEST_SHOWN)));
    }
    return OptionNames.meant(key)
        .map(meant -> meant.key() + ": " + Objects.toString(value))
        .or(() -> OptionNames.valueMeant(key).map(MeantValue::line))
        .map(
            line ->
                ("The context (-c, or cdk.json) has %s. If that is meant as an option: options are"
                        + " read from %s alone. Write this line there, and take %s out of the"
                        + " context; if it is something of your own, give it another name:\n  %s")
                    .formatted(
                        ShortText.of(key, LONGEST_SHOWN),
                        file,
                        ShortText.of(key, LONGEST_SHOWN),
                        ShortText.of(line, LONGEST_SHOWN)));
  }
}
