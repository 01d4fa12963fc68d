package io.quell.infra;

import io.quell.infra.options.OperationOptions;
import io.quell.infra.reconciliation.RunQueues;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// A stack with Quell in it and nothing else.
public final class QuellStack extends Stack {

  /// @param scope the app
  /// @param id the stack's name in the app, and of its template
  /// @param stackProps where to deploy it
  /// @param props what to create
  public QuellStack(Construct scope, String id, StackProps stackProps, QuellProps props) {
    super(scope, id, stackProps);
    QuellConstruct quell = new QuellConstruct(this, "Quell", props);
    output("FunctionAlias", "What to invoke", quell.alias().getFunctionArn());
    output("Log", "The record of decisions", quell.logGroup().getLogGroupName());
    output(
        "Undelivered",
        "Events that EventBridge could not hand over",
        quell.undelivered().getQueueUrl());
    output("Failed", "Events that the function gave up", quell.failed().getQueueUrl());
    quell
        .publication()
        .ifPresent(
            publication -> {
              output(
                  "RulesApplication",
                  "Where rules are published: the application",
                  publication.applicationId());
              output(
                  "RulesEnvironment",
                  "Where rules are published: the environment",
                  publication.environmentId());
              output(
                  "RulesProfile",
                  "Where rules are published: the configuration profile",
                  publication.profileId());
              output(
                  "RulesStrategy",
                  "How rules are deployed: the deployment strategy",
                  publication.strategyId());
            });
    quell
        .reconciliation()
        .ifPresent(
            reconciliation -> {
              RunQueues queues = reconciliation.queues();
              output(
                  "Reconciliation",
                  "Where 'quell reconcile' sends its messages",
                  queues.runs().getQueueUrl());
              output(
                  "ReconciliationLog",
                  "The record of what reconciliations change",
                  reconciliation.logGroup().getLogGroupName());
              output(
                  "FailedRuns",
                  "Parts of reconciliations that were given up",
                  queues.failed().getQueueUrl());
              output(
                  "UnstartedRuns",
                  "What should have started a reconciliation and did not",
                  queues.unstarted().getQueueUrl());
            });
    output(
        "NewRules",
        "What applies new rules to findings that exist: a deployment leaves those as they are",
        "quell apply");
    output("Alarms", "Who is told of alarms", told(props.options().operations()));
    output("Dashboard", "The dashboard's name in CloudWatch", quell.dashboard().getDashboardName());
  }

  private static String told(OperationOptions options) {
    List<String> told = new ArrayList<>(options.alarmEmails());
    String topic = options.alarmTopic();
    if (topic != null) {
      told.add(topic);
    }
    return told.isEmpty()
        ? "Nobody is told: set alarmEmails or alarmTopic"
        : String.join(", ", told);
  }

  private void output(String id, String description, String value) {
    CfnOutput.Builder.create(this, id + "Output").description(description).value(value).build();
  }
}
