package io.quell.infra.publication;

import io.quell.infra.function.FunctionJar;
import io.quell.infra.function.LogAndRole;
import io.quell.infra.function.SamName;
import io.quell.infra.options.Options;
import io.quell.infra.permissions.ManagedRole;
import io.quell.lambda.RuleFileValidator;
import io.quell.lambda.publication.Admission;
import io.quell.update.Change;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.appconfig.CfnApplication;
import software.amazon.awscdk.services.appconfig.CfnConfigurationProfile;
import software.amazon.awscdk.services.appconfig.CfnDeploymentStrategy;
import software.amazon.awscdk.services.appconfig.CfnEnvironment;
import software.amazon.awscdk.services.appconfig.CfnExtensionAssociation;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/// Where analysts publish rules: an application in AWS AppConfig with one configuration, the file
/// of rules, which a function validates before each deployment.
///
/// Every stack has it, also where the function reads packaged rules: what was published once would
/// else be lost with an option, and could not be deleted either (AppConfig deletes no profile that
/// has versions).
public final class RulePublication extends Construct {
  /// The class that AppConfig has called.
  public static final String VALIDATOR = RuleFileValidator.class.getName();

  private static final String APPCONFIG = "appconfig.amazonaws.com";
  /// For a cold start and the largest file; somebody waits for the answer.
  private static final int VALIDATOR_TIMEOUT_SECONDS = 15;
  /// Half of the function's environments first, all of them ten minutes later.
  private static final int DURATION_MINUTES = 10;
  private static final int GROWTH_PERCENT = 50;
  /// Two periods of the alarms that roll back.
  private static final int BAKE_MINUTES = 10;

  private final CfnApplication application;
  private final CfnEnvironment environment;
  private final PublicationPlace place;
  private final CfnDeploymentStrategy strategy;
  private final String changes;

  /// @param options how to deploy
  /// @param jar the package that the validator shares with the functions
  /// @param publishable what a published rule may change
  public RulePublication(
      Construct scope, Options options, FunctionJar jar, Collection<Change> publishable) {
    super(scope, "Rules");
    changes = publishable.stream().map(Enum::name).collect(Collectors.joining(","));
    application =
        CfnApplication.Builder.create(this, "Application")
            .name(GeneratedName.of(this))
            .description(
                Fn.join(
                    " ",
                    List.of(
                        "What is published to Quell's functions of the stack",
                        Stack.of(this).getStackName())))
            .build();
    environment =
        CfnEnvironment.Builder.create(this, "Environment")
            .applicationId(application.getRef())
            .name("live")
            .description("Quell's function")
            .build();
    CfnConfigurationProfile profile =
        CfnConfigurationProfile.Builder.create(this, "Profile")
            .applicationId(application.getRef())
            .name("rules")
            .description("The file of rules, in YAML or JSON")
            .locationUri("hosted")
            .type("AWS.Freeform")
            .validators(
                List.of(
                    CfnConfigurationProfile.ValidatorsProperty.builder()
                        .type("LAMBDA")
                        .content(validator(options, jar).getFunctionArn())
                        .build()))
            .build();
    for (var kept : List.of(application, environment, profile)) {
      kept.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    }
    strategy =
        CfnDeploymentStrategy.Builder.create(this, "Strategy")
            .name(GeneratedName.of(this, "half-then-all"))
            .description("Half of the environments, then all, then a watch for alarms")
            .deploymentDurationInMinutes(DURATION_MINUTES)
            .growthFactor(GROWTH_PERCENT)
            .growthType("LINEAR")
            .finalBakeTimeInMinutes(BAKE_MINUTES)
            .replicateTo("NONE")
            .build();
    place =
        new PublicationPlace(
            application.getRef(),
            environment.getAttrEnvironmentId(),
            profile.getAttrConfigurationProfileId());
  }

  private Function validator(Options options, FunctionJar jar) {
    LogAndRole own =
        LogAndRole.create(
            this,
            "Validator",
            "What the validator of Quell's rules may do",
            options.operations().logRetentionDays(),
            RemovalPolicy.DESTROY);
    Function validator =
        Function.Builder.create(this, "Validator")
            .description("Validates a file of Quell's rules before it is deployed")
            .runtime(jar.runtime())
            .handler(VALIDATOR)
            .code(Code.fromAsset(jar.path().toString()))
            .architecture(options.function().processor().architecture())
            .memorySize(options.function().memoryMb())
            .timeout(Duration.seconds(VALIDATOR_TIMEOUT_SECONDS))
            .role(own.role())
            .logGroup(own.log())
            .environment(Map.of(Admission.VARIABLE, changes))
            .build();
    SamName.give(validator, "Validator");
    // AppConfig is not known to name the profile, or the account, that it calls for. The validator
    // reads and changes nothing, so that a stranger's question would only be answered.
    CfnPermission.Builder.create(this, "Validate")
        .action("lambda:InvokeFunction")
        .principal(APPCONFIG)
        .functionName(validator.getFunctionArn())
        .build();
    return validator;
  }

  /// Lets a function take the rules that are published here.
  public void readBy(Function function, Role role) {
    function.addEnvironment("QUELL_RULES", place.variable());
    function.addEnvironment(Admission.VARIABLE, changes);
    role.addToPolicy(place.reading(this, "ReadRules"));
  }

  /// Makes AppConfig take a deployment back where one of the alarms goes off while it is under way.
  public void rollBackOn(List<Alarm> alarms) {
    Role role =
        ManagedRole.create(
            this,
            "RollbackRole",
            "What AppConfig may look at before it rolls back",
            new ServicePrincipal(APPCONFIG));
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid("LookAtTheAlarms")
            .effect(Effect.ALLOW)
            .actions(List.of("cloudwatch:DescribeAlarms"))
            .resources(alarms.stream().map(Alarm::getAlarmArn).toList())
            .build());
    environment.setMonitors(
        alarms.stream()
            .<Object>map(
                alarm ->
                    CfnEnvironment.MonitorsProperty.builder()
                        .alarmArn(alarm.getAlarmArn())
                        .alarmRoleArn(role.getRoleArn())
                        .build())
            .toList());
    environment.getNode().addDependency(role);
  }

  /// Makes AppConfig raise an event at the end of each deployment of the rules, by its own
  /// extension.
  public void announce() {
    CfnExtensionAssociation.Builder.create(this, "Announcement")
        .extensionIdentifier("AWS.AppConfig.DeploymentNotificationsToEventBridge")
        .resourceIdentifier(place.environmentArn(this))
        .build();
  }

  /// Where rules are published.
  public PublicationPlace place() {
    return place;
  }

  /// How they are deployed: the id of the deployment strategy.
  public String strategyId() {
    return strategy.getRef();
  }
}
