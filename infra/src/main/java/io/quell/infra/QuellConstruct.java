package io.quell.infra;

import io.quell.infra.intake.CallBudget;
import io.quell.infra.intake.Intake;
import io.quell.infra.intake.Queues;
import io.quell.infra.operations.Alarms;
import io.quell.infra.operations.Overview;
import io.quell.infra.options.DeliveryMode;
import io.quell.infra.options.Options;
import io.quell.infra.options.RuleFileSource;
import io.quell.infra.permissions.UpdatePermissions;
import io.quell.infra.synthesis.NagSuppressions;
import io.quell.lambda.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// Quell in a stack: the event rules, the queue or none, the function, its role, the dead-letter
/// queues, the alarms and the dashboard.
public final class QuellConstruct extends Construct {
  private final LogGroup logGroup;
  private final Role role;
  private final Function function;
  private final @Nullable RulePublication publication;
  private final Alias alias;
  private final Queue undelivered;
  private final Intake intake;
  private final List<Alarm> alarms;
  private final Dashboard dashboard;

  /// @param scope where it goes
  /// @param id its name there
  /// @param props what to create
  public QuellConstruct(Construct scope, String id, QuellProps props) {
    super(scope, id);
    Options options = props.options();
    // The log is kept when the stack is deleted: it is the record of what was changed, and why.
    LogAndRole own =
        LogAndRole.create(
            this,
            "",
            "What Quell's function may do",
            options.logRetentionDays(),
            RemovalPolicy.RETAIN);
    logGroup = own.log();
    role = own.role();
    permitUpdates(props);
    function = function(props);
    publication =
        options.rules() == RuleFileSource.APPCONFIG ? new RulePublication(this, props) : null;
    if (publication != null) {
      publication.readBy(function, role);
    }
    // An alias, because SnapStart works on published versions alone.
    alias =
        Alias.Builder.create(this, "Live")
            .aliasName("live")
            .version(function.getCurrentVersion())
            .build();
    undelivered = Queues.outsideSqs(this, "Undelivered");
    intake =
        switch (options.delivery()) {
          case QUEUE -> Intake.batched(this, props.patterns(), options, alias, role, undelivered);
          case DIRECT -> Intake.direct(this, props.patterns(), options, alias, role, undelivered);
        };
    Alarms watch = new Alarms(this, alias, intake, undelivered, options);
    alarms = watch.list();
    if (publication != null) {
      publication.rollBackOn(watch.rollback());
    }
    dashboard = Overview.create(this, alias, intake, alarms);
    acceptWildcards(options);
  }

  private void acceptWildcards(Options options) {
    List<Map<String, Object>> entries = new ArrayList<>();
    entries.add(
        NagSuppressions.entry(
            "AwsSolutions-IAM5",
            "The id of the OCSF hub is given by AWS when Security Hub is enabled; an account has"
                + " one in a Region.",
            List.of("/^Resource::arn:.+:securityhub:.+:hubv2\\/\\*$/")));
    if (options.tracing()) {
      entries.add(
          NagSuppressions.entry(
              "AwsSolutions-IAM5",
              "X-Ray's actions for writing traces know no resource but '*'.",
              List.of("/^Resource::\\*$/")));
    }
    NagSuppressions.accept(role.getNode().findChild("DefaultPolicy"), entries);
  }

  private void permitUpdates(QuellProps props) {
    Options options = props.options();
    UpdatePermissions.of(props.changes(), options.formats(), options.mode(), hubs())
        .forEach(role::addToPolicy);
    if (options.mode() == Mode.ENFORCE && options.lateMinutes() > 0) {
      role.addToPolicy(UpdatePermissions.readingOf(hubs()));
    }
  }

  private List<String> hubs() {
    return List.of(hub("hub", "default"), hub("hubv2", "*"));
  }

  private String hub(String kind, String name) {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder()
                .service("securityhub")
                .resource(kind)
                .resourceName(name)
                .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                .build());
  }

  private Function function(QuellProps props) {
    Options options = props.options();
    Function.Builder builder =
        Function.Builder.create(this, "Function")
            .description(
                "Suppresses Security Hub findings and sets their severity, as Quell's rules say")
            .runtime(props.jar().runtime())
            .handler(FunctionJar.HANDLER)
            .code(Code.fromAsset(props.jar().path().toString()))
            .architecture(options.processor().architecture())
            .memorySize(options.memoryMb())
            .timeout(Duration.seconds(CallBudget.FUNCTION_TIMEOUT_SECONDS))
            .role(role)
            .logGroup(logGroup)
            .environment(variables(options))
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .tracing(options.tracing() ? Tracing.ACTIVE : Tracing.DISABLED);
    if (options.delivery() == DeliveryMode.DIRECT) {
      builder.reservedConcurrentExecutions(CallBudget.CONCURRENCY);
    }
    Function created = builder.build();
    String endpointUrl = options.endpointUrl();
    if (endpointUrl != null) {
      created.addEnvironment("AWS_ENDPOINT_URL_SECURITYHUB", endpointUrl);
    }
    // The warning says to invoke a version or an alias, which is what happens.
    Annotations.of(created)
        .acknowledgeWarning(
            "@aws-cdk/aws-lambda:snapStartRequirePublish",
            "Events reach the function through its alias.");
    return created;
  }

  /// How the function runs the rules; a variable without a value is left out.
  private Map<String, String> variables(Options options) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("QUELL_MODE", options.mode().name().toLowerCase(Locale.ROOT));
    variables.put("QUELL_BOOK", options.bookIn(Stack.of(this).getStackName()));
    if (!options.formerBooks().isEmpty()) {
      variables.put("QUELL_FORMER_BOOKS", String.join(",", options.formerBooks()));
    }
    variables.put(
        "QUELL_USER_DEFINED_FIELDS", options.userDefinedFields().name().toLowerCase(Locale.ROOT));
    variables.put("QUELL_MOST_GIVEN_BACK", Integer.toString(options.mostGivenBack()));
    variables.put("QUELL_LATE_MINUTES", Integer.toString(options.lateMinutes()));
    return variables;
  }

  /// The function. Invoke [#alias()] instead: the function itself has no SnapStart.
  public Function function() {
    return function;
  }

  /// What events are sent to: the published version that is in use.
  public Alias alias() {
    return alias;
  }

  /// The function's role, to let it do more.
  public Role role() {
    return role;
  }

  /// The log of decisions.
  public LogGroup logGroup() {
    return logGroup;
  }

  /// Events that reached neither the queue nor the function.
  public Queue undelivered() {
    return undelivered;
  }

  /// Messages, or events, that the function could not deal with.
  public Queue failed() {
    return intake.failed();
  }

  /// Where rules are published; none where they are packaged.
  Optional<RulePublication> publication() {
    return Optional.ofNullable(publication);
  }

  /// All alarms, to give them actions of your own.
  public List<Alarm> alarms() {
    return alarms;
  }

  /// The dashboard.
  public Dashboard dashboard() {
    return dashboard;
  }
}
