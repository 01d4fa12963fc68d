package io.quell.infra.function;

import io.quell.infra.permissions.ManagedRole;
import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// What each function has of its own: a log group, and a role that may write to it and do nothing
/// else until more is added.
///
/// @param log where the function writes
/// @param role what the function runs as
public record LogAndRole(LogGroup log, Role role) {
  /// Creates both. A log that records what was changed outlives the stack.
  ///
  /// @param prefix what their ids start with
  /// @param description what the role is for
  /// @param retentionDays how long the log is kept
  /// @param removal what becomes of the log when the stack is deleted
  public static LogAndRole create(
      Construct scope,
      String prefix,
      String description,
      int retentionDays,
      RemovalPolicy removal) {
    LogGroup log = LogGroup.Builder.create(scope, prefix + "Log").removalPolicy(removal).build();
    ((CfnLogGroup) Objects.requireNonNull(log.getNode().getDefaultChild()))
        .setRetentionInDays(retentionDays);
    Role role =
        ManagedRole.create(
            scope, prefix + "Role", description, new ServicePrincipal("lambda.amazonaws.com"));
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid("WriteLog")
            .effect(Effect.ALLOW)
            .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
            .resources(List.of(log.getLogGroupArn()))
            .build());
    return new LogAndRole(log, role);
  }
}
