package io.quell.infra;

import io.quell.engine.Change;
import io.quell.engine.Rule;
import io.quell.finding.Format;
import java.util.Collection;
import java.util.Set;

/// What to create.
///
/// @param options how to deploy
/// @param jar the function as built
/// @param pattern which findings start the function
/// @param changes what the function may set on a finding
/// @param publishable what a rule may change that is published later, where the options let rules be published
public record QuellProps(Options options, FunctionJar jar, FindingPattern pattern, PermittedChanges changes,
    Set<Change> publishable) {

  /// What some rules need.
  ///
  /// @param rules those in the function's jar
  public static QuellProps of(Options options, FunctionJar jar, Collection<Rule> rules) {
    AnyRule published = AnyRule.beside(rules);
    return switch (options.rules()) {
      case PACKAGED -> new QuellProps(options, jar, FindingPattern.open(options.formats()), PermittedChanges.of(rules),
          Set.of());
      case APPCONFIG -> new QuellProps(options, jar, FindingPattern.open(options.formats()),
          PermittedChanges.of(published.and(rules)), published.changes());
    };
  }

  /// What the function may set on findings in ASFF: only those have a custom action that releases them.
  PermittedChanges changesOfAsff() {
    return customActions() == CustomActions.OFF ? changes : changes.andReleases();
  }

  /// Who creates the custom actions, which exist for ASFF findings alone.
  CustomActions customActions() {
    return options.formats().contains(Format.ASFF) ? options.customActions() : CustomActions.OFF;
  }
}
