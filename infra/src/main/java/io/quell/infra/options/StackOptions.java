package io.quell.infra.options;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the stack is called, and where it is.
///
/// @param name its name in CloudFormation
/// @param region its Region, or null where that is the Region of the credentials
public record StackOptions(String name, @Nullable String region) {
  /// The longest name that CloudFormation gives a stack (CreateStack, StackName).
  static final int LONGEST_NAME = 128;

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9-]{0," + (LONGEST_NAME - 1) + "}");

  public StackOptions {
    DeploymentOption.STACK_NAME.require(NAME.matcher(name).matches(), name);
  }

  static StackOptions read(OptionValues values) {
    return new StackOptions(values.text(DeploymentOption.STACK_NAME), values.region());
  }
}
