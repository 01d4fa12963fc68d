package io.quell.compile.pattern.place;

import io.quell.compile.pattern.matcher.Matcher;
import io.quell.compile.pattern.matcher.TextTests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// CloudFormation's names of ASFF's resource types: `AWS::SQS::Queue` for `AwsSqsQueue`.
///
/// ASFF leaves out the colons and writes runs of capitals as one word. Which letters were capitals,
/// and where the service's name ends, is lost on the way: the names come in any case, and end
/// wherever a word of the type begins.
final class CloudFormationTypes {
  /// Services that ASFF names otherwise.
  private static final Map<String, String> SERVICES =
      Map.of(
          "CertificateManager",
          "ACM",
          "Elb",
          "ElasticLoadBalancing",
          "Elbv2",
          "ElasticLoadBalancingV2",
          "OpenSearchService",
          "OpenSearch",
          "StepFunction",
          "StepFunctions");
  /// Types that ASFF names otherwise.
  private static final Map<String, List<String>> TYPES =
      Map.of(
          "AwsAccount",
          List.of("AWS::Account", "AWS::::Account"),
          "AwsIamPolicy",
          List.of("AWS::IAM::ManagedPolicy"));
  private static final String AWS = "Aws";

  private CloudFormationTypes() {}

  /// What a resource's type may be in OCSF where it is this one in ASFF: never less.
  static Set<Matcher> of(String type) {
    Set<Matcher> all = new TreeSet<>();
    all.add(TextTests.exact(type));
    TYPES.getOrDefault(type, List.of()).forEach(name -> all.add(new Matcher.Exact(name)));
    if (type.startsWith(AWS) && type.chars().allMatch(CloudFormationTypes::isPartOfName)) {
      String rest = type.substring(AWS.length());
      for (int at = 1; at < rest.length(); at++) {
        if (isCapital(rest.charAt(at))) {
          String service = rest.substring(0, at);
          String name = rest.substring(at);
          all.add(new Matcher.IgnoringCase("AWS::%s::%s".formatted(service, name)));
          if (SERVICES.containsKey(service)) {
            all.add(new Matcher.IgnoringCase("AWS::%s::%s".formatted(SERVICES.get(service), name)));
          }
        }
      }
    }
    return all;
  }

  private static boolean isPartOfName(int character) {
    return character < 0x80 && (Character.isLetterOrDigit(character) || character == '_');
  }

  private static boolean isCapital(char letter) {
    return letter >= 'A' && letter <= 'Z';
  }
}
