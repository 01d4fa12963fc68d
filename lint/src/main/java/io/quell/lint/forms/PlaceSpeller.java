package io.quell.lint.forms;

import io.quell.value.RegionName;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Accounts and Regions, which the console writes in another way than findings do.
enum PlaceSpeller implements Speller {
  /// `1111-2222-3333` is 111122223333.
  ACCOUNT {
    @Override
    public Optional<Correction> correct(String text, Extent extent) {
      String digits = text.replaceAll("[\\s-]", "");
      return extent == Extent.WHOLE && digits.matches("[0-9]{12}") && !digits.equals(text)
          ? Optional.of(Correction.to(digits))
          : Optional.empty();
    }
  },
  /// `EU_WEST_1`, its zone `eu-west-1a` and the slip `eu-wst-1` are eu-west-1. What may be a Region
  /// that is newer than this Quell is left.
  REGION {
    @Override
    public Optional<Correction> correct(String text, Extent extent) {
      if (extent != Extent.WHOLE || RegionName.isPlausible(text)) {
        return Optional.empty();
      }
      Matcher zone = ZONE.matcher(text.strip().toLowerCase(Locale.ROOT).replace('_', '-'));
      if (!zone.matches()) {
        return Optional.empty();
      }
      String name = zone.group("region");
      if (!RegionName.isPlausible(name)) {
        return RegionName.meant(name).map(Correction::to);
      }
      return name.equals(text) ? Optional.empty() : Optional.of(Correction.to(name));
    }
  };

  private static final Pattern ZONE =
      Pattern.compile("(?<region>[a-z]{2,4}(?:-[a-z]+)+-[0-9]{1,2})[a-z]?");
}
