package io.quell.finding;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Resource types under ASFF's names, so that one rule serves both formats: `AWS::SQS::Queue` is `AwsSqsQueue`.
final class ResourceTypes {
  private static final Pattern CLOUD_FORMATION = Pattern.compile("AWS::(\\w+)::(\\w+)");
  /// Where ASFF's name is not the CloudFormation type with its parts run together.
  private static final Map<String, String> IRREGULAR = Map.ofEntries(Map.entry("AWS::Account", "AwsAccount"),
      Map.entry("AWS::::Account", "AwsAccount"), Map.entry("AWS::ECR::ContainerImage", "AwsEcrContainerImage"),
      Map.entry("AWS::ElasticLoadBalancingV2::LoadBalancer", "AwsElbv2LoadBalancer"),
      Map.entry("AWS::ElasticLoadBalancing::LoadBalancer", "AwsElbLoadBalancer"),
      Map.entry("AWS::CertificateManager::Certificate", "AwsCertificateManagerCertificate"),
      Map.entry("AWS::OpenSearchService::Domain", "AwsOpenSearchServiceDomain"),
      Map.entry("AWS::Elasticsearch::Domain", "AwsElasticsearchDomain"),
      Map.entry("AWS::RDS::DBInstance", "AwsRdsDbInstance"), Map.entry("AWS::RDS::DBCluster", "AwsRdsDbCluster"),
      Map.entry("AWS::RDS::DBSnapshot", "AwsRdsDbSnapshot"),
      Map.entry("AWS::RDS::DBClusterSnapshot", "AwsRdsDbClusterSnapshot"),
      Map.entry("AWS::RDS::DBSecurityGroup", "AwsRdsDbSecurityGroup"),
      Map.entry("AWS::DynamoDB::Table", "AwsDynamoDbTable"), Map.entry("AWS::ApiGateway::Stage", "AwsApiGatewayStage"),
      Map.entry("AWS::EC2::VPC", "AwsEc2Vpc"), Map.entry("AWS::EC2::EIP", "AwsEc2Eip"),
      Map.entry("AWS::EC2::VPNConnection", "AwsEc2VpnConnection"),
      Map.entry("AWS::EC2::NetworkAcl", "AwsEc2NetworkAcl"), Map.entry("AWS::SecretsManager::Secret",
          "AwsSecretsManagerSecret"),
      Map.entry("AWS::CodeBuild::Project", "AwsCodeBuildProject"),
      Map.entry("AWS::AutoScaling::AutoScalingGroup", "AwsAutoScalingAutoScalingGroup"));

  private ResourceTypes() {}

  /// ASFF's name of a type; a type that is no CloudFormation type stays as it is.
  static String asff(String type) {
    String irregular = IRREGULAR.get(type);
    if (irregular != null) {
      return irregular;
    }
    Matcher parts = CLOUD_FORMATION.matcher(type);
    return parts.matches() ? "Aws" + capitalized(parts.group(1)) + parts.group(2) : type;
  }

  /// `SQS` is `Sqs` in ASFF, `CloudTrail` stays.
  private static String capitalized(String service) {
    return service.chars().noneMatch(Character::isLowerCase)
        ? service.charAt(0) + service.substring(1).toLowerCase(Locale.ROOT)
        : service;
  }
}
