package io.quell.infra.permissions;

import io.quell.compile.permission.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.AddToPrincipalPolicyResult;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.RoleProps;
import software.constructs.Construct;

/// A role whose permissions are a managed policy, not an inline one: NIST 800-53 and PCI DSS want
/// that. The policy may have 6,144 characters without white space (IAM quotas).
///
/// The policy is a child of the role, so what depends on the role depends on its permissions.
public final class ManagedRole extends Role {
  /// The policy's id in the role. It is not that of the CDK's inline policies, which roles had
  /// before: CloudFormation does not make a policy of the one type one of the other.
  public static final String POLICY = "Permissions";

  private @Nullable ManagedPolicy policy;
  private final Set<String> allowed = new HashSet<>();

  private ManagedRole(Construct scope, String id, RoleProps props) {
    super(scope, id, props);
  }

  /// A role that may do nothing until statements are added.
  ///
  /// @param description what it is for
  /// @param who may be this role
  public static ManagedRole create(Construct scope, String id, String description, IPrincipal who) {
    return new ManagedRole(
        scope, id, RoleProps.builder().description(description).assumedBy(who).build());
  }

  @Override
  public AddToPrincipalPolicyResult addToPrincipalPolicy(PolicyStatement statement) {
    if (policy == null) {
      policy = ManagedPolicy.Builder.create(this, POLICY).roles(List.of(this)).build();
    }
    policy.addStatements(statement);
    if (statement.getEffect() == Effect.ALLOW) {
      allowed.addAll(statement.getActions());
    }
    return AddToPrincipalPolicyResult.builder()
        .statementAdded(true)
        .policyDependable(policy)
        .build();
  }

  /// A statement for a role.
  public static PolicyStatement statement(Statement statement) {
    return PolicyStatement.fromJson(statement.json());
  }

  /// Whether a statement allows an action, on whatever resource.
  public boolean isAllowed(String action) {
    return allowed.contains(action);
  }
}
