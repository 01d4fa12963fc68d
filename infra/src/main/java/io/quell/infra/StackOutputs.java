package io.quell.infra;

import io.quell.infra.options.OperationOptions;
import io.quell.infra.options.Options;
import io.quell.infra.publication.LeversPublication;
import io.quell.infra.publication.PublicationPlace;
import io.quell.infra.publication.RulePublication;
import io.quell.infra.reconciliation.ReconciliationConstruct;
import io.quell.infra.reconciliation.RunQueues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;

/// The outputs of a stack: what is deployed, and every id that a command or an incident needs.
final class StackOutputs {
  private final Stack stack;

  StackOutputs(Stack stack) {
    this.stack = stack;
  }

  void add(QuellConstruct quell, Options options) {
    output("Version", "The version of Quell", DeployedVersion.text());
    output("Mode", "Whether decisions are applied", lower(options.mode()));
    output("Delivery", "How events reach the function", lower(options.intake().delivery()));
    output("Rules", "Where the function reads the file of rules", lower(options.rules()));
    output("Book", "The rule book's name in marks", options.book().in(stack.getStackName()));
    output("Function", "The function's name", quell.function().getFunctionName());
    output("FunctionAlias", "What to invoke", quell.alias().getFunctionArn());
    output("Log", "The record of decisions", quell.logGroup().getLogGroupName());
    output(
        "Findings", "Events that wait for the function", quell.intake().findings().getQueueUrl());
    output(
        "Batches",
        "What hands the waiting events over: the event source mapping",
        quell.intake().batches().getEventSourceMappingId());
    output(
        "Undelivered",
        "Events that EventBridge could not hand over",
        quell.undelivered().getQueueUrl());
    output("Failed", "Events that the function gave up", quell.failed().getQueueUrl());
    add(quell.publication());
    add(quell.levers());
    quell.reconciliation().ifPresent(this::add);
    output(
        "NewRules",
        "What applies new rules to findings that exist: a deployment leaves those as they are",
        "quell apply");
    output("Alarms", "Who is told of alarms", told(options.operations()));
    output("Dashboard", "The dashboard's name in CloudWatch", quell.dashboard().getDashboardName());
  }

  private void add(RulePublication publication) {
    PublicationPlace place = publication.place();
    output(
        "RulesApplication",
        "Where rules and levers are published: the application",
        place.applicationId());
    output("RulesEnvironment", "Where rules are published: the environment", place.environmentId());
    output(
        "RulesProfile", "Where rules are published: the configuration profile", place.profileId());
    output(
        "RulesStrategy",
        "How rules are deployed: the deployment strategy",
        publication.strategyId());
  }

  private void add(LeversPublication levers) {
    output(
        "LeversEnvironment",
        "Where levers are published: the environment",
        levers.place().environmentId());
    output(
        "LeversProfile",
        "Where levers are published: the configuration profile",
        levers.place().profileId());
    output(
        "LeversStrategy", "How levers are deployed: the deployment strategy", levers.strategyId());
  }

  private void add(ReconciliationConstruct reconciliation) {
    RunQueues queues = reconciliation.queues();
    output(
        "Reconciliation",
        "Where 'quell reconcile' sends its messages",
        queues.runs().getQueueUrl());
    output(
        "ReconciliationFunction",
        "The second function's name",
        reconciliation.function().getFunctionName());
    output(
        "ReconciliationBatches",
        "What hands the messages of runs over: the event source mapping",
        reconciliation.messages().getEventSourceMappingId());
    output(
        "ReconciliationLog",
        "The record of what reconciliations change",
        reconciliation.logGroup().getLogGroupName());
    output(
        "FailedRuns", "Parts of reconciliations that were given up", queues.failed().getQueueUrl());
    output(
        "UnstartedRuns",
        "What should have started a reconciliation and did not",
        queues.unstarted().getQueueUrl());
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

  private static String lower(Enum<?> option) {
    return option.name().toLowerCase(Locale.ROOT);
  }

  private void output(String id, String description, String value) {
    CfnOutput.Builder.create(stack, id + "Output").description(description).value(value).build();
  }
}
