package io.quell.cli.stack;

import io.quell.cli.aws.AwsConnection;
import io.quell.cli.aws.AwsException;
import io.quell.cli.aws.AwsRequest;
import io.quell.cli.aws.AwsService;
import io.quell.cli.aws.Members;
import io.quell.cli.command.FailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A function of a stack (Lambda 2015-03-31).
///
/// @param name its name
/// @param aws where it is asked
public record StackFunction(String name, AwsConnection aws) {
  private static final String FUNCTIONS = "functions";
  private static final String DATE = "2015-03-31";

  /// What is set on the function itself.
  ///
  /// @param arn its ARN
  /// @param reserved its reserved concurrency; empty where it has none
  /// @param tags its tags
  public record FunctionSettings(String arn, Optional<Integer> reserved, Map<String, String> tags) {
    public FunctionSettings {
      tags = Map.copyOf(tags);
    }
  }

  /// A published version.
  ///
  /// @param number its number
  /// @param modified when it was published, as Lambda writes it
  /// @param description what it says of itself, possibly empty
  /// @param variables the function's variables in it
  /// @param state `Pending`, `Active`, `Inactive` or `Failed`
  public record FunctionVersion(
      int number,
      String modified,
      String description,
      Map<String, String> variables,
      String state) {
    public FunctionVersion {
      variables = Map.copyOf(variables);
    }
  }

  /// What an alias points at.
  ///
  /// @param version the number of the version
  /// @param revision changes with each change of the alias
  public record AliasTarget(String version, String revision) {}

  private AwsRequest request(String operation, String method, String date, String... more) {
    List<String> path = new ArrayList<>(List.of(date, FUNCTIONS, name));
    path.addAll(List.of(more));
    return AwsRequest.rest(AwsService.LAMBDA, operation, method, path.toArray(String[]::new));
  }

  /// What is set on it.
  public FunctionSettings settings() {
    Members function = aws.call(request("GetFunction", "GET", DATE)).json();
    if (!function.object("TagsError").values().isEmpty()) {
      throw new FailedException(
          "the tags of the function %s cannot be read (%s): it needs the permission lambda:ListTags"
              .formatted(name, function.object("TagsError").text("Message").orElse("")));
    }
    return new FunctionSettings(
        function.object("Configuration").text("FunctionArn").orElse(""),
        function.object("Concurrency").number("ReservedConcurrentExecutions").stream()
            .mapToObj(Math::toIntExact)
            .findFirst(),
        texts(function.object("Tags")));
  }

  private static Map<String, String> texts(Members members) {
    Map<String, String> texts = new HashMap<>();
    members.values().forEach((name, value) -> texts.put(name.toString(), String.valueOf(value)));
    return texts;
  }

  /// Sets tags, and leaves the others.
  public void tag(String arn, Map<String, String> tags) {
    aws.call(
        AwsRequest.rest(AwsService.LAMBDA, "TagResource", "POST", "2017-03-31", "tags", arn)
            .json(Map.of("Tags", tags)));
  }

  /// Removes tags.
  public void untag(String arn, List<String> keys) {
    AwsRequest request =
        AwsRequest.rest(AwsService.LAMBDA, "UntagResource", "DELETE", "2017-03-31", "tags", arn);
    for (String key : keys) {
      request = request.query("tagKeys", key);
    }
    aws.call(request);
  }

  /// Sets the reserved concurrency, or takes it away where there is to be none.
  public void reserve(Optional<Integer> executions) {
    String date = "2017-10-31";
    if (executions.isPresent()) {
      aws.call(
          request("PutFunctionConcurrency", "PUT", date, "concurrency")
              .json(Map.of("ReservedConcurrentExecutions", executions.get())));
    } else {
      aws.call(request("DeleteFunctionConcurrency", "DELETE", date, "concurrency"));
    }
  }

  /// The published versions, the newest first.
  public List<FunctionVersion> versions() {
    List<FunctionVersion> versions = new ArrayList<>();
    Optional<String> marker = Optional.empty();
    do {
      AwsRequest first = request("ListVersionsByFunction", "GET", DATE, "versions");
      Members page = aws.call(marker.map(at -> first.query("Marker", at)).orElse(first)).json();
      page.list("Versions").stream()
          .filter(version -> version.text("Version").orElse("").matches("[0-9]{1,9}"))
          .map(StackFunction::version)
          .forEach(versions::add);
      marker = page.text("NextMarker");
    } while (marker.isPresent());
    versions.sort((one, other) -> Integer.compare(other.number(), one.number()));
    return versions;
  }

  /// One published version, with its state.
  public FunctionVersion version(int number) {
    return version(
        aws.call(
                request("GetFunctionConfiguration", "GET", DATE, "configuration")
                    .query("Qualifier", Integer.toString(number)))
            .json());
  }

  private static FunctionVersion version(Members version) {
    return new FunctionVersion(
        Integer.parseInt(version.text("Version").orElse("0")),
        version.text("LastModified").orElse(""),
        version.text("Description").orElse(""),
        texts(version.object("Environment").object("Variables")),
        version.text("State").orElse("Active"));
  }

  /// Invokes a version with an event that holds no findings and is skipped. An inactive one refuses
  /// it, and begins to become active.
  public void wake(int number) {
    try {
      aws.call(
          request("Invoke", "POST", DATE, "invocations")
              .query("Qualifier", Integer.toString(number))
              .header("X-Amz-Invocation-Type", "RequestResponse")
              .json(
                  Map.of(
                      "source",
                      "aws.securityhub",
                      "detail-type",
                      "Security Hub Insight Results",
                      "detail",
                      Map.of())));
    } catch (AwsException e) {
      if (!List.of(
              "ResourceNotReadyException",
              "SnapStartNotReadyException",
              "ResourceConflictException")
          .contains(e.code())) {
        throw e;
      }
    }
  }

  /// Deletes a published version.
  public void deleteVersion(int number) {
    aws.call(
        request("DeleteFunction", "DELETE", DATE).query("Qualifier", Integer.toString(number)));
  }

  /// What an alias points at.
  public AliasTarget alias(String alias) {
    Members found = aws.call(request("GetAlias", "GET", DATE, "aliases", alias)).json();
    return new AliasTarget(
        found.text("FunctionVersion").orElse(""), found.text("RevisionId").orElse(""));
  }

  /// Points an alias at another version, unless somebody else has changed it meanwhile.
  public void point(String alias, int version, String revision) {
    aws.call(
        request("UpdateAlias", "PUT", DATE, "aliases", alias)
            .json(Map.of("FunctionVersion", Integer.toString(version), "RevisionId", revision)));
  }
}
