package io.quell.lint.problem;

/// How bad a problem is, the worst first.
public enum Level {
  /// The rule cannot do what it is for, or does harm.
  ERROR,
  /// Most likely not what was meant.
  WARNING,
  /// Worth a look.
  NOTE
}
