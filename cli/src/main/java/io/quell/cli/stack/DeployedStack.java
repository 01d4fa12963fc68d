package io.quell.cli.stack;

import io.quell.cli.aws.AwsConnection;
import io.quell.cli.aws.AwsException;
import io.quell.cli.aws.CloudFormation;
import io.quell.cli.command.FailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A stack with Quell in it, as CloudFormation describes it.
///
/// @param name its name
/// @param outputs its outputs by their key, such as `FindingsOutput`
/// @param aws where its parts are asked
public record DeployedStack(String name, Map<String, String> outputs, AwsConnection aws) {
  public DeployedStack {
    outputs = Map.copyOf(outputs);
  }

  /// Finds a stack.
  ///
  /// @throws FailedException where there is none of this name, or it has no output of Quell's
  public static DeployedStack named(String name, AwsConnection aws) {
    Map<String, String> outputs;
    try {
      outputs = CloudFormation.outputs(aws, name);
    } catch (AwsException e) {
      if (e.code().equals("ValidationError") && e.reason().contains("does not exist")) {
        throw new FailedException(
            "there is no stack %s in %s: name another one by --stack, or another Region or account by AWS_REGION and AWS_PROFILE"
                .formatted(name, aws.where()));
      }
      throw e;
    }
    if (!outputs.containsKey(key("FunctionAlias"))) {
      throw new FailedException(
          "the stack %s is none of Quell's: it has no output %s"
              .formatted(name, key("FunctionAlias")));
    }
    return new DeployedStack(name, outputs, aws);
  }

  private static String key(String id) {
    return id + "Output";
  }

  /// The value of an output.
  ///
  /// @param id its name without `Output`
  public Optional<String> output(String id) {
    return Optional.ofNullable(outputs.get(key(id))).filter(value -> !value.isBlank());
  }

  /// The value of an output that this command cannot do without.
  ///
  /// @throws FailedException where the stack does not have it
  public String require(String id) {
    return output(id)
        .orElseThrow(
            () ->
                new FailedException(
                    "the stack %s has no output %s: an older Quell has deployed it. Deploy it again with this one, then run this command again"
                        .formatted(name, key(id))));
  }

  /// Whether event rules invoke the function themselves, and no queue is between them.
  public boolean isDirect() {
    return require("Delivery").equalsIgnoreCase("direct");
  }

  /// The queue that the output names; empty where the stack has none.
  public Optional<StackQueue> queue(String id) {
    return output(id).map(url -> new StackQueue(id, url, aws));
  }

  /// The queue that the output names.
  ///
  /// @throws FailedException where the stack does not have it
  public StackQueue requireQueue(String id) {
    return new StackQueue(id, require(id), aws);
  }

  /// The physical ids of the stack's resources of a type, such as `AWS::Events::Rule`.
  public List<String> resources(String type) {
    return CloudFormation.resources(aws, name, type);
  }
}
