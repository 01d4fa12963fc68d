package io.quell.infra.operations;

import io.quell.infra.organization.KeyPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
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
  ///
  /// @param given the organization's key; without one the topic has a key of its own
  static Topic create(Construct scope, List<String> emails, Optional<IKey> given) {
    Topic topic =
        Topic.Builder.create(scope, "AlarmTopic")
            .displayName("Quell")
            .masterKey(given.orElseGet(() -> key(scope)))
            .enforceSsl(true)
            .build();
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("Alarms")
            .effect(Effect.ALLOW)
            .principals(List.of(new ServicePrincipal(CLOUDWATCH)))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(scope).getAccount())))
            .build());
    emails.forEach(email -> topic.addSubscription(new EmailSubscription(email)));
    return topic;
  }

  private static Key key(Construct scope) {
    return Key.Builder.create(scope, "AlarmKey")
        .description("Encrypts Quell's alarms on their way to the e-mail")
        .enableKeyRotation(true)
        // Nothing that it encrypts outlives the stack.
        .removalPolicy(RemovalPolicy.DESTROY)
        .policy(KeyPolicy.ofAlarms(scope))
        .build();
  }
}
