package io.quell.infra.operations;

import io.quell.infra.options.OperationOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/// Who is told of alarms: a topic that is there already, e-mail addresses, both or nobody.
final class AlarmReceivers {
  private AlarmReceivers() {}

  /// What each alarm does.
  ///
  /// @param key the organization's key; without one a topic that the stack creates has its own
  static List<SnsAction> of(Construct scope, OperationOptions options, Optional<IKey> key) {
    List<SnsAction> actions = new ArrayList<>();
    String topic = options.alarmTopic();
    if (topic != null) {
      actions.add(new SnsAction(Topic.fromTopicArn(scope, "GivenTopic", topic)));
    }
    if (!options.alarmEmails().isEmpty()) {
      actions.add(new SnsAction(AlarmTopic.create(scope, options.alarmEmails(), key)));
    }
    return actions;
  }
}
