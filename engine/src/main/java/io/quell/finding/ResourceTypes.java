package io.quell.finding;

import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Resource types under ASFF's names, so that one rule serves both formats: `AWS::SQS::Queue` is
/// `AwsSqsQueue`.
final class ResourceTypes {
  private static final Pattern CLOUD_FORMATION =
      Pattern.compile("AWS::(?<service>\\w+)::(?<type>\\w+)");
  /// A capital inside a run of them: `DBInstance` is `DbInstance` in ASFF, `WebACL` is `WebAcl`,
  /// `EC2` is `Ec2`.
  private static final Pattern LATER_CAPITAL = Pattern.compile("(?<=[A-Z])[A-Z](?![a-z])");
  /// Services that ASFF names otherwise. AWS Config, whose types some findings have, has its own
  /// names for two.
  private static final Map<String, String> SERVICES =
      Map.of(
          "ACM",
          "CertificateManager",
          "ElasticLoadBalancing",
          "Elb",
          "ElasticLoadBalancingV2",
          "Elbv2",
          "OpenSearch",
          "OpenSearchService",
          "StepFunctions",
          "StepFunction",
          "WAFv2",
          "Wafv2",
          "XRay",
          "Xray");
  /// Types that ASFF names otherwise.
  private static final Map<String, String> TYPES =
      Map.of(
          "AWS::Account",
          "AwsAccount",
          "AWS::::Account",
          "AwsAccount",
          "AWS::Events::EventBus",
          "AwsEventsEventbus",
          "AWS::IAM::ManagedPolicy",
          "AwsIamPolicy");
  /// The names of a few types in CloudFormation. What [#asff] leaves out is not to be told from a
  /// name in ASFF, so there is no way back for all.
  private static final Map<String, String> COMMON =
      Map.of(
          "AwsS3Bucket",
          "AWS::S3::Bucket",
          "AwsEc2Instance",
          "AWS::EC2::Instance",
          "AwsLambdaFunction",
          "AWS::Lambda::Function");

  private ResourceTypes() {}

  /// ASFF's name of a type; a type that is no CloudFormation type stays as it is.
  static String asff(String type) {
    String named = TYPES.get(type);
    if (named != null) {
      return named;
    }
    Matcher parts = CLOUD_FORMATION.matcher(type);
    if (!parts.matches()) {
      return type;
    }
    String service = parts.group("service");
    return "Aws"
        + SERVICES.getOrDefault(service, capitalized(service))
        + capitalized(parts.group("type"));
  }

  /// A name of a type that is read as this one in ASFF.
  static String cloudFormation(String type) {
    return COMMON.getOrDefault(type, type);
  }

  private static String capitalized(String word) {
    return LATER_CAPITAL
        .matcher(word)
        .replaceAll((MatchResult capital) -> capital.group().toLowerCase(Locale.ROOT));
  }
}
