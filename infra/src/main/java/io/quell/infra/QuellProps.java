package io.quell.infra;

import io.quell.book.Book;
import io.quell.compile.pattern.FindingPattern;
import io.quell.compile.permission.FutureRules;
import io.quell.compile.permission.PermittedChanges;
import io.quell.infra.function.FunctionJar;
import io.quell.infra.options.OptionException;
import io.quell.infra.options.Options;
import io.quell.infra.options.choice.RuleFileSource;
import io.quell.lambda.Mode;
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
/// @param areExamples whether the rules in the jar are examples: they are tried, and change no
///     finding of anybody's
public record QuellProps(
    Options options,
    FunctionJar jar,
    List<FindingPattern> patterns,
    PermittedChanges changes,
    Set<Change> publishable,
    boolean areExamples) {

  /// @throws OptionException where examples would change findings
  public QuellProps {
    patterns = List.copyOf(patterns);
    // A local hub has no finding of anybody's.
    if (areExamples && options.mode() == Mode.ENFORCE && !options.endpoint().isLocal()) {
      throw new OptionException(
          "Option mode is enforce, but the packaged rules are examples, which nobody has chosen for"
              + " your organization. Put your own in their place, and take 'examples: true' out of"
              + " rules.yaml and isExamples() out of the class that lists the rules. Until then"
              + " deploy with mode: observe.");
    }
  }

  /// What some rules need that are no examples.
  ///
  /// @param rules those in the function's jar
  public static QuellProps of(Options options, FunctionJar jar, Collection<Rule> rules) {
    return of(options, jar, rules, false);
  }

  /// What a book needs.
  ///
  /// @param book the one in the function's jar
  /// @throws OptionException where examples would change findings
  public static QuellProps of(Options options, FunctionJar jar, Book book) {
    return of(options, jar, book.rules(), book.isExamples());
  }

  /// What some rules need.
  ///
  /// @param rules those in the function's jar
  /// @param areExamples whether they are examples
  /// @throws OptionException where examples would change findings
  public static QuellProps of(
      Options options, FunctionJar jar, Collection<Rule> rules, boolean areExamples) {
    FutureRules published = FutureRules.beside(rules);
    Collection<Rule> all =
        options.rules() == RuleFileSource.APPCONFIG ? published.and(rules) : rules;
    return new QuellProps(
        options,
        jar,
        FindingPattern.of(all, options.intake().formats()),
        PermittedChanges.of(all).andGivingBack(),
        published.changes(),
        areExamples);
  }
}
