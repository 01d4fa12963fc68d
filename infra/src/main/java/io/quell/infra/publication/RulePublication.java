package io.quell.infra;

import io.quell.infra.function.LogAndRole;
import io.quell.infra.options.Options;
import io.quell.infra.permissions.ManagedRole;
import io.quell.infra.reconciliation.PublishedRules;
import io.quell.lambda.RuleFileValidator;
import io.quell.lambda.publication.Admission;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
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
/// of rules, which a second function validates before each deployment.
final class RulePublication extends Construct {
  /// The class that AppConfig has called.
  static final String VALIDATOR = RuleFileValidator.class.getName();

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
  private final CfnConfigurationProfile profile;
  private final CfnDeploymentStrategy strategy;
  private final String changes;

  RulePublication(Construct scope, QuellProps props) {
    super(scope, "Rules");
    changes = props.publishable().stream().map(Enum::name).collect(Collectors.joining(","));
    application =
        CfnApplication.Builder.create(this, "Application")
            .name("Quell")
            .description("The rules of Quell, published by analysts")
            .build();
    environment =
        CfnEnvironment.Builder.create(this, "Environment")
            .applicationId(application.getRef())
            .name("live")
            .description("Quell's function")
            .build();
    profile =
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
                        .content(validator(props).getFunctionArn())
                        .build()))
            .build();
    strategy =
        CfnDeploymentStrategy.Builder.create(this, "Strategy")
            .name("Quell: half, then all")
            .description("Half of the environments, then all, then a watch for alarms")
            .deploymentDurationInMinutes(DURATION_MINUTES)
            .growthFactor(GROWTH_PERCENT)
            .growthType("LINEAR")
            .finalBakeTimeInMinutes(BAKE_MINUTES)
            .replicateTo("NONE")
            .build();
  }

  private Function validator(QuellProps props) {
    Options options = props.options();
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
            .runtime(props.jar().runtime())
            .handler(VALIDATOR)
            .code(Code.fromAsset(props.jar().path().toString()))
            .architecture(options.function().processor().architecture())
            .memorySize(options.function().memoryMb())
            .timeout(Duration.seconds(VALIDATOR_TIMEOUT_SECONDS))
            .role(own.role())
            .logGroup(own.log())
            .environment(Map.of(Admission.VARIABLE, changes))
            .build();
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
  void readBy(Function function, Role role) {
    function.addEnvironment(
        "QUELL_RULES",
        "appconfig:%s/%s/%s".formatted(applicationId(), environmentId(), profileId()));
    function.addEnvironment(Admission.VARIABLE, changes);
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid("ReadRules")
            .effect(Effect.ALLOW)
            .actions(
                List.of("appconfig:StartConfigurationSession", "appconfig:GetLatestConfiguration"))
            .resources(
                List.of(
                    arn(
                        "%s/environment/%s/configuration/%s"
                            .formatted(applicationId(), environmentId(), profileId()))))
            .build());
  }

  /// Makes AppConfig take a deployment back where one of the alarms goes off while it is under way.
  void rollBackOn(List<Alarm> alarms) {
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
  PublishedRules announced() {
    CfnExtensionAssociation.Builder.create(this, "Announcement")
        .extensionIdentifier("AWS.AppConfig.DeploymentNotificationsToEventBridge")
        .resourceIdentifier(arn("%s/environment/%s".formatted(applicationId(), environmentId())))
        .build();
    return new PublishedRules(environmentId(), profileId());
  }

  private String arn(String name) {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder()
                .service("appconfig")
                .resource("application")
                .resourceName(name)
                .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                .build());
  }

  String applicationId() {
    return application.getRef();
  }

  String environmentId() {
    return environment.getAttrEnvironmentId();
  }

  String profileId() {
    return profile.getAttrConfigurationProfileId();
  }

  String strategyId() {
    return strategy.getRef();
  }
}
