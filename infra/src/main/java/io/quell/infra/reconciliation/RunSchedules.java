package io.quell.infra.reconciliation;

import io.quell.infra.permissions.ManagedRole;
import io.quell.infra.synthesis.OrderedJson;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.constructs.Construct;
import software.constructs.IDependable;

/// What starts a run every day, and another one every week.
final class RunSchedules {
  /// An hour after the end of the day, in UTC, on which rules begin and end.
  private static final String DAILY = "cron(0 1 * * ? *)";

  /// Behind that day's daily run, which it does not overtake.
  private static final String WEEKLY = "cron(0 2 ? * SUN *)";

  /// Until the next daily run.
  private static final int LONGEST_AGE_SECONDS = 24 * 60 * 60;

  /// The most that EventBridge Scheduler does (RetryPolicy).
  private static final int ATTEMPTS = 185;

  private final List<IDependable> ready;
  private final CfnScheduleGroup group;

  /// @param ready what must be there before a message is sent
  RunSchedules(Construct scope, RunQueues queues, List<IDependable> ready) {
    this.ready = List.copyOf(ready);
    // Of its own, for its metrics. It has no name, and is deleted with the stack, so that it can
    // come again after it was switched off.
    group = CfnScheduleGroup.Builder.create(scope, "Schedules").build();
    Role role = role(scope, queues);
    add(scope, "Daily", DAILY, StartingMessage.DAILY, role, queues);
    add(scope, "Weekly", WEEKLY, StartingMessage.WEEKLY, role, queues);
  }

  /// What the schedules run as: it sends to the two queues and does nothing else. Only schedules of
  /// this group can be it, so that nobody else's can be made to send here.
  private Role role(Construct scope, RunQueues queues) {
    Role role =
        ManagedRole.create(
            scope,
            "ScheduleRole",
            "What the schedules of Quell's reconciliation may do",
            ServicePrincipal.Builder.create("scheduler.amazonaws.com")
                .conditions(
                    OrderedJson.object(
                        "StringEquals",
                        OrderedJson.object(
                            List.of(
                                Map.entry("aws:SourceAccount", Stack.of(scope).getAccount()),
                                Map.entry("aws:SourceArn", group.getAttrArn())))))
                .build());
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid("StartRuns")
            .effect(Effect.ALLOW)
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(queues.runs().getQueueArn(), queues.unstarted().getQueueArn()))
            .build());
    return role;
  }

  private void add(
      Construct scope,
      String id,
      String when,
      StartingMessage message,
      Role role,
      RunQueues queues) {
    CfnSchedule schedule =
        CfnSchedule.Builder.create(scope, id)
            .description("Starts Quell's %s reconciliation".formatted(message.kind()))
            .groupName(group.getRef())
            .scheduleExpression(when)
            .scheduleExpressionTimezone("UTC")
            .flexibleTimeWindow(
                CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
            .target(
                CfnSchedule.TargetProperty.builder()
                    .arn(queues.runs().getQueueArn())
                    .roleArn(role.getRoleArn())
                    .input(message.scheduled())
                    .sqsParameters(
                        CfnSchedule.SqsParametersProperty.builder()
                            .messageGroupId(RunQueues.GROUP)
                            .build())
                    .retryPolicy(
                        CfnSchedule.RetryPolicyProperty.builder()
                            .maximumEventAgeInSeconds(LONGEST_AGE_SECONDS)
                            .maximumRetryAttempts(ATTEMPTS)
                            .build())
                    .deadLetterConfig(
                        CfnSchedule.DeadLetterConfigProperty.builder()
                            .arn(queues.unstarted().getQueueArn())
                            .build())
                    .build())
            .build();
    // With their policies: what fires before those is refused, and not tried again.
    schedule.getNode().addDependency(role);
    ready.forEach(schedule.getNode()::addDependency);
  }

  /// The messages that not even the dead-letter queue took.
  Metric lost() {
    return Metric.Builder.create()
        .namespace("AWS/Scheduler")
        .metricName("InvocationsFailedToBeSentToDeadLetterCount")
        .dimensionsMap(Map.of("ScheduleGroup", group.getRef()))
        .statistic(Stats.SUM)
        .build();
  }
}
