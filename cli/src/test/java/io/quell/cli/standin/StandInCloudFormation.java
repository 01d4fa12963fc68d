package io.quell.cli.standin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// CloudFormation 2010-05-15, AWS Query: DescribeStacks and ListStackResources, two resources a
/// page.
public final class StandInCloudFormation {
  private static final int PAGE = 2;

  private final Map<String, String> outputs = new LinkedHashMap<>();
  private final List<Map.Entry<String, String>> resources = new ArrayList<>();

  /// The outputs of the stack, without the end of their keys; to be changed.
  public Map<String, String> outputs() {
    return outputs;
  }

  /// Adds a resource.
  public void add(String type, String physicalId) {
    resources.add(Map.entry(type, physicalId));
  }

  static StandInAnswer error(String code, String message) {
    return StandInAnswer.xml(
        400,
        """
        <ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
          <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
          <RequestId>b9b4b068-3a41-11e5-94eb-example</RequestId>
        </ErrorResponse>
        """
            .formatted(code, message));
  }

  StandInAnswer answer(StandInRequest request) {
    Map<String, List<String>> form = request.form();
    if (!List.of("2010-05-15").equals(form.get("Version"))) {
      return error("InvalidAction", "Could not find operation for this version");
    }
    String stack = form.get("StackName").getFirst();
    if (!stack.equals("Quell")) {
      return error("ValidationError", "Stack with id %s does not exist".formatted(stack));
    }
    return switch (form.get("Action").getFirst()) {
      case "DescribeStacks" -> describe();
      case "ListStackResources" ->
          list(Optional.ofNullable(form.get("NextToken")).map(List::getFirst));
      default -> error("InvalidAction", "Could not find operation");
    };
  }

  private StandInAnswer describe() {
    String members =
        outputs.entrySet().stream()
            .map(
                output ->
                    "<member><OutputKey>%sOutput</OutputKey><OutputValue>%s</OutputValue><Description>What</Description></member>"
                        .formatted(output.getKey(), output.getValue()))
            .collect(Collectors.joining());
    return StandInAnswer.xml(
        200,
        """
        <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
          <DescribeStacksResult><Stacks><member>
            <StackName>Quell</StackName><StackStatus>UPDATE_COMPLETE</StackStatus>
            <Outputs>%s</Outputs>
          </member></Stacks></DescribeStacksResult>
          <ResponseMetadata><RequestId>b9b4b068</RequestId></ResponseMetadata>
        </DescribeStacksResponse>
        """
            .formatted(members));
  }

  private StandInAnswer list(Optional<String> token) {
    int from = token.map(Integer::parseInt).orElse(0);
    int to = Math.min(from + PAGE, resources.size());
    String members =
        resources.subList(from, to).stream()
            .map(
                resource ->
                    "<member><LogicalResourceId>L</LogicalResourceId><PhysicalResourceId>%s</PhysicalResourceId><ResourceType>%s</ResourceType><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>"
                        .formatted(resource.getValue(), resource.getKey()))
            .collect(Collectors.joining());
    return StandInAnswer.xml(
        200,
        """
        <ListStackResourcesResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
          <ListStackResourcesResult>
            <StackResourceSummaries>%s</StackResourceSummaries>%s
          </ListStackResourcesResult>
        </ListStackResourcesResponse>
        """
            .formatted(
                members, to < resources.size() ? "<NextToken>%d</NextToken>".formatted(to) : ""));
  }
}
