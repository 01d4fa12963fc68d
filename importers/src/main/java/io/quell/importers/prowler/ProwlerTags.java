package io.quell.importers.prowler;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.importers.source.PythonPattern;
import io.quell.importers.source.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How Prowler compares tags: it writes all of a resource one after another, each as `key=value`,
/// apart by ` | `, and searches in that text, every asterisk standing for `.*`.
///
/// Of that a rule can ask for the tags whose key is plain text: one of those that a pattern names,
/// apart by `|`. What looks beyond the one tag is refused, for no finding keeps the order of its
/// tags.
final class ProwlerTags {
  private static final Pattern TAG =
      Pattern.compile("(?<key>[A-Za-z0-9_:/@ -][A-Za-z0-9_.:/@ -]*?)=(?<value>.*)", Pattern.DOTALL);
  /// Any characters at the end of a pattern, which a search does without.
  private static final Pattern ANYTHING_AT_END = Pattern.compile("(?<!\\\\)(?:\\.\\*)+$");
  private static final Pattern ANYTHING = Pattern.compile("(?<!\\\\)\\.[*+{]");
  private static final Pattern LOOKING_AHEAD = Pattern.compile("\\(\\?[=!]");

  private ProwlerTags() {}

  /// The findings on whose resource each of these tags stands; empty for all.
  static Optional<Criteria> muted(List<String> items) throws RefusedException {
    return all(items, false);
  }

  /// The same for what is excepted. There it counts what is found beyond a tag: a rule that looks
  /// less far would suppress what Prowler lets through.
  static Optional<Criteria> excepted(List<String> items) throws RefusedException {
    return all(items, true);
  }

  private static Optional<Criteria> all(List<String> items, boolean isException)
      throws RefusedException {
    List<Criteria> all = new ArrayList<>();
    for (String item : items) {
      String searched = item.replace("*", ".*");
      if (!PythonPattern.of(searched).matchesAll()) {
        all.add(tag(item, searched, isException));
      }
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(Criteria.allOf(all));
  }

  private static Criteria tag(String item, String searched, boolean isException)
      throws RefusedException {
    if (isTiedToAnEnd(searched) || searched.contains("\\|")) {
      throw new RefusedException(
          ("the tag '%s' looks beyond one tag: Prowler searches in all tags written one after"
                  + " another, and no finding keeps their order")
              .formatted(item));
    }
    List<Criteria> any = new ArrayList<>();
    for (String branch : branches(searched)) {
      Matcher matcher = TAG.matcher(branch.strip());
      if (!matcher.matches()) {
        throw new RefusedException(
            "the tag '%s' names no key: a rule can ask for a tag by its key, such as 'environment=dev'"
                .formatted(item));
      }
      String value = ANYTHING_AT_END.matcher(matcher.group("value")).replaceFirst("");
      if (ANYTHING.matcher(value).find() && (isException || LOOKING_AHEAD.matcher(value).find())) {
        throw new RefusedException(
            ("the tag '%s' looks beyond one tag, for Prowler's * goes on into the tags after it:"
                    + " write what the value may have, such as [a-z-]+")
                .formatted(item));
      }
      any.add(value(Criteria.resourceTag(matcher.group("key").strip()), value));
    }
    return Criteria.anyOf(any);
  }

  private static Criteria value(Field tag, String value) throws RefusedException {
    if (value.isEmpty()) {
      return tag.isPresent();
    }
    Optional<PythonPattern.Shape> plain =
        PythonPattern.of(value).shape().filter(PythonPattern.Shape::isPlain);
    return plain.isPresent()
        ? tag.startsWith(plain.get().wildcard())
        : new Criteria.Test(
            tag, PythonPattern.anywhere(PythonPattern.of("^(?:" + value + ")").java("^", "$")));
  }

  /// Whether it has a `^` or a `$` that stands for the beginning or the end.
  private static boolean isTiedToAnEnd(String pattern) {
    boolean inClass = false;
    for (int at = 0; at < pattern.length(); at++) {
      char character = pattern.charAt(at);
      if (character == '\\') {
        at++;
      } else if (inClass) {
        inClass = character != ']';
      } else if (character == '[') {
        inClass = true;
        at++;
      } else if (character == '^' || character == '$') {
        return true;
      }
    }
    return false;
  }

  /// The alternatives at the top of a pattern.
  private static List<String> branches(String pattern) {
    List<String> branches = new ArrayList<>();
    var branch = new StringBuilder();
    int depth = 0;
    for (int at = 0; at < pattern.length(); at++) {
      char character = pattern.charAt(at);
      if (character == '\\' && at + 1 < pattern.length()) {
        branch.append(character).append(pattern.charAt(++at));
        continue;
      }
      depth +=
          character == '(' || character == '[' ? 1 : character == ')' || character == ']' ? -1 : 0;
      if (character == '|' && depth == 0) {
        branches.add(branch.toString());
        branch.setLength(0);
      } else {
        branch.append(character);
      }
    }
    branches.add(branch.toString());
    return branches;
  }
}
