package io.quell.infra.reconciliation;

import io.quell.infra.intake.EventTargets;
import io.quell.infra.publication.PublicationPlace;
import io.quell.infra.synthesis.OrderedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.events.CfnRule;
import software.constructs.Construct;
import software.constructs.IDependable;

/// The event rules that start a run when the rules may have changed: with each deployment of the
/// stack, and with each publication.
final class ChangeEvents {
  private static final String ROLLED_BACK = "On Deployment Roll";

  private final List<CfnRule> rules = new ArrayList<>();

  /// @param ready what must be there before an event is sent
  /// @param published where rules are published; null where they are packaged
  ChangeEvents(
      Construct scope,
      RunQueues queues,
      List<IDependable> ready,
      @Nullable PublicationPlace published) {
    add(
        scope,
        "Deployed",
        "A deployment of this stack, after which Quell's rules may be others",
        deployed(scope),
        queues);
    if (published != null) {
      add(
          scope,
          "Published",
          "A publication of Quell's rules that is complete, or was taken back",
          published(published),
          queues);
    }
    ready.forEach(before -> rules.forEach(rule -> rule.getNode().addDependency(before)));
  }

  /// The stack's last event of a creation or an update, also of one that was taken back
  /// (CloudFormation, event detail of a stack status change).
  private static Map<String, Object> deployed(Construct scope) {
    return OrderedJson.object(
        List.of(
            Map.entry("source", List.of("aws.cloudformation")),
            Map.entry("detail-type", List.of("CloudFormation Stack Status Change")),
            Map.entry(
                "detail",
                OrderedJson.object(
                    List.of(
                        Map.entry("stack-id", List.of(Stack.of(scope).getStackId())),
                        Map.entry(
                            "status-details",
                            OrderedJson.object(
                                "status",
                                List.of(
                                    "CREATE_COMPLETE",
                                    "UPDATE_COMPLETE",
                                    "UPDATE_ROLLBACK_COMPLETE"))))))));
  }

  /// AppConfig's last event of a deployment. Its documents call a deployment that is taken back
  /// both *Rollback* and *Rolled Back*.
  private static Map<String, Object> published(PublicationPlace published) {
    return OrderedJson.object(
        List.of(
            Map.entry("source", List.of("aws.appconfig")),
            Map.entry(
                "detail-type",
                List.of("On Deployment Complete", OrderedJson.object("prefix", ROLLED_BACK))),
            Map.entry(
                "detail",
                OrderedJson.object(
                    List.of(
                        Map.entry("Environment", id(published.environmentId())),
                        Map.entry("ConfigurationProfile", id(published.profileId())))))));
  }

  private static Map<String, Object> id(String id) {
    return OrderedJson.object("Id", List.of(id));
  }

  private void add(
      Construct scope,
      String id,
      String description,
      Map<String, Object> pattern,
      RunQueues queues) {
    rules.add(
        CfnRule.Builder.create(scope, id)
            .description(description)
            .eventPattern(pattern)
            .targets(
                List.of(
                    EventTargets.of(queues.runs().getQueueArn(), queues.unstarted())
                        .sqsParameters(
                            CfnRule.SqsParametersProperty.builder()
                                .messageGroupId(RunQueues.GROUP)
                                .build())
                        .inputTransformer(StartingMessage.CHANGED.transformed())
                        .build()))
            .build());
  }

  /// The events that not even the dead-letter queue took, by rule.
  List<Metric> lost() {
    return rules.stream().map(EventTargets::lost).toList();
  }
}
