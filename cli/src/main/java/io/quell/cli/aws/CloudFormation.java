package io.quell.cli.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What CloudFormation knows of a stack (CloudFormation 2010-05-15).
public final class CloudFormation {
  private static final String DELETED = "DELETE_COMPLETE";

  private CloudFormation() {}

  /// The outputs of a stack, by key.
  ///
  /// @throws AwsException `ValidationError` where there is no such stack
  public static Map<String, String> outputs(AwsConnection aws, String stack) {
    AwsAnswer answer =
        aws.call(AwsRequest.cloudFormation("DescribeStacks", Map.of("StackName", stack)));
    Map<String, String> outputs = new HashMap<>();
    for (Xml described : answer.xml().members("DescribeStacksResult", "Stacks")) {
      for (Xml output : described.members("Outputs")) {
        output
            .text("OutputKey")
            .ifPresent(key -> outputs.put(key, output.text("OutputValue").orElse("")));
      }
    }
    return outputs;
  }

  /// The physical ids of a stack's resources of a type, all pages of them.
  public static List<String> resources(AwsConnection aws, String stack, String type) {
    List<String> ids = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      Map<String, String> parameters = new HashMap<>(Map.of("StackName", stack));
      next.ifPresent(token -> parameters.put("NextToken", token));
      Xml page =
          aws.call(AwsRequest.cloudFormation("ListStackResources", parameters))
              .xml()
              .at("ListStackResourcesResult")
              .orElseThrow(
                  () -> new IllegalStateException("ListStackResources answered without a result"));
      for (Xml resource : page.members("StackResourceSummaries")) {
        if (resource.text("ResourceType").filter(type::equals).isPresent()
            && resource.text("ResourceStatus").filter(DELETED::equals).isEmpty()) {
          resource.text("PhysicalResourceId").ifPresent(ids::add);
        }
      }
      next = page.text("NextToken");
    } while (next.isPresent());
    return ids;
  }
}
