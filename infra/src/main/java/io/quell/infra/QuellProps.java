package io.quell.infra;

import io.quell.infra.function.FunctionJar;
import io.quell.infra.options.Options;
import io.quell.infra.pattern.FindingPattern;
import io.quell.infra.permissions.FutureRules;
import io.quell.infra.permissions.PermittedChanges;
import io.quell.rule.Rule;
import io.quell.update.Change;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// What to create.
///
/// @param options how to deploy
/// @param jar the function as built
/// @param patterns which findings start the function for the sake of the rules: each is an event
///     rule of its own; none where no rule could match any
/// @param changes what the function may set on a finding: what the rules set, and what it takes to
///     give that back
/// @param publishable what a rule may change that is published later; it is known also where the
///     options have the function read packaged rules, because a file can be published nevertheless
public record QuellProps(
    Options options,
    FunctionJar jar,
    List<FindingPattern> patterns,
    PermittedChanges changes,
    Set<Change> publishable) {

  public QuellProps {
    patterns = List.copyOf(patterns);
  }

  /// What some rules need.
  ///
  /// @param rules those in the function's jar
  public static QuellProps of(Options options, FunctionJar jar, Collection<Rule> rules) {
    FutureRules published = FutureRules.beside(rules);
    return switch (options.rules()) {
      case PACKAGED -> of(options, jar, rules, published.changes());
      case APPCONFIG -> of(options, jar, published.and(rules), published.changes());
    };
  }

  private static QuellProps of(
      Options options, FunctionJar jar, Collection<Rule> rules, Set<Change> publishable) {
    return new QuellProps(
        options,
        jar,
        FindingPattern.of(rules, options.formats()),
        PermittedChanges.of(rules).andGivingBack(),
        publishable);
  }
}
