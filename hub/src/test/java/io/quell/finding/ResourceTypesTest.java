package io.quell.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.securityhub.model.ResourceDetails;

final class ResourceTypesTest {
  /// ASFF's types that are no CloudFormation type and no type of AWS Config.
  private static final Set<String> OF_ASFF_ALONE =
      Set.of("AwsEcsContainer", "AzureResource", "CodeRepository", "Container", "Other");

  /// The CloudFormation types of all that ASFF has details of; types of AWS Config where
  /// CloudFormation has none.
  private static final List<String> TYPES =
      List.of(
          "AWS::AmazonMQ::Broker",
          "AWS::ApiGateway::RestApi",
          "AWS::ApiGateway::Stage",
          "AWS::ApiGatewayV2::Api",
          "AWS::ApiGatewayV2::Stage",
          "AWS::AppSync::GraphQLApi",
          "AWS::Athena::WorkGroup",
          "AWS::AutoScaling::AutoScalingGroup",
          "AWS::AutoScaling::LaunchConfiguration",
          "AWS::Backup::BackupPlan",
          "AWS::Backup::BackupVault",
          "AWS::Backup::RecoveryPoint",
          "AWS::CertificateManager::Certificate",
          "AWS::CloudFormation::Stack",
          "AWS::CloudFront::Distribution",
          "AWS::CloudTrail::Trail",
          "AWS::CloudWatch::Alarm",
          "AWS::CodeBuild::Project",
          "AWS::DMS::Endpoint",
          "AWS::DMS::ReplicationInstance",
          "AWS::DMS::ReplicationTask",
          "AWS::DynamoDB::Table",
          "AWS::EC2::ClientVpnEndpoint",
          "AWS::EC2::EIP",
          "AWS::EC2::Instance",
          "AWS::EC2::LaunchTemplate",
          "AWS::EC2::NetworkAcl",
          "AWS::EC2::NetworkInterface",
          "AWS::EC2::RouteTable",
          "AWS::EC2::SecurityGroup",
          "AWS::EC2::Subnet",
          "AWS::EC2::TransitGateway",
          "AWS::EC2::VPC",
          "AWS::EC2::VPCEndpointService",
          "AWS::EC2::VPCPeeringConnection",
          "AWS::EC2::VPNConnection",
          "AWS::EC2::Volume",
          "AWS::ECR::ContainerImage",
          "AWS::ECR::Repository",
          "AWS::ECS::Cluster",
          "AWS::ECS::Service",
          "AWS::ECS::Task",
          "AWS::ECS::TaskDefinition",
          "AWS::EFS::AccessPoint",
          "AWS::EKS::Cluster",
          "AWS::ElasticBeanstalk::Environment",
          "AWS::ElasticLoadBalancing::LoadBalancer",
          "AWS::ElasticLoadBalancingV2::LoadBalancer",
          "AWS::Elasticsearch::Domain",
          "AWS::EventSchemas::Registry",
          "AWS::Events::Endpoint",
          "AWS::Events::EventBus",
          "AWS::GuardDuty::Detector",
          "AWS::IAM::AccessKey",
          "AWS::IAM::Group",
          "AWS::IAM::Policy",
          "AWS::IAM::Role",
          "AWS::IAM::User",
          "AWS::KMS::Key",
          "AWS::Kinesis::Stream",
          "AWS::Lambda::Function",
          "AWS::Lambda::LayerVersion",
          "AWS::MSK::Cluster",
          "AWS::NetworkFirewall::Firewall",
          "AWS::NetworkFirewall::FirewallPolicy",
          "AWS::NetworkFirewall::RuleGroup",
          "AWS::OpenSearchService::Domain",
          "AWS::RDS::DBCluster",
          "AWS::RDS::DBClusterSnapshot",
          "AWS::RDS::DBInstance",
          "AWS::RDS::DBSecurityGroup",
          "AWS::RDS::DBSnapshot",
          "AWS::RDS::EventSubscription",
          "AWS::Redshift::Cluster",
          "AWS::Route53::HostedZone",
          "AWS::S3::AccessPoint",
          "AWS::S3::AccountPublicAccessBlock",
          "AWS::S3::Bucket",
          "AWS::S3::Object",
          "AWS::SNS::Topic",
          "AWS::SQS::Queue",
          "AWS::SSM::PatchCompliance",
          "AWS::SageMaker::NotebookInstance",
          "AWS::SecretsManager::Secret",
          "AWS::StepFunctions::StateMachine",
          "AWS::WAF::RateBasedRule",
          "AWS::WAF::Rule",
          "AWS::WAF::RuleGroup",
          "AWS::WAF::WebACL",
          "AWS::WAFRegional::RateBasedRule",
          "AWS::WAFRegional::Rule",
          "AWS::WAFRegional::RuleGroup",
          "AWS::WAFRegional::WebACL",
          "AWS::WAFv2::RuleGroup",
          "AWS::WAFv2::WebACL",
          "AWS::XRay::EncryptionConfig");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AwsS3Bucket",
        "Other",
        "AWS::S3",
        "AWS::S3::",
        "AWS::S3::Bucket::Part",
        "aws::s3::bucket",
        "Microsoft.Compute/virtualMachines",
        " AWS::S3::Bucket"
      })
  void leavesWhatIsNoCloudFormationType(String type) {
    assertThat(ResourceTypes.asff(type)).isEqualTo(type);
  }

  @Test
  void namesEveryTypeThatAsffHasDetailsOfAsAsffDoes() {
    Set<String> asff =
        ResourceDetails.builder().build().sdkFields().stream()
            .map(SdkField::memberName)
            .filter(name -> !OF_ASFF_ALONE.contains(name))
            .collect(Collectors.toSet());
    Map<String, String> named =
        TYPES.stream().collect(Collectors.toMap(ResourceTypes::asff, type -> type));
    assertThat(named.keySet()).isEqualTo(asff);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::ACM::Certificate, AwsCertificateManagerCertificate",
    "AWS::OpenSearch::Domain, AwsOpenSearchServiceDomain",
    "AWS::IAM::ManagedPolicy, AwsIamPolicy",
    "AWS::::Account, AwsAccount",
    "AWS::Account, AwsAccount"
  })
  void knowsTheOtherNamesOfAType(String type, String asff) {
    assertThat(ResourceTypes.asff(type)).isEqualTo(asff);
  }

  @Test
  void givesNoTwoServicesOneName() {
    assertThat(
            Arrays.asList(
                ResourceTypes.asff("AWS::WAF::Rule"),
                ResourceTypes.asff("AWS::WAFRegional::Rule"),
                ResourceTypes.asff("AWS::WAFv2::Rule")))
        .doesNotHaveDuplicates();
  }
}
