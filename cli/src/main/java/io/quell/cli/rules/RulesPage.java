package io.quell.cli.rules;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the page that [RuleCatalogue] prints: which rules it is about.
public final class RulesPage {
  /// Where a project keeps the page, from its folder.
  public static final String PATH = "docs/rules.md";
  /// The titles of the table of rules.
  static final String TITLES = "| rule | may set | owner | last day |";

  private static final Pattern ROW = Pattern.compile("\\| \\[([a-z0-9-]+)]\\(#\\1\\) \\|.*");
  private static final Pattern HEADING = Pattern.compile("## ([a-z0-9-]+)");

  private RulesPage() {}

  /// Whether a text is the page, and not a file of rules.
  public static boolean isLikely(String text) {
    return text.lines().anyMatch(TITLES::equals);
  }

  /// The ids of the rules on the page, in their order.
  ///
  /// @throws IllegalArgumentException where it is not the page, or not as it was printed: where its
  ///     table and its sections are not of the same rules, a rule could be overlooked
  public static Set<String> ids(String text) {
    if (!isLikely(text)) {
      throw new IllegalArgumentException(
          "this is not the page that 'quell rules --markdown' prints");
    }
    Set<String> rows = matches(ROW, text);
    if (!rows.equals(matches(HEADING, text))) {
      throw new IllegalArgumentException(
          "the table of the rules and the sections below it are not about the same rules: print the"
              + " page anew with 'quell rules --markdown'");
    }
    return rows;
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return text.lines()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
