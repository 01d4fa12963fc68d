package io.quell.infra;

import io.quell.engine.Rule;
import io.quell.finding.Format;
import io.quell.infra.pattern.FindingPattern;
import java.util.Collection;
import java.util.List;

/// What to create.
///
/// @param options how to deploy
/// @param jar the function as built
/// @param patterns which findings start the function: each is an event rule of its own; none where no finding does
/// @param changes what the function may set on a finding
public record QuellProps(Options options, FunctionJar jar, List<FindingPattern> patterns,
    PermittedChanges changes) {

  public QuellProps {
    patterns = List.copyOf(patterns);
  }

  /// What some rules need.
  ///
  /// @param rules those in the function's jar
  public static QuellProps of(Options options, FunctionJar jar, Collection<? extends Rule> rules) {
    return new QuellProps(options, jar, FindingPattern.of(rules, options.formats()), PermittedChanges.of(rules));
  }

  /// What any rules need, for rules that are not known when the stack is made: all open findings start the function, and
  /// it may change whatever rules can change.
  public static QuellProps ofAnyRules(Options options, FunctionJar jar) {
    return new QuellProps(options, jar, List.of(FindingPattern.open(options.formats())), PermittedChanges.EVERYTHING);
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
