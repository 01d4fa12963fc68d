package io.quell.cli.aws;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A service of AWS that a deployed stack is made of.
public enum AwsService {
  APPCONFIG("appconfig", "AppConfig"),
  CLOUDFORMATION("cloudformation", "CloudFormation"),
  EVENTBRIDGE("events", "EventBridge"),
  LAMBDA("lambda", "Lambda"),
  SCHEDULER("scheduler", "EventBridge Scheduler"),
  SQS("sqs", "SQS");

  private final String prefix;
  private final String title;

  AwsService(String prefix, String title) {
    this.prefix = prefix;
    this.title = title;
  }

  /// The name in hosts, in signatures and in IAM actions; the service's model has the same three.
  String prefix() {
    return prefix;
  }

  /// The name for people.
  String title() {
    return title;
  }

  /// Another address than AWS's own, where the variables of the SDK name one: that of this service,
  /// `AWS_ENDPOINT_URL_SQS`, before `AWS_ENDPOINT_URL`.
  Optional<String> address(Map<String, String> environment) {
    return Stream.of("AWS_ENDPOINT_URL_" + name(), "AWS_ENDPOINT_URL")
        .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
        .filter(address -> !address.isBlank())
        .findFirst();
  }
}
