package io.quell.localhub.filter;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/// How a string or map filter compares. All comparisons but CONTAINS_WORD are case-sensitive.
///
/// The API reference says that CONTAINS and NOT_CONTAINS are for automation rules, but not that
/// GetFindings and GetFindingsV2 refuse them; the hub takes them.
public enum TextComparison {
  /// The value is the one in the filter.
  EQUALS(false, String::equals),
  /// The value begins with the one in the filter.
  PREFIX(false, String::startsWith),
  /// The value contains the one in the filter.
  CONTAINS(false, String::contains),
  /// V2 only, and in whatever case (API reference, StringFilter). The reference does not say what a
  /// word is: here, what no letter and no digit goes on before or after.
  CONTAINS_WORD(false, TextComparison::containsWord),
  /// The value is another than the one in the filter.
  NOT_EQUALS(true, EQUALS.test.negate()),
  /// The value does not begin with the one in the filter.
  PREFIX_NOT_EQUALS(true, PREFIX.test.negate()),
  /// The value does not contain the one in the filter.
  NOT_CONTAINS(true, CONTAINS.test.negate());

  /// The comparisons of a string filter in V2.
  public static final List<String> OF_OCSF_STRINGS =
      Arrays.stream(values()).map(TextComparison::name).toList();
  /// The comparisons of a string filter in V1.
  static final List<String> OF_STRINGS =
      OF_OCSF_STRINGS.stream().filter(name -> !name.equals("CONTAINS_WORD")).toList();
  /// The comparisons of a map filter.
  public static final List<String> OF_MAPS =
      List.of("EQUALS", "NOT_EQUALS", "CONTAINS", "NOT_CONTAINS");

  private final boolean negative;

  @SuppressWarnings("ImmutableEnumChecker") // a method that captures nothing
  private final BiPredicate<String, String> test;

  TextComparison(boolean negative, BiPredicate<String, String> test) {
    this.negative = negative;
    this.test = test;
  }

  /// Says whether a finding's value compares so with the one in the filter.
  boolean holds(String value, String tested) {
    return test.test(value, tested);
  }

  /// Says whether this excludes values: such filters on one attribute all have to hold, and of the
  /// others only one.
  boolean isNegative() {
    return negative;
  }

  /// Says what is wrong with having these comparisons on one attribute, if anything (API reference,
  /// StringFilter).
  static Optional<String> clash(Set<TextComparison> used) {
    for (TextComparison alone : EnumSet.of(CONTAINS, NOT_CONTAINS)) {
      if (used.contains(alone) && used.size() > 1) {
        return Optional.of(alone + " filters can only be used with other " + alone + " filters");
      }
    }
    if (used.contains(EQUALS) && (used.contains(NOT_EQUALS) || used.contains(PREFIX_NOT_EQUALS))) {
      return Optional.of("EQUALS cannot be used together with NOT_EQUALS or PREFIX_NOT_EQUALS");
    }
    return Optional.empty();
  }

  private static boolean containsWord(String whole, String word) {
    String value = whole.toLowerCase(Locale.ROOT);
    String tested = word.toLowerCase(Locale.ROOT);
    for (int at = value.indexOf(tested); at >= 0; at = value.indexOf(tested, at + 1)) {
      int end = at + tested.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(value.codePointBefore(at));
      boolean ends = end == value.length() || !Character.isLetterOrDigit(value.codePointAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }
}
