package io.quell.cli.aws;

import io.quell.cli.command.WrongUseException;
import io.quell.value.Bounded;
import io.quell.value.RegionName;

/// Refuses a misspelt Region, for which no host would answer.
public final class RequiredRegion {
  private RequiredRegion() {}

  /// Refuses a name that no Region can have.
  ///
  /// @throws WrongUseException where it is one; it says which was probably meant
  public static void check(String name) {
    if (!RegionName.isPlausible(name)) {
      throw new WrongUseException(
          "AWS_REGION, or the profile in AWS_PROFILE: there is no Region '%s'%s"
              .formatted(
                  Bounded.value(name),
                  RegionName.meant(name).map("; did you mean '%s'?"::formatted).orElse("")));
    }
  }
}
