package io.quell.infra.organization;

import io.quell.finding.Json;
import io.quell.infra.options.OrganizationOptions;
import io.quell.infra.permissions.ManagedRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.constructs.Construct;
import software.constructs.IConstruct;

/// The organization's key: the stack's own, or one that is there already.
public final class Encryption {
  private Encryption() {}

  /// The key that the options ask for; none for the services' own keys.
  ///
  /// What a key that is there already must allow is printed at the synthesis: the stack cannot
  /// change its policy.
  public static Optional<IKey> key(Construct scope, OrganizationOptions options) {
    String key = options.key();
    if (key == null) {
      return Optional.empty();
    }
    if (options.createsKey()) {
      return Optional.of(
          Key.Builder.create(scope, "Key")
              .description("Encrypts Quell's queues, logs, variables and alarms")
              .enableKeyRotation(true)
              .policy(KeyPolicy.ofStack(scope))
              // The logs that it encrypts outlive the stack.
              .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
              .build());
    }
    Annotations.of(scope)
        .addInfo(
            "The policy of the key %s needs these statements, with the account of the stack: %s"
                .formatted(key, statements(scope, key)));
    return Optional.of(Key.fromKeyArn(scope, "Key", key));
  }

  /// In the key's own Region and account, which the stack's most often are.
  private static String statements(Construct scope, String key) {
    ArnComponents arn = Arn.split(key, ArnFormat.SLASH_RESOURCE_NAME);
    List<Object> statements =
        KeyPolicy.needed(
                String.valueOf(arn.getPartition()),
                String.valueOf(arn.getRegion()),
                String.valueOf(arn.getAccount()))
            .stream()
            .map(PolicyStatement::toStatementJson)
            .toList();
    return Json.write(Stack.of(scope).resolve(statements));
  }

  /// Encrypts what a construct has with the key, and lets its roles use it.
  ///
  /// A queue that is the last one, with no dead-letter queue behind it, keeps SQS's own key: what
  /// ends there does so because something is wrong, and that may be this key.
  static void cover(Construct scope, IKey key) {
    String arn = key.getKeyArn();
    for (IConstruct construct : scope.getNode().findAll()) {
      switch (construct) {
        case CfnQueue queue when queue.getRedrivePolicy() != null -> {
          queue.setSqsManagedSseEnabled((Boolean) null);
          queue.setKmsMasterKeyId(arn);
        }
        case CfnLogGroup log -> log.setKmsKeyId(arn);
        case CfnFunction function -> function.setKmsKeyArn(arn);
        case ManagedRole role -> letUse(role, arn);
        default -> {
          // keeps nothing, or keeps it in a service with a key of its own
        }
      }
    }
  }

  /// Who sends to an encrypted queue makes data keys and reads them again; who takes messages, or
  /// is a function with variables, only reads them (SQS, key management).
  private static void letUse(ManagedRole role, String key) {
    List<String> actions = new ArrayList<>();
    if (role.isAllowed("logs:PutLogEvents") || role.isAllowed("sqs:SendMessage")) {
      actions.add("kms:Decrypt");
    }
    if (role.isAllowed("sqs:SendMessage")) {
      actions.add("kms:GenerateDataKey");
    }
    if (!actions.isEmpty()) {
      role.addToPrincipalPolicy(
          PolicyStatement.Builder.create()
              .sid("UseKey")
              .effect(Effect.ALLOW)
              .actions(actions)
              .resources(List.of(key))
              .build());
    }
  }
}
