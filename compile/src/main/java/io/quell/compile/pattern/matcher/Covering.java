package io.quell.compile.pattern.matcher;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/// Which matchers a set of others makes superfluous, as far as that is plain to see: a value by its
/// beginning or its ending, and all by the one that takes every value.
final class Covering {
  private final Set<Matcher> all;
  private final Set<String> prefixes = new HashSet<>();
  private final Set<String> suffixes = new HashSet<>();
  private final Set<Integer> lengths = new TreeSet<>();
  private final boolean hasPresent;

  Covering(Set<Matcher> all) {
    this.all = all;
    this.hasPresent = all.contains(Matchers.PRESENT);
    for (Matcher matcher : all) {
      if (matcher instanceof Matcher.Prefix(var text)) {
        prefixes.add(text);
        lengths.add(text.length());
      } else if (matcher instanceof Matcher.Suffix(var text)) {
        suffixes.add(text);
        lengths.add(text.length());
      }
    }
  }

  /// Whether all that it matches one of the set matches.
  boolean covers(Matcher matcher) {
    return all.contains(matcher) || coversByAnother(matcher);
  }

  /// Whether all that it matches another of the set matches.
  boolean coversByAnother(Matcher matcher) {
    if (hasPresent && !(matcher instanceof Matcher.Exists)) {
      return true;
    }
    return switch (matcher) {
      case Matcher.Exact(var text) ->
          beginsLikeOne(text, text.length()) || endsLikeOne(text, text.length());
      case Matcher.Prefix(var text) -> beginsLikeOne(text, text.length() - 1);
      case Matcher.Suffix(var text) -> endsLikeOne(text, text.length() - 1);
      case Matcher.Wildcard _,
          Matcher.IgnoringCase _,
          Matcher.PrefixIgnoringCase _,
          Matcher.Literal _,
          Matcher.NoText _,
          Matcher.Unlike _,
          Matcher.Exists _ ->
          false;
    };
  }

  private boolean beginsLikeOne(String text, int longest) {
    return !prefixes.isEmpty()
        && lengths.stream()
            .anyMatch(length -> length <= longest && prefixes.contains(text.substring(0, length)));
  }

  private boolean endsLikeOne(String text, int longest) {
    return !suffixes.isEmpty()
        && lengths.stream()
            .anyMatch(
                length ->
                    length <= longest && suffixes.contains(text.substring(text.length() - length)));
  }
}
