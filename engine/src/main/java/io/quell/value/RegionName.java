package io.quell.value;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tells a misspelt Region of AWS from one that is newer than this list: a new one is named with
/// the words of the others, with a country's code, or with a word that is like no other.
public final class RegionName {
  private static final Pattern FORM = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}");
  /// What the SDK calls the endpoints that are of no Region.
  private static final Pattern GLOBAL = Pattern.compile("aws(-[a-z]+)*-global");
  /// The Regions of the SDK for Java 2.50.2, software.amazon.awssdk.regions.Region.
  private static final List<String> KNOWN =
      List.of(
          "af-south-1",
          "ap-east-1",
          "ap-east-2",
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-south-2",
          "ap-southeast-1",
          "ap-southeast-2",
          "ap-southeast-3",
          "ap-southeast-4",
          "ap-southeast-5",
          "ap-southeast-6",
          "ap-southeast-7",
          "ca-central-1",
          "ca-west-1",
          "cn-north-1",
          "cn-northwest-1",
          "eu-central-1",
          "eu-central-2",
          "eu-isoe-west-1",
          "eu-north-1",
          "eu-south-1",
          "eu-south-2",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "eusc-de-east-1",
          "il-central-1",
          "me-central-1",
          "me-south-1",
          "mx-central-1",
          "sa-east-1",
          "us-east-1",
          "us-east-2",
          "us-gov-east-1",
          "us-gov-west-1",
          "us-iso-east-1",
          "us-iso-west-1",
          "us-isob-east-1",
          "us-isob-west-1",
          "us-isof-east-1",
          "us-isof-south-1",
          "us-west-1",
          "us-west-2");
  private static final Set<String> FIRST =
      KNOWN.stream().map(id -> id.split("-", -1)[0]).collect(Collectors.toUnmodifiableSet());
  private static final Set<String> FURTHER =
      KNOWN.stream()
          .flatMap(id -> Arrays.stream(id.split("-", -1)).skip(1))
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> COUNTRIES =
      Arrays.stream(Locale.getISOCountries())
          .map(country -> country.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private RegionName() {}

  /// Whether a Region may have this name.
  public static boolean isPlausible(String name) {
    if (KNOWN.contains(name) || GLOBAL.matcher(name).matches()) {
      return true;
    }
    if (!FORM.matcher(name).matches()) {
      return false;
    }
    List<String> words = List.of(name.split("-", -1));
    return (FIRST.contains(words.getFirst()) || COUNTRIES.contains(words.getFirst()))
        && words.subList(1, words.size() - 1).stream().noneMatch(RegionName::isSlip);
  }

  /// The Region that was probably meant.
  public static Optional<String> meant(String name) {
    return MeantName.among(KNOWN, name);
  }

  /// Whether a word is all but the same as one that Regions have.
  private static boolean isSlip(String word) {
    return !FURTHER.contains(word)
        && FURTHER.stream()
            .anyMatch(
                other ->
                    EditDistance.between(word, other) == 1
                        && Math.min(word.length(), other.length()) > 2);
  }
}
