package io.quell.infra.reconciliation;

import io.quell.compile.permission.PermittedChanges;
import io.quell.infra.function.FindingFunctions;
import io.quell.infra.function.FunctionJar;
import io.quell.infra.function.LogAndRole;
import io.quell.infra.function.SamName;
import io.quell.infra.options.Options;
import io.quell.infra.options.ReconciliationOptions;
import io.quell.infra.publication.PublicationPlace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;
import software.constructs.IDependable;

/// Reconciliation: a second function with a role, a log and queues of its own, so that events of
/// imported findings never wait behind a run, and what starts its runs.
public final class ReconciliationConstruct extends Construct {
  private final LogAndRole own;
  private final RunQueues queues;
  private final Function function;
  private final EventSourceMapping messages;
  private final List<Metric> lost = new ArrayList<>();

  /// @param options how to deploy
  /// @param jar the package that it shares with the first function
  /// @param changes what it may set on findings, the same as the first function
  /// @param published where rules are published; null where they are packaged
  public ReconciliationConstruct(
      Construct scope,
      Options options,
      FunctionJar jar,
      PermittedChanges changes,
      @Nullable PublicationPlace published) {
    super(scope, "Reconciliation");
    queues = RunQueues.create(this);
    own =
        LogAndRole.create(
            this,
            "",
            "What Quell's reconciliation may do",
            options.operations().logRetentionDays(),
            RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    FindingFunctions.permit(own.role(), changes, options, true);
    own.role()
        .addToPolicy(
            PolicyStatement.Builder.create()
                .sid("TakeAndSendMessages")
                .effect(Effect.ALLOW)
                .actions(RunQueues.actions())
                .resources(List.of(queues.runs().getQueueArn()))
                .build());
    function = function(options, jar);
    messages = takeMessages();
    List<IDependable> ready = List.of(queues.runs(), queues.unstarted(), messages);
    ChangeEvents events = new ChangeEvents(this, queues, ready, published);
    RunSchedules schedules = new RunSchedules(this, queues, ready);
    lost.addAll(events.lost());
    lost.add(schedules.lost());
    FindingFunctions.acceptWildcards(own.role(), options);
  }

  private Function function(Options options, FunctionJar jar) {
    ReconciliationOptions reconciliation = options.reconciliation();
    Function created =
        FindingFunctions.builder(this, "Reconciler", jar, options, own)
            .description("Looks for findings that are not as Quell's rules want them")
            .handler(FunctionJar.RECONCILIATION_HANDLER)
            .timeout(Duration.minutes(RunQueues.FUNCTION_TIMEOUT_MINUTES))
            .build();
    SamName.give(created, "Reconciler");
    created.addEnvironment("QUELL_FORMATS", options.intake().formatsText());
    created.addEnvironment("QUELL_RECONCILE_QUEUE_URL", queues.runs().getQueueUrl());
    created.addEnvironment("QUELL_RECONCILE_AT_MOST", Integer.toString(reconciliation.atMost()));
    created.addEnvironment("QUELL_RECONCILE_READS", Integer.toString(reconciliation.reads()));
    created.addEnvironment("QUELL_RECONCILE_UPDATES", Integer.toString(reconciliation.updates()));
    created.addEnvironment("QUELL_RECONCILE_FINDINGS", Integer.toString(reconciliation.findings()));
    return created;
  }

  /// One message at a time, because each takes as long as the function may run. The stack is
  /// not complete before the mapping is, and the mapping comes after the queue's policy, which
  /// takes up to a minute to hold: it must admit the event of the stack's completion.
  private EventSourceMapping takeMessages() {
    EventSourceMapping mapping =
        EventSourceMapping.Builder.create(this, "Messages")
            .target(function)
            .eventSourceArn(queues.runs().getQueueArn())
            .batchSize(1)
            .reportBatchItemFailures(true)
            .build();
    mapping.getNode().addDependency(queues.runs(), queues.unstarted());
    return mapping;
  }

  /// The function.
  public Function function() {
    return function;
  }

  /// Its role, to let it do more.
  public Role role() {
    return own.role();
  }

  /// What its runs have changed, and why.
  public LogGroup logGroup() {
    return own.log();
  }

  /// What hands its messages over: disabled, it stops the runs, and the messages wait.
  public EventSourceMapping messages() {
    return messages;
  }

  /// Its queues.
  public RunQueues queues() {
    return queues;
  }

  /// What should have started a run and is lost, by who should have.
  public List<Metric> lost() {
    return List.copyOf(lost);
  }
}
