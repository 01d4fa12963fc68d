package io.quell.infra.function;

import java.util.Objects;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.services.lambda.Function;

/// What the SAM CLI calls a function. Without it SAM takes the name from the path in the CDK app,
/// and from no path that is as long as that of Quell's functions.
public final class SamName {
  /// What SAM looks for first (SAM CLI, resource metadata).
  static final String METADATA = "SamResourceId";

  private SamName() {}

  /// Gives a function its name.
  public static void give(Function function, String name) {
    ((CfnResource) Objects.requireNonNull(function.getNode().getDefaultChild()))
        .addMetadata(METADATA, name);
  }
}
