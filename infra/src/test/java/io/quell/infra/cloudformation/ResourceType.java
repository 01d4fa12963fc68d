package io.quell.infra.cloudformation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The types of resources that Quell's templates have, with what the CloudFormation template
/// reference says of each: the properties of which it says *Update requires: Replacement*, and
/// those that together must be unique in an account and Region.
///
/// The table was compared with the resource database that the CDK's command line 2.1148.1 brings
/// along for `cdk diff`.
enum ResourceType {
  APPLICATION("AWS::AppConfig::Application", Set.of(), List.of("Name")),
  CONFIGURATION_PROFILE(
      "AWS::AppConfig::ConfigurationProfile",
      Set.of("ApplicationId", "LocationUri", "Type"),
      List.of("ApplicationId", "Name")),
  DEPLOYMENT_STRATEGY(
      "AWS::AppConfig::DeploymentStrategy", Set.of("Name", "ReplicateTo"), List.of("Name")),
  ENVIRONMENT(
      "AWS::AppConfig::Environment", Set.of("ApplicationId"), List.of("ApplicationId", "Name")),
  EXTENSION_ASSOCIATION(
      "AWS::AppConfig::ExtensionAssociation",
      Set.of("ExtensionIdentifier", "ExtensionVersionNumber", "ResourceIdentifier", "Tags"),
      List.of("ExtensionIdentifier", "ResourceIdentifier")),
  ALARM("AWS::CloudWatch::Alarm", Set.of("AlarmName"), List.of("AlarmName")),
  COMPOSITE_ALARM("AWS::CloudWatch::CompositeAlarm", Set.of("AlarmName"), List.of("AlarmName")),
  DASHBOARD("AWS::CloudWatch::Dashboard", Set.of("DashboardName"), List.of("DashboardName")),
  INSIGHT_RULE("AWS::CloudWatch::InsightRule", Set.of("RuleName"), List.of("RuleName")),
  SECURITY_GROUP(
      "AWS::EC2::SecurityGroup",
      Set.of("GroupDescription", "GroupName", "VpcId"),
      List.of("VpcId", "GroupName")),
  EVENT_RULE("AWS::Events::Rule", Set.of("EventBusName", "Name"), List.of("EventBusName", "Name")),
  POLICY("AWS::IAM::Policy", Set.of(), List.of()),
  MANAGED_POLICY(
      "AWS::IAM::ManagedPolicy",
      Set.of("Description", "ManagedPolicyName", "Path"),
      List.of("ManagedPolicyName")),
  ROLE("AWS::IAM::Role", Set.of("Path", "RoleName"), List.of("RoleName")),
  KEY("AWS::KMS::Key", Set.of(), List.of()),
  KEY_ALIAS("AWS::KMS::Alias", Set.of("AliasName"), List.of("AliasName")),
  ALIAS("AWS::Lambda::Alias", Set.of("FunctionName", "Name"), List.of("FunctionName", "Name")),
  EVENT_INVOKE_CONFIG(
      "AWS::Lambda::EventInvokeConfig",
      Set.of("FunctionName", "Qualifier"),
      List.of("FunctionName", "Qualifier")),
  EVENT_SOURCE_MAPPING(
      "AWS::Lambda::EventSourceMapping",
      Set.of("EventSourceArn", "StartingPosition", "StartingPositionTimestamp"),
      List.of("EventSourceArn", "FunctionName")),
  FUNCTION(
      "AWS::Lambda::Function",
      Set.of("FunctionName", "PackageType", "TenancyConfig"),
      List.of("FunctionName")),
  PERMISSION(
      "AWS::Lambda::Permission",
      Set.of(
          "Action",
          "EventSourceToken",
          "FunctionName",
          "FunctionUrlAuthType",
          "Principal",
          "PrincipalOrgID",
          "SourceAccount",
          "SourceArn"),
      List.of()),
  VERSION(
      "AWS::Lambda::Version",
      Set.of(
          "CodeSha256",
          "Description",
          "FunctionName",
          "ProvisionedConcurrencyConfig",
          "RuntimePolicy"),
      List.of()),
  LOG_GROUP("AWS::Logs::LogGroup", Set.of("LogGroupName"), List.of("LogGroupName")),
  QUERY_DEFINITION("AWS::Logs::QueryDefinition", Set.of(), List.of("Name")),
  SCHEDULE("AWS::Scheduler::Schedule", Set.of("Name"), List.of("GroupName", "Name")),
  SCHEDULE_GROUP("AWS::Scheduler::ScheduleGroup", Set.of("Name"), List.of("Name")),
  ACTION_TARGET("AWS::SecurityHub::ActionTarget", Set.of("Id"), List.of("Id")),
  SUBSCRIPTION(
      "AWS::SNS::Subscription",
      Set.of("Endpoint", "Protocol", "TopicArn"),
      List.of("TopicArn", "Protocol", "Endpoint")),
  TOPIC("AWS::SNS::Topic", Set.of("FifoTopic", "TopicName"), List.of("TopicName")),
  TOPIC_POLICY("AWS::SNS::TopicPolicy", Set.of(), List.of()),
  QUEUE("AWS::SQS::Queue", Set.of("FifoQueue", "QueueName"), List.of("QueueName")),
  QUEUE_POLICY("AWS::SQS::QueuePolicy", Set.of(), List.of());

  private static final Map<String, ResourceType> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(type -> type.id, Function.identity()));

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<String> replacing;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> nameParts;

  ResourceType(String id, Set<String> replacing, List<String> nameParts) {
    this.id = id;
    this.replacing = replacing;
    this.nameParts = nameParts;
  }

  static ResourceType of(String id) {
    ResourceType known = BY_NAME.get(id);
    if (known == null) {
      throw new AssertionError(
          "The model does not know %s: add what the template reference says of it.".formatted(id));
    }
    return known;
  }

  /// Its name, such as `AWS::SQS::Queue`.
  String id() {
    return id;
  }

  /// The properties whose change replaces the resource.
  Set<String> replacing() {
    return replacing;
  }

  /// The properties that make its name, its own last. Without its own, AWS generates the name.
  List<String> nameParts() {
    return nameParts;
  }
}
