package io.quell.localhub.filter;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How a string or map filter compares. All comparisons are case-sensitive.
///
/// The API reference says that CONTAINS and NOT_CONTAINS are for automation rules, but not that
/// GetFindings refuses them; the hub takes them.
public enum TextComparison {
  /// The value is the one in the filter.
  EQUALS(false) {
    @Override
    boolean holds(String value, String tested) {
      return value.equals(tested);
    }
  },
  /// The value begins with the one in the filter.
  PREFIX(false) {
    @Override
    boolean holds(String value, String tested) {
      return value.startsWith(tested);
    }
  },
  /// The value contains the one in the filter.
  CONTAINS(false) {
    @Override
    boolean holds(String value, String tested) {
      return value.contains(tested);
    }
  },
  /// V2 only. The reference does not say what a word is: here, what no letter and no digit goes on
  /// before or after.
  CONTAINS_WORD(false) {
    @Override
    boolean holds(String value, String tested) {
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
  },
  /// The value is another than the one in the filter.
  NOT_EQUALS(true) {
    @Override
    boolean holds(String value, String tested) {
      return !EQUALS.holds(value, tested);
    }
  },
  /// The value does not begin with the one in the filter.
  PREFIX_NOT_EQUALS(true) {
    @Override
    boolean holds(String value, String tested) {
      return !PREFIX.holds(value, tested);
    }
  },
  /// The value does not contain the one in the filter.
  NOT_CONTAINS(true) {
    @Override
    boolean holds(String value, String tested) {
      return !CONTAINS.holds(value, tested);
    }
  };

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

  TextComparison(boolean negative) {
    this.negative = negative;
  }

  abstract boolean holds(String value, String tested);

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
}
