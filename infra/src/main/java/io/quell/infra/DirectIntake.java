package io.quell.infra;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// Each event is an asynchronous invocation of its own.
final class DirectIntake implements Intake {
  private static final int LONGEST_AGE_MILLISECONDS = 15 * 60 * 1000;
  // The most Lambda does (FunctionEventInvokeConfig): a throttled event waits for hours, a failing
  // one is tried thrice.
  private static final int LONGEST_WAIT_SECONDS = 6 * 60 * 60;
  private static final int RETRIES = 2;

  private final EventRules rules;
  private final Queue failed;
  private final Function function;

  DirectIntake(
      Construct scope,
      QuellProps props,
      Function function,
      Alias alias,
      Role role,
      Queue undelivered) {
    this.function = function;
    failed = Queues.outsideSqs(scope, "Failed");
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid("HandOverFailedEvents")
            .effect(Effect.ALLOW)
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(failed.getQueueArn()))
            .build());
    // On the alias: settings of the function itself would cover its unpublished version alone.
    CfnEventInvokeConfig.Builder.create(scope, "Retries")
        .functionName(function.getFunctionName())
        .qualifier(alias.getAliasName())
        .maximumRetryAttempts(RETRIES)
        .maximumEventAgeInSeconds(LONGEST_WAIT_SECONDS)
        .destinationConfig(
            CfnEventInvokeConfig.DestinationConfigProperty.builder()
                .onFailure(
                    CfnEventInvokeConfig.OnFailureProperty.builder()
                        .destination(failed.getQueueArn())
                        .build())
                .build())
        .build()
        .getNode()
        .addDependency(alias, role);
    rules = new EventRules(scope, props, alias.getFunctionArn(), undelivered);
    rules
        .arns()
        .forEach(
            (id, arn) ->
                alias.addPermission(
                    id,
                    Permission.builder()
                        .principal(new ServicePrincipal("events.amazonaws.com"))
                        .action("lambda:InvokeFunction")
                        .sourceArn(arn)
                        .build()));
  }

  @Override
  public List<String> eventRules() {
    return rules.names();
  }

  @Override
  public Queue failed() {
    return failed;
  }

  @Override
  public Metric age() {
    return function.metric(
        "AsyncEventAge",
        MetricOptions.builder().statistic(Stats.MAXIMUM).label("Oldest event (ms)").build());
  }

  @Override
  public int longestAge() {
    return LONGEST_AGE_MILLISECONDS;
  }

  @Override
  public List<Metric> lost() {
    return Stream.concat(
            rules.lost().stream(),
            Stream.of(
                function.metric(
                    "DestinationDeliveryFailures",
                    MetricOptions.builder().statistic(Stats.SUM).build())))
        .toList();
  }
}
