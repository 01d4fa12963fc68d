package io.quell.infra.options;

import io.quell.infra.region.Partition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The ARN of something in a Region that an option names.
///
/// @param option the option
/// @param text the ARN
/// @param partition its partition
/// @param region its Region
public record RegionalArn(DeploymentOption option, String text, String partition, String region) {
  private static final Pattern ANY = Pattern.compile(".+");
  private static final Pattern ARN =
      Pattern.compile(
          "arn:(?<partition>aws|aws-cn|aws-us-gov):(?<service>[a-z0-9-]+):(?<region>[a-z0-9-]+)"
              + ":\\d{12}:(?<resource>\\S+)");
  /// What an ARN of a service names here. An alias of a key is none: in a policy it stands for no
  /// key (IAM, resources of KMS).
  private static final Map<String, Pattern> RESOURCES =
      Map.of(
          "kms", Pattern.compile("key/[0-9a-zA-Z-]+"), "sns", Pattern.compile("[0-9a-zA-Z_.-]+"));

  /// @param service the service that it has to be of, such as `sns`
  /// @throws OptionException where it is no ARN, one of another service, or one whose partition and
  ///     Region do not fit
  static RegionalArn of(DeploymentOption option, String text, String service) {
    Matcher parts = ARN.matcher(text);
    option.require(
        parts.matches()
            && parts.group("service").equals(service)
            && RESOURCES.getOrDefault(service, ANY).matcher(parts.group("resource")).matches()
            && Partition.of(parts.group("region")).id().equals(parts.group("partition")),
        text);
    return new RegionalArn(option, text, parts.group("partition"), parts.group("region"));
  }

  /// What is wrong with it in a stack of a Region; nothing where it is in the same.
  Optional<OptionProblem> problemIn(String stacksRegion) {
    if (region.equals(stacksRegion)) {
      return Optional.empty();
    }
    String message =
        "Option %s is '%s', which is in %s, but the stack is in %s. Give it one of %s, where there are several Regions in the section of its own: %s: {%s: {%s: …}}."
            .formatted(
                option.key(),
                text,
                region,
                stacksRegion,
                stacksRegion,
                DeploymentOption.REGIONS.key(),
                stacksRegion,
                option.key());
    return Optional.of(new OptionProblem(List.of(option.key()), message));
  }
}
