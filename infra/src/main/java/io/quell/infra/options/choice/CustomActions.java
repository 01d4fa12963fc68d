package io.quell.infra.options.choice;

/// How the custom actions of the Security Hub console come about.
public enum CustomActions {
  /// Not at all.
  OFF,
  /// By a command of the AWS CLI; the stack has the event rules that wait for them.
  COMMAND,
  /// By the stack.
  STACK
}
