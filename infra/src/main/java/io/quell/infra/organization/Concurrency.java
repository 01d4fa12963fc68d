package io.quell.infra.organization;

import io.quell.infra.function.FunctionJar;
import java.util.Objects;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;
import software.constructs.IConstruct;

/// Concurrency that the account keeps free for Quell's functions.
final class Concurrency {
  /// One message is worked on at a time, and the next one may be taken before Lambda knows that the
  /// first one is done.
  private static final int OF_RECONCILIATION = 2;
  /// Somebody waits for one answer.
  private static final int OF_VALIDATOR = 1;

  private Concurrency() {}

  /// Reserves it for all functions of a construct.
  ///
  /// @param ofEvents for the function that events reach
  static void cover(Construct scope, int ofEvents) {
    for (IConstruct construct : scope.getNode().findAll()) {
      if (construct instanceof Function function) {
        CfnFunction resource =
            (CfnFunction) Objects.requireNonNull(function.getNode().getDefaultChild());
        String handler = Objects.requireNonNull(resource.getHandler());
        resource.setReservedConcurrentExecutions(
            handler.equals(FunctionJar.HANDLER)
                ? ofEvents
                : handler.equals(FunctionJar.RECONCILIATION_HANDLER)
                    ? OF_RECONCILIATION
                    : OF_VALIDATOR);
      }
    }
  }
}
