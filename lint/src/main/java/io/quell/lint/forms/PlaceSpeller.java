package io.quell.lint.forms;

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
  /// `EU_WEST_1`, and its zone `eu-west-1a`, are eu-west-1.
  REGION {
    @Override
    public Optional<Correction> correct(String text, Extent extent) {
      Matcher zone = ZONE.matcher(text.strip().toLowerCase(Locale.ROOT).replace('_', '-'));
      return extent == Extent.WHOLE && zone.matches() && !zone.group("region").equals(text)
          ? Optional.of(Correction.to(zone.group("region")))
          : Optional.empty();
    }
  };

  private static final Pattern ZONE =
      Pattern.compile("(?<region>[a-z]{2,4}(?:-[a-z]+)+-[0-9]{1,2})[a-z]?");
}
