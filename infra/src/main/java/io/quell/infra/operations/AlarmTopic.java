package io.quell.infra.operations;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/// Where alarms go that are sent by e-mail.
final class AlarmTopic {
  private static final String CLOUDWATCH = "cloudwatch.amazonaws.com";

  private AlarmTopic() {}

  /// A topic that the alarms of this account may publish to, over TLS, encrypted with a key that
  /// they may use: with SNS's own key they could not.
  static Topic create(Construct scope, String email) {
    Map<String, Object> alarmsOfThisAccount =
        Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(scope).getAccount()));
    Key key =
        Key.Builder.create(scope, "AlarmKey")
            .description("Encrypts Quell's alarms on their way to the e-mail")
            .enableKeyRotation(true)
            // Nothing that it encrypts outlives the stack.
            .removalPolicy(RemovalPolicy.DESTROY)
            .policy(
                PolicyDocument.Builder.create()
                    .statements(
                        List.of(
                            PolicyStatement.Builder.create()
                                .sid("Administer")
                                .effect(Effect.ALLOW)
                                .principals(List.of(new AccountRootPrincipal()))
                                .actions(KEY_ADMINISTRATION)
                                .resources(List.of("*"))
                                .build(),
                            PolicyStatement.Builder.create()
                                .sid("Alarms")
                                .effect(Effect.ALLOW)
                                .principals(List.of(new ServicePrincipal(CLOUDWATCH)))
                                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                                .resources(List.of("*"))
                                .conditions(alarmsOfThisAccount)
                                .build()))
                    .build())
            .build();
    Topic topic =
        Topic.Builder.create(scope, "AlarmTopic")
            .displayName("Quell")
            .masterKey(key)
            .enforceSsl(true)
            .build();
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("Alarms")
            .effect(Effect.ALLOW)
            .principals(List.of(new ServicePrincipal(CLOUDWATCH)))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(alarmsOfThisAccount)
            .build());
    topic.addSubscription(new EmailSubscription(email));
    return topic;
  }

  // All that IAM may let somebody of this account do with the key; none of it uses the key on data.
  private static final List<String> KEY_ADMINISTRATION =
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
}
