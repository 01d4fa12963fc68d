package io.quell.engine;

import io.quell.finding.Format;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds what is wrong with rules before any finding meets them.
public final class RuleLint {
  private RuleLint() {}

  /// A sentence for each problem, naming the rule.
  public static List<String> problems(List<? extends Rule> rules) {
    List<String> problems = new ArrayList<>();
    for (Rule rule : rules) {
      Card card = rule.card();
      Arrays.stream(Format.values()).filter(format -> isAbout(rule.when(), format))
          .forEach(format -> card.changes().stream().filter(change -> !change.isExpressibleIn(format))
              .forEach(change -> problems.add(
                  "rule %s changes %s, which %s does not have: restrict it by FORMAT.is(\"%s\"), or leave the change out"
                      .formatted(card.id(), change, format, format == Format.ASFF ? Format.OCSF : Format.ASFF))));
    }
    return problems;
  }

  /// Whether criteria can hold for findings of the format, as far as tests of [Field.Named#FORMAT] say.
  private static boolean isAbout(Criteria criteria, Format format) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) -> parts.stream().allMatch(part -> isAbout(part, format));
      case Criteria.AnyOf(var parts) -> parts.stream().anyMatch(part -> isAbout(part, format));
      case Criteria.Not(var part) -> !isAboutAll(part, format);
      case Criteria.OnResources(_, var part) -> isAbout(part, format);
      case Criteria.Test(var field, var condition) -> field != Field.Named.FORMAT || isMetBy(condition, format);
    };
  }

  /// Whether criteria hold for every finding of the format, by the same tests.
  private static boolean isAboutAll(Criteria criteria, Format format) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) -> parts.stream().allMatch(part -> isAboutAll(part, format));
      case Criteria.AnyOf(var parts) -> parts.stream().anyMatch(part -> isAboutAll(part, format));
      case Criteria.Not(var part) -> !isAbout(part, format);
      case Criteria.OnResources _ -> false;
      case Criteria.Test(var field, var condition) -> field == Field.Named.FORMAT && isMetBy(condition, format);
    };
  }

  private static boolean isMetBy(Condition condition, Format format) {
    return condition.holds(format.name(), Instant.EPOCH);
  }
}
