package io.quell.infra;

/// What to create.
///
/// @param options how to deploy
/// @param jar the function as built
/// @param pattern which findings start the function
/// @param changes what the function may set on a finding
public record QuellProps(Options options, FunctionJar jar, FindingPattern pattern, PermittedChanges changes) {

  /// What the rules that ship with Quell need.
  public static QuellProps of(Options options, FunctionJar jar) {
    return new QuellProps(options, jar, FindingPattern.open(options.formats()), PermittedChanges.ofShippedRules());
  }
}
