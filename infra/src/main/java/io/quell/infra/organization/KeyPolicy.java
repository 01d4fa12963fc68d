package io.quell.infra.organization;

import io.quell.infra.synthesis.OrderedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/// Who may use a key. A key's policy decides alone: what it does not allow, no role can have.
public final class KeyPolicy {
  // All that IAM may let somebody of this account do with the key; none of it uses the key on data.
  private static final List<String> ADMINISTRATION =
      List.of(
          "kms:CancelKeyDeletion",
          "kms:CreateAlias",
          "kms:DeleteAlias",
          "kms:DescribeKey",
          "kms:DisableKey",
          "kms:DisableKeyRotation",
          "kms:EnableKey",
          "kms:EnableKeyRotation",
          "kms:GetKeyPolicy",
          "kms:GetKeyRotationStatus",
          "kms:ListAliases",
          "kms:ListGrants",
          "kms:ListKeyPolicies",
          "kms:ListResourceTags",
          "kms:ListRetirableGrants",
          "kms:PutKeyPolicy",
          "kms:RevokeGrant",
          "kms:ScheduleKeyDeletion",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:UpdateAlias",
          "kms:UpdateKeyDescription");

  private static final List<String> USE =
      List.of(
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo");

  private KeyPolicy() {}

  /// The policy of a key that encrypts alarms on their way, and nothing else.
  public static PolicyDocument ofAlarms(Construct scope) {
    return document(List.of(administration(), alarms(account(scope))));
  }

  /// The policy of a key that the stack creates for all that it has.
  static PolicyDocument ofStack(Construct scope) {
    List<PolicyStatement> statements = new ArrayList<>(List.of(administration()));
    statements.addAll(
        needed(Stack.of(scope).getPartition(), Stack.of(scope).getRegion(), account(scope)));
    return document(statements);
  }

  /// The statements that a key needs which is somebody else's, besides those that let its owners
  /// administer it.
  ///
  /// @param partition the stack's partition
  /// @param region the stack's Region
  /// @param account the stack's account
  static List<PolicyStatement> needed(String partition, String region, String account) {
    return List.of(
        // Roles that this account's IAM lets use the key: those of the functions and schedules, of
        // who deploys, and of who reads queues.
        PolicyStatement.Builder.create()
            .sid("QuellRoles")
            .effect(Effect.ALLOW)
            .principals(List.of(everybodyOf(partition, account)))
            .actions(USE)
            .resources(List.of("*"))
            .build(),
        // Lambda keeps the variables readable for the function by a grant.
        PolicyStatement.Builder.create()
            .sid("QuellGrants")
            .effect(Effect.ALLOW)
            .principals(List.of(everybodyOf(partition, account)))
            .actions(List.of("kms:CreateGrant"))
            .resources(List.of("*"))
            .conditions(OrderedJson.object("Bool", Map.of("kms:GrantIsForAWSResource", "true")))
            .build(),
        service("QuellEvents", "events.amazonaws.com", account),
        PolicyStatement.Builder.create()
            .sid("QuellLogs")
            .effect(Effect.ALLOW)
            .principals(List.of(new ServicePrincipal("logs.%s.amazonaws.com".formatted(region))))
            .actions(USE)
            .resources(List.of("*"))
            .conditions(
                OrderedJson.object(
                    "ArnLike",
                    Map.of(
                        "kms:EncryptionContext:aws:logs:arn",
                        "arn:%s:logs:%s:%s:log-group:*".formatted(partition, region, account))))
            .build(),
        alarms(account));
  }

  /// As a principal it stands for the roles and users whose own policies allow the same.
  private static IPrincipal everybodyOf(String partition, String account) {
    return new ArnPrincipal("arn:%s:iam::%s:root".formatted(partition, account));
  }

  private static PolicyStatement administration() {
    return PolicyStatement.Builder.create()
        .sid("Administer")
        .effect(Effect.ALLOW)
        .principals(List.<IPrincipal>of(new AccountRootPrincipal()))
        .actions(ADMINISTRATION)
        .resources(List.of("*"))
        .build();
  }

  private static PolicyStatement alarms(String account) {
    return service("QuellAlarms", "cloudwatch.amazonaws.com", account);
  }

  private static PolicyStatement service(String sid, String principal, String account) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .effect(Effect.ALLOW)
        .principals(List.of(new ServicePrincipal(principal)))
        .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
        .resources(List.of("*"))
        .conditions(OrderedJson.object("StringEquals", Map.of("aws:SourceAccount", account)))
        .build();
  }

  private static String account(Construct scope) {
    return Stack.of(scope).getAccount();
  }

  private static PolicyDocument document(List<PolicyStatement> statements) {
    return PolicyDocument.Builder.create().statements(statements).build();
  }
}
