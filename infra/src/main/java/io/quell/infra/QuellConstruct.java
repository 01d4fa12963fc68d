package io.quell.infra;

import io.quell.compile.BookHash;
import io.quell.infra.function.FindingFunctions;
import io.quell.infra.function.FunctionJar;
import io.quell.infra.function.LogAndRole;
import io.quell.infra.function.OptionsHash;
import io.quell.infra.function.SamName;
import io.quell.infra.intake.Intake;
import io.quell.infra.intake.Queues;
import io.quell.infra.operations.Alarms;
import io.quell.infra.operations.Overview;
import io.quell.infra.operations.Questions;
import io.quell.infra.options.Options;
import io.quell.infra.options.choice.DeliveryMode;
import io.quell.infra.options.choice.RuleFileSource;
import io.quell.infra.organization.Encryption;
import io.quell.infra.organization.Organization;
import io.quell.infra.publication.LeversPublication;
import io.quell.infra.publication.RulePublication;
import io.quell.infra.reconciliation.ReconciliationConstruct;
import io.quell.infra.region.RegionFacts;
import io.quell.lambda.CallBudget;
import io.quell.lambda.Mode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// Quell in a stack: the event rules, the queue or none, the function, its role, the dead-letter
/// queues, the reconciliation, the alarms and the dashboard.
public final class QuellConstruct extends Construct {
  private static final String JAVA_OPTIONS = "JAVA_TOOL_OPTIONS";
  private static final String FIRST_COMPILER_ALONE = "-XX:TieredStopAtLevel=1";

  /// Versions outlive the deployment that made them, so that the alias can be turned back to one.
  /// One that a failed deployment has made goes with it: Lambda publishes no version of what has
  /// not changed since the last one, so that the next try would fail.
  private static final VersionOptions KEPT_VERSION =
      VersionOptions.builder().removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE).build();

  private final LogGroup logGroup;
  private final Role role;
  private final Function function;
  private final RulePublication publication;
  private final LeversPublication levers;
  private final Alias alias;
  private final Queue undelivered;
  private final Intake intake;
  private final @Nullable ReconciliationConstruct reconciliation;
  private final List<Alarm> alarms;
  private final Dashboard dashboard;

  /// @param scope where it goes
  /// @param id its name there
  /// @param props what to create
  public QuellConstruct(Construct scope, String id, QuellProps props) {
    super(scope, id);
    Options options = props.options();
    options.requireOffered(RegionFacts.of(this));
    // The log is kept when the stack is deleted: it is the record of what was changed, and why.
    LogAndRole own =
        LogAndRole.create(
            this,
            "",
            "What Quell's function may do",
            options.operations().logRetentionDays(),
            RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    logGroup = own.log();
    role = own.role();
    FindingFunctions.permit(
        role,
        props.changes(),
        options,
        options.mode() == Mode.ENFORCE && options.updates().lateMinutes() > 0);
    function = function(props, own);
    publication = new RulePublication(this, options, props.jar(), props.publishable());
    levers = new LeversPublication(this, publication.place().applicationId());
    letRead(options, function, role);
    // An alias, because SnapStart works on published versions alone.
    alias =
        Alias.Builder.create(this, "Live")
            .aliasName("live")
            .version(function.getCurrentVersion())
            .build();
    undelivered = Queues.outsideSqs(this, "Undelivered", RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    intake = Intake.create(this, props.patterns(), options, alias, role, undelivered);
    reconciliation = options.reconciliation().isOn() ? reconciliation(props) : null;
    Optional<IKey> key = Encryption.key(this, options.organization());
    Alarms watch =
        new Alarms(this, alias, logGroup, intake, undelivered, reconciliation, options, key);
    alarms = watch.list();
    if (!watch.rollback().isEmpty()) {
      publication.rollBackOn(watch.rollback());
    }
    dashboard =
        Overview.create(
            this, alias, intake, reconciliation, alarms, options.operations().ruleMetrics());
    Questions.save(this, logGroup, reconciliation);
    FindingFunctions.acceptWildcards(role, options);
    Organization.cover(this, options.organization(), key);
  }

  /// What both functions are told from outside: always the levers, and rules where the options have
  /// them published.
  private void letRead(Options options, Function reader, Role readersRole) {
    levers.readBy(reader, readersRole);
    if (options.rules() == RuleFileSource.APPCONFIG) {
      publication.readBy(reader, readersRole);
    }
  }

  private Function function(QuellProps props, LogAndRole own) {
    Options options = props.options();
    Function.Builder builder =
        FindingFunctions.builder(this, "Function", props.jar(), options, own)
            .description(
                "Suppresses Security Hub findings and sets their severity, as Quell's rules say")
            .handler(FunctionJar.HANDLER)
            .timeout(Duration.seconds(CallBudget.FUNCTION_TIMEOUT_SECONDS))
            .currentVersionOptions(KEPT_VERSION);
    boolean hasSnapStart = options.function().snapStart().in(RegionFacts.of(this));
    if (hasSnapStart) {
      builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
    }
    Function created = builder.build();
    SamName.give(created, "Function");
    created.addEnvironment(
        BookHash.VARIABLE, OptionsHash.of(props.patterns(), props.changes(), options));
    if (options.intake().delivery() == DeliveryMode.QUEUE) {
      created.addEnvironment("QUELL_CONCURRENCY", Integer.toString(CallBudget.CONCURRENCY));
    }
    if (hasSnapStart) {
      // With a snapshot Java compiles at all levels by default. The lowest alone answers first
      // after a restore (docs/performance.md); without a snapshot it is Lambda's default on java25.
      created.addEnvironment(JAVA_OPTIONS, FIRST_COMPILER_ALONE);
      // The warning says to invoke a version or an alias, which is what happens.
      Annotations.of(created)
          .acknowledgeWarning(
              "@aws-cdk/aws-lambda:snapStartRequirePublish",
              "Events reach the function through its alias.");
    }
    return created;
  }

  private ReconciliationConstruct reconciliation(QuellProps props) {
    boolean isPublished = props.options().rules() == RuleFileSource.APPCONFIG;
    if (isPublished) {
      publication.announce();
    }
    ReconciliationConstruct created =
        new ReconciliationConstruct(
            this,
            props.options(),
            props.jar(),
            props.changes(),
            isPublished ? publication.place() : null);
    letRead(props.options(), created.function(), created.role());
    return created;
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

  /// The second function, which looks for findings that are not as the rules want them; none where
  /// the options leave it out.
  public Optional<ReconciliationConstruct> reconciliation() {
    return Optional.ofNullable(reconciliation);
  }

  /// The way of the events to the function: its queues, and what stops it.
  public Intake intake() {
    return intake;
  }

  /// Where rules are published. The function reads them where the options say so.
  public RulePublication publication() {
    return publication;
  }

  /// Where the levers of an incident are published.
  public LeversPublication levers() {
    return levers;
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
