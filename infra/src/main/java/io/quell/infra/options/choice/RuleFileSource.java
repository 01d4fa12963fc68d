package io.quell.infra.options.choice;

/// Where the function takes its file of rules from.
public enum RuleFileSource {
  /// From its own package: a rule changes with a deployment of the stack.
  PACKAGED,
  /// From AWS AppConfig: a rule changes with a deployment of the configuration, which needs no
  /// rights on the stack.
  APPCONFIG
}
