package io.quell.bench.result;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a figure has to come up to.
///
/// @param what the figure, in words, with its unit
/// @param is what was measured
/// @param bound the least or the most that it may be
/// @param isLeast whether the bound is the least
public record Bar(String what, double is, double bound, boolean isLeast) {
  /// A figure that may be at most so large.
  public static Bar atMost(double bound, String what, double is) {
    return new Bar(what, is, bound, false);
  }

  /// A figure that has to be at least so large.
  public static Bar atLeast(double bound, String what, double is) {
    return new Bar(what, is, bound, true);
  }

  /// Whether it comes up to it. What is no number does not.
  public boolean isMet() {
    return isLeast ? is >= bound : is <= bound;
  }

  /// Its members in a file of JSON.
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", what);
    json.put("is", is);
    json.put(isLeast ? "atLeast" : "atMost", bound);
    json.put("isMet", isMet());
    return json;
  }

  /// Reads what [#json] has written.
  static Bar of(Map<?, ?> json) {
    boolean isLeast = json.containsKey("atLeast");
    return new Bar(
        String.valueOf(json.get("what")),
        number(json.get("is")),
        number(json.get(isLeast ? "atLeast" : "atMost")),
        isLeast);
  }

  private static double number(@Nullable Object value) {
    return Double.parseDouble(String.valueOf(value));
  }

  /// A line about it.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %s: %s (at %s %s)",
        isMet() ? "met" : "MISSED",
        what,
        digits(is),
        isLeast ? "least" : "most",
        digits(bound));
  }

  /// A number as a table has it.
  static String digits(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%,.0f", number)
        : String.format(Locale.ROOT, "%,.2f", number);
  }
}
