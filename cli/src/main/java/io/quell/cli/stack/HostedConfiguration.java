package io.quell.cli.stack;

import io.quell.cli.aws.AwsAnswer;
import io.quell.cli.aws.AwsConnection;
import io.quell.cli.aws.AwsException;
import io.quell.cli.aws.AwsRequest;
import io.quell.cli.aws.AwsService;
import io.quell.cli.aws.Members;
import io.quell.cli.command.FailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A configuration that AppConfig holds and deploys into one environment (AppConfig 2019-10-09).
///
/// @param application the id of the application
/// @param environment the id of the environment
/// @param profile the id of the configuration profile
/// @param strategy the id of the deployment strategy
/// @param aws where it is asked
public record HostedConfiguration(
    String application, String environment, String profile, String strategy, AwsConnection aws) {
  private static final String APPLICATIONS = "applications";
  private static final String VERSIONS = "hostedconfigurationversions";

  /// The states of a deployment that goes on.
  private static final Set<String> UNDER_WAY =
      Set.of("BAKING", "VALIDATING", "DEPLOYING", "ROLLING_BACK");

  /// A deployment.
  ///
  /// @param number its number in the environment
  /// @param version the number of the configuration's version
  /// @param state `VALIDATING`, `DEPLOYING`, `BAKING`, `COMPLETE`, `ROLLING_BACK`, `ROLLED_BACK` or
  ///     `REVERTED`
  /// @param percent how much of the environment has it
  /// @param events what happened to it, the newest first
  public record AppConfigDeployment(
      int number, String version, String state, long percent, List<String> events) {
    public AppConfigDeployment {
      events = List.copyOf(events);
    }

    /// Whether it goes on.
    public boolean isUnderWay() {
      return UNDER_WAY.contains(state);
    }

    /// Whether its version is in force, in whole.
    public boolean isComplete() {
      return state.equals("COMPLETE");
    }

    /// Whether it neither goes on nor is in force.
    public boolean isOver() {
      return !isUnderWay() && !isComplete();
    }
  }

  /// The rules that a stack's functions read.
  public static HostedConfiguration rules(DeployedStack stack) {
    return of(stack, "Rules");
  }

  /// The levers that a stack's functions read.
  public static HostedConfiguration levers(DeployedStack stack) {
    return of(stack, "Levers");
  }

  private static HostedConfiguration of(DeployedStack stack, String what) {
    return new HostedConfiguration(
        stack.require("RulesApplication"),
        stack.require(what + "Environment"),
        stack.require(what + "Profile"),
        stack.require(what + "Strategy"),
        stack.aws());
  }

  private AwsRequest versions(String operation, String method, String... more) {
    List<String> path =
        new ArrayList<>(
            List.of(APPLICATIONS, application, "configurationprofiles", profile, VERSIONS));
    path.addAll(List.of(more));
    return AwsRequest.rest(AwsService.APPCONFIG, operation, method, path.toArray(String[]::new));
  }

  private AwsRequest deployments(String operation, String method, String... more) {
    List<String> path =
        new ArrayList<>(
            List.of(APPLICATIONS, application, "environments", environment, "deployments"));
    path.addAll(List.of(more));
    return AwsRequest.rest(AwsService.APPCONFIG, operation, method, path.toArray(String[]::new));
  }

  /// Creates a version.
  ///
  /// @param type the media type of the content
  /// @param label a name of its own among the profile's versions
  /// @param after the number of the version that has to be the newest one, so that of two who
  ///     create one at the same time the second is refused; empty where that does not matter
  /// @return the number of the version
  public int create(
      byte[] content, String type, String description, Optional<String> label, OptionalInt after) {
    AwsRequest request =
        versions("CreateHostedConfigurationVersion", "POST")
            .body(content)
            .header("Content-Type", type)
            .header("Description", description);
    if (label.isPresent()) {
      request = request.header("VersionLabel", label.get());
    }
    if (after.isPresent()) {
      request = request.header("Latest-Version-Number", Integer.toString(after.getAsInt()));
    }
    return aws.call(request)
        .header("Version-Number")
        .map(Integer::valueOf)
        .orElseThrow(
            () -> new FailedException("AppConfig created a version and does not say its number"));
  }

  /// The number of the newest version; 0 where there is none. AppConfig does not say in which order
  /// it lists them.
  public int newest() {
    int newest = 0;
    Optional<String> next = Optional.empty();
    do {
      AwsRequest first =
          versions("ListHostedConfigurationVersions", "GET").query("max_results", "50");
      Members page =
          aws.call(next.map(token -> first.query("next_token", token)).orElse(first)).json();
      for (Members version : page.list("Items")) {
        newest = Math.max(newest, Math.toIntExact(version.number("VersionNumber").orElse(0)));
      }
      next = page.text("NextToken");
    } while (next.isPresent());
    return newest;
  }

  /// The content of a version.
  public byte[] content(String version) {
    AwsAnswer answer = aws.call(versions("GetHostedConfigurationVersion", "GET", version));
    return answer.body();
  }

  /// Deletes a version.
  public void delete(int version) {
    aws.call(versions("DeleteHostedConfigurationVersion", "DELETE", Integer.toString(version)));
  }

  /// Starts the deployment of a version. The profile's validators are asked first.
  ///
  /// @throws AwsException `BadRequestException` where a validator refuses the version,
  ///     `ConflictException` where a deployment is under way
  public AppConfigDeployment start(int version, String description) {
    return deployment(
        aws.call(
                deployments("StartDeployment", "POST")
                    .json(
                        Map.of(
                            "ConfigurationProfileId",
                            profile,
                            "ConfigurationVersion",
                            Integer.toString(version),
                            "DeploymentStrategyId",
                            strategy,
                            "Description",
                            description)))
            .json());
  }

  /// A deployment as it is now.
  public AppConfigDeployment deployment(int number) {
    return deployment(
        aws.call(deployments("GetDeployment", "GET", Integer.toString(number))).json());
  }

  /// The newest deployments of the environment, the newest first.
  public List<AppConfigDeployment> newestDeployments() {
    return aws
        .call(deployments("ListDeployments", "GET").query("max_results", "50"))
        .json()
        .list("Items")
        .stream()
        .map(HostedConfiguration::deployment)
        .toList();
  }

  /// The deployment that is in force in whole; empty where nothing is.
  public Optional<AppConfigDeployment> inForce() {
    return newestDeployments().stream().filter(AppConfigDeployment::isComplete).findFirst();
  }

  /// Stops a deployment that is under way, or takes one back that was complete for at most 72
  /// hours, whatever the alarms say.
  public void stop(int number) {
    aws.call(
        deployments("StopDeployment", "DELETE", Integer.toString(number))
            .header("Allow-Revert", "true"));
  }

  private static AppConfigDeployment deployment(Members members) {
    return new AppConfigDeployment(
        Math.toIntExact(members.number("DeploymentNumber").orElse(0)),
        members.text("ConfigurationVersion").orElse("?"),
        members.text("State").orElse("UNKNOWN"),
        members.values().get("PercentageComplete") instanceof Number percent
            ? percent.longValue()
            : 0,
        members.list("EventLog").stream()
            .map(
                event ->
                    "%s by %s: %s"
                        .formatted(
                            event.text("EventType").orElse("?"),
                            event.text("TriggeredBy").orElse("?"),
                            event.text("Description").orElse("")))
            .toList());
  }
}
