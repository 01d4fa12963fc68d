package io.quell.infra.options;

import io.quell.finding.Format;
import io.quell.infra.options.choice.CustomActions;
import io.quell.infra.options.choice.DeliveryMode;
import java.util.Locale;
import java.util.Set;

/// What starts the function, and how it gets there.
///
/// @param delivery how events reach the function
/// @param formats which findings start it, at least one format
/// @param watch whether findings that the book has marked start it, also while they are suppressed
/// @param customActions who creates Quell's custom actions; they exist for ASFF findings alone
public record IntakeOptions(
    DeliveryMode delivery, Set<Format> formats, boolean watch, CustomActions customActions) {
  private static final String BOTH = "both";

  public IntakeOptions {
    formats = Set.copyOf(formats);
    DeploymentOption.FORMATS.require(!formats.isEmpty(), "");
  }

  static IntakeOptions read(OptionValues values) {
    return new IntakeOptions(
        values.oneOf(DeploymentOption.DELIVERY, DeliveryMode.class),
        values.text(DeploymentOption.FORMATS).equals(BOTH)
            ? Set.of(Format.ASFF, Format.OCSF)
            : Set.of(values.oneOf(DeploymentOption.FORMATS, Format.class)),
        values.isOn(DeploymentOption.WATCH),
        values.oneOf(DeploymentOption.CUSTOM_ACTIONS, CustomActions.class));
  }

  /// The formats as the option has them: `asff`, `ocsf` or `both`.
  public String formatsText() {
    return formats.size() == 1 ? formats.iterator().next().name().toLowerCase(Locale.ROOT) : BOTH;
  }
}
