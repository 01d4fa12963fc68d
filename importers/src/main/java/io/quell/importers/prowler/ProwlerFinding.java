package io.quell.importers.prowler;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.importers.source.PythonPattern;
import io.quell.importers.source.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the parts of a Prowler finding stand when it is sent to Security Hub, and how Prowler
/// compares each: with `re.search`, every asterisk standing for `.*`. Its tags are in
/// [ProwlerTags].
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

  private ProwlerFinding() {}

  /// An item as Prowler searches with it: since its version 5.7 every asterisk stands for `.*`, and
  /// so does one that is a part of a regular expression.
  private static String searched(String item) {
    return item.replace("*", ".*");
  }

  private static PythonPattern pattern(String item) throws RefusedException {
    return PythonPattern.of(searched(item));
  }

  /// Whether it is found in every text that has a character. No check, Region, account or name is
  /// empty.
  private static boolean isFoundEverywhere(String item, PythonPattern pattern) {
    return pattern.matchesAll() || searched(item).equals("..*");
  }

  /// The findings of a check, or of all checks that a pattern finds itself in; empty for all.
  static Optional<Criteria> check(String named) throws RefusedException {
    String check = named.replaceFirst("^lambda", "awslambda");
    PythonPattern pattern = pattern(check);
    if (isFoundEverywhere(check, pattern)) {
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

  private interface Comparison {
    Criteria of(String item, PythonPattern pattern) throws RefusedException;
  }

  private static Optional<Criteria> any(List<String> items, Comparison comparison)
      throws RefusedException {
    List<Criteria> any = new ArrayList<>();
    for (String item : items) {
      PythonPattern pattern = pattern(item);
      if (isFoundEverywhere(item, pattern)) {
        return Optional.empty();
      }
      any.add(comparison.of(item, pattern));
    }
    return any.isEmpty() ? Optional.empty() : Optional.of(Criteria.anyOf(any));
  }
}
