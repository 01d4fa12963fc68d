package io.quell.importers.prowler;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.importers.source.PythonPattern;
import io.quell.importers.source.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the parts of a Prowler finding stand when it is sent to Security Hub, and how Prowler
/// compares each: with `re.search`, an asterisk at the beginning standing for `.*`.
///
/// The check is in `GeneratorId`, after `prowler-`. The Region is the resource's. The resource
/// itself is there by its ARN alone, while a mutelist names it by what Prowler calls its id, which
/// is its name: a part of the ARN between colons and slashes, after what says what it is.
final class ProwlerFinding {
  private static final String GENERATOR = "prowler-";
  /// The ARN up to the resource's name; taken whole or not at all, so that no pattern finds itself
  /// in it.
  private static final String BEFORE_NAME = "(?:arn:(?:[^:]*:){4}(?:[^:/]*[:/])?+)?+(?s:.*)";
  private static final String NAME_BEGINS = "(?<=^|[:/])";
  private static final String NAME_ENDS = "(?=[:/]|$)";
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
  private static final Pattern CHECK = Pattern.compile("[a-z0-9_]+");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern TAG =
      Pattern.compile(
          "\\^?(?<key>[A-Za-z0-9_:/@ -][A-Za-z0-9_.:/@ -]*?)=(?<value>.*)", Pattern.DOTALL);

  private ProwlerFinding() {}

  private static PythonPattern pattern(String item) throws RefusedException {
    return PythonPattern.of(item.startsWith("*") ? ".*" + item.substring(1) : item);
  }

  /// The findings of a check, or of all checks that a pattern finds itself in; empty for all.
  static Optional<Criteria> check(String named) throws RefusedException {
    String check = named.replaceFirst("^lambda", "awslambda");
    PythonPattern pattern = pattern(check);
    if (pattern.matchesAll()) {
      return Optional.empty();
    }
    // Plain text that cannot reach back into the prefix is found in the generator where it is found
    // in the check.
    if (CHECK.matcher(check).matches() && !GENERATOR.contains(check)) {
      return Optional.of(Named.GENERATOR.contains(check));
    }
    Optional<PythonPattern.Shape> shape = pattern.shape();
    if (shape.isPresent()) {
      return Optional.of(
          new Criteria.Test(Named.GENERATOR, shape.get().after(GENERATOR).condition()));
    }
    String java = pattern.java("(?<=^%s)".formatted(GENERATOR), "$");
    return Optional.of(Named.GENERATOR.matches(GENERATOR + "(?s:.*)" + java + "(?s:.*)"));
  }

  /// The findings in one of these Regions; empty for all.
  static Optional<Criteria> regions(List<String> items) throws RefusedException {
    return any(
        items,
        (item, pattern) ->
            REGION.matcher(item).matches()
                ? Named.RESOURCE_REGION.is(item)
                : pattern.foundIn(Named.RESOURCE_REGION));
  }

  /// The findings about one of these accounts; empty for all.
  static Optional<Criteria> accounts(List<String> items) throws RefusedException {
    return any(
        items,
        (item, pattern) ->
            ACCOUNT.matcher(item).matches()
                ? Criteria.account(item)
                : pattern.foundIn(Named.ACCOUNT));
  }

  /// The findings about one of these resources; empty for all.
  static Optional<Criteria> resources(List<String> items) throws RefusedException {
    return any(
        items,
        (_, pattern) ->
            Named.RESOURCE_ID.matches(
                BEFORE_NAME + pattern.java(NAME_BEGINS, NAME_ENDS) + "(?s:.*)"));
  }

  /// The findings on whose resource each of these tags stands; empty for all.
  static Optional<Criteria> tags(List<String> items) throws RefusedException {
    List<Criteria> all = new ArrayList<>();
    for (String item : items) {
      if (!pattern(item).matchesAll()) {
        all.add(tag(item));
      }
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(Criteria.allOf(all));
  }

  /// Prowler looks for a tag in all tags written one after another, `key=value | key=value`. Of
  /// that a rule can ask for the tags whose key is plain text: one of those that the pattern names,
  /// apart by `|`.
  private static Criteria tag(String item) throws RefusedException {
    List<Criteria> any = new ArrayList<>();
    for (String branch : branches(item)) {
      var matcher = TAG.matcher(branch.strip());
      if (!matcher.matches()) {
        throw new RefusedException(
            "the tag '%s' names no key: a rule can ask for a tag by its key, such as 'environment=dev'"
                .formatted(item));
      }
      Field tag = Criteria.resourceTag(matcher.group("key").strip());
      PythonPattern value = PythonPattern.of("^(?:" + matcher.group("value") + ")");
      Optional<PythonPattern.Shape> plain =
          PythonPattern.of(matcher.group("value"))
              .shape()
              .filter(PythonPattern.Shape::isPlain)
              .filter(shape -> !shape.start());
      if (matcher.group("value").isEmpty()) {
        any.add(tag.isPresent());
      } else if (plain.isPresent()) {
        any.add(
            plain.get().end()
                ? tag.is(plain.get().wildcard())
                : tag.startsWith(plain.get().wildcard()));
      } else {
        any.add(new Criteria.Test(tag, PythonPattern.anywhere(value.java("^", "$"))));
      }
    }
    return Criteria.anyOf(any);
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

  private interface Comparison {
    Criteria of(String item, PythonPattern pattern) throws RefusedException;
  }

  private static Optional<Criteria> any(List<String> items, Comparison comparison)
      throws RefusedException {
    List<Criteria> any = new ArrayList<>();
    for (String item : items) {
      PythonPattern pattern = pattern(item);
      if (pattern.matchesAll()) {
        return Optional.empty();
      }
      any.add(comparison.of(item, pattern));
    }
    return any.isEmpty() ? Optional.empty() : Optional.of(Criteria.anyOf(any));
  }
}
