package io.quell.lint.forms;

import io.quell.criteria.Field.Named;
import io.quell.finding.FieldPlace;
import io.quell.finding.Format;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The types of resources. Rules see them under the names of ASFF in both formats: what OCSF calls
/// `AWS::S3::Bucket` is `AwsS3Bucket`.
///
/// The types whose details ASFF describes are known by name. Providers may give others, so that a
/// type is wrong only where it is a known one in another spelling, or has the form of
/// CloudFormation's names.
public final class ResourceTypeSpeller implements Speller {
  /// The types whose details ASFF describes.
  public static final List<String> TYPES =
      List.of(
          "AwsAmazonMqBroker",
          "AwsApiGatewayRestApi",
          "AwsApiGatewayStage",
          "AwsApiGatewayV2Api",
          "AwsApiGatewayV2Stage",
          "AwsAppSyncGraphQlApi",
          "AwsAthenaWorkGroup",
          "AwsAutoScalingAutoScalingGroup",
          "AwsAutoScalingLaunchConfiguration",
          "AwsBackupBackupPlan",
          "AwsBackupBackupVault",
          "AwsBackupRecoveryPoint",
          "AwsCertificateManagerCertificate",
          "AwsCloudFormationStack",
          "AwsCloudFrontDistribution",
          "AwsCloudTrailTrail",
          "AwsCloudWatchAlarm",
          "AwsCodeBuildProject",
          "AwsDmsEndpoint",
          "AwsDmsReplicationInstance",
          "AwsDmsReplicationTask",
          "AwsDynamoDbTable",
          "AwsEc2ClientVpnEndpoint",
          "AwsEc2Eip",
          "AwsEc2Instance",
          "AwsEc2LaunchTemplate",
          "AwsEc2NetworkAcl",
          "AwsEc2NetworkInterface",
          "AwsEc2RouteTable",
          "AwsEc2SecurityGroup",
          "AwsEc2Subnet",
          "AwsEc2TransitGateway",
          "AwsEc2Volume",
          "AwsEc2Vpc",
          "AwsEc2VpcEndpointService",
          "AwsEc2VpcPeeringConnection",
          "AwsEc2VpnConnection",
          "AwsEcrContainerImage",
          "AwsEcrRepository",
          "AwsEcsCluster",
          "AwsEcsContainer",
          "AwsEcsService",
          "AwsEcsTask",
          "AwsEcsTaskDefinition",
          "AwsEfsAccessPoint",
          "AwsEksCluster",
          "AwsElasticBeanstalkEnvironment",
          "AwsElasticsearchDomain",
          "AwsElbLoadBalancer",
          "AwsElbv2LoadBalancer",
          "AwsEventSchemasRegistry",
          "AwsEventsEndpoint",
          "AwsEventsEventbus",
          "AwsGuardDutyDetector",
          "AwsIamAccessKey",
          "AwsIamGroup",
          "AwsIamPolicy",
          "AwsIamRole",
          "AwsIamUser",
          "AwsKinesisStream",
          "AwsKmsKey",
          "AwsLambdaFunction",
          "AwsLambdaLayerVersion",
          "AwsMskCluster",
          "AwsNetworkFirewallFirewall",
          "AwsNetworkFirewallFirewallPolicy",
          "AwsNetworkFirewallRuleGroup",
          "AwsOpenSearchServiceDomain",
          "AwsRdsDbCluster",
          "AwsRdsDbClusterSnapshot",
          "AwsRdsDbInstance",
          "AwsRdsDbSecurityGroup",
          "AwsRdsDbSnapshot",
          "AwsRdsEventSubscription",
          "AwsRedshiftCluster",
          "AwsRoute53HostedZone",
          "AwsS3AccessPoint",
          "AwsS3AccountPublicAccessBlock",
          "AwsS3Bucket",
          "AwsS3Object",
          "AwsSageMakerNotebookInstance",
          "AwsSecretsManagerSecret",
          "AwsSnsTopic",
          "AwsSqsQueue",
          "AwsSsmPatchCompliance",
          "AwsStepFunctionStateMachine",
          "AwsWafRateBasedRule",
          "AwsWafRegionalRateBasedRule",
          "AwsWafRegionalRule",
          "AwsWafRegionalRuleGroup",
          "AwsWafRegionalWebAcl",
          "AwsWafRule",
          "AwsWafRuleGroup",
          "AwsWafWebAcl",
          "AwsWafv2RuleGroup",
          "AwsWafv2WebAcl",
          "AwsXrayEncryptionConfig");

  private static final Map<String, String> BY_LETTERS =
      TYPES.stream().collect(Collectors.toMap(ResourceTypeSpeller::letters, Function.identity()));
  private static final String CLOUD_FORMATION = "AWS::";

  ResourceTypeSpeller() {}

  /// What is left of a name without its case and punctuation.
  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  @Override
  public Optional<Correction> correct(String text, Extent extent) {
    if (text.regionMatches(true, 0, CLOUD_FORMATION, 0, CLOUD_FORMATION.length())) {
      return Optional.of(ofCloudFormation(text, extent));
    }
    return switch (extent) {
      case WHOLE -> {
        String letters = letters(text);
        yield Stream.of(letters, "aws" + letters)
            .flatMap(name -> Stream.ofNullable(BY_LETTERS.get(name)))
            .findFirst()
            .filter(known -> !known.equals(text))
            .map(Correction::to);
      }
      case BEGINNING -> beginning(text);
    };
  }

  private static Correction ofCloudFormation(String text, Extent extent) {
    if (extent == Extent.BEGINNING) {
      return Correction.of(
          "rules see resource types under ASFF's names in both formats: write them in that form,"
              + " such as 'AwsS3Bucket' for AWS::S3::Bucket");
    }
    String type = CLOUD_FORMATION + text.substring(CLOUD_FORMATION.length());
    FieldPlace.Member member = Named.RESOURCE_TYPE.place(Format.OCSF).members().getFirst();
    String asff = member.form().read(type).orElse(type);
    String known = BY_LETTERS.getOrDefault(letters(asff), asff);
    return known.startsWith(CLOUD_FORMATION)
        ? Correction.of("rules see it under ASFF's name in both formats, such as 'AwsS3Bucket'")
        : Correction.to(known);
  }

  /// A beginning that no known type has, but one has in another case.
  private static Optional<Correction> beginning(String text) {
    return TYPES.stream().anyMatch(type -> type.startsWith(text))
        ? Optional.empty()
        : TYPES.stream()
            .filter(type -> type.regionMatches(true, 0, text, 0, text.length()))
            .findFirst()
            .map(type -> Correction.to(type.substring(0, text.length())));
  }
}
