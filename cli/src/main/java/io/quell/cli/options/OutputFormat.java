package io.quell.cli.options;

/// How the result of a command is written. Each command takes those that fit it.
public enum OutputFormat {
  /// For people.
  TEXT,
  /// For programs: JSON lines.
  JSON,
  /// For code scanning and editors: one log in SARIF 2.1.0.
  SARIF,
  /// For a workflow of GitHub: annotations of files. See [io.quell.cli.terminal.GithubAnnotation].
  GITHUB
}
