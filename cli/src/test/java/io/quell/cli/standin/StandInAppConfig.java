package io.quell.cli.standin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// AppConfig 2019-10-09, REST JSON: hosted versions with a validator, and deployments that go on
/// one state at each look.
public final class StandInAppConfig {
  private final Map<String, TreeMap<Integer, byte[]>> versions = new TreeMap<>();
  private final Map<String, List<Deployment>> deployments = new TreeMap<>();
  private Function<String, Optional<String>> validator = _ -> Optional.empty();
  private final List<String> labels = new ArrayList<>();
  private List<String> course = List.of("DEPLOYING", "BAKING", "COMPLETE");

  private static final class Deployment {
    private final int number;
    private final String version;
    private final String profile;
    private List<String> course;

    Deployment(int number, String version, String profile, List<String> course) {
      this.number = number;
      this.version = version;
      this.profile = profile;
      this.course = course;
    }

    String state() {
      return course.getFirst();
    }

    boolean isUnderWay() {
      return !List.of("COMPLETE", "ROLLED_BACK", "REVERTED").contains(state());
    }

    void goOn() {
      if (course.size() > 1) {
        course = course.subList(1, course.size());
      }
    }
  }

  /// Lets the validator refuse what it gives a reason for.
  public synchronized void validate(Function<String, Optional<String>> reason) {
    validator = reason;
  }

  /// The states that the deployments have from now on, one at each look.
  public synchronized void course(String... states) {
    course = List.of(states);
  }

  /// What is in force in an environment; empty where nothing was deployed.
  public synchronized Optional<String> inForce(String environment) {
    List<Deployment> all = deployments.getOrDefault(environment, List.of());
    for (int at = all.size() - 1; at >= 0; at--) {
      if (all.get(at).state().equals("COMPLETE")) {
        return Optional.of(text(all.get(at).profile, Integer.parseInt(all.get(at).version)));
      }
    }
    return Optional.empty();
  }

  private String text(String profile, int version) {
    return new String(of(profile).getOrDefault(version, new byte[0]), StandardCharsets.UTF_8);
  }

  /// The numbers of a profile's versions.
  public synchronized List<Integer> versions(String profile) {
    return List.copyOf(of(profile).keySet());
  }

  /// The labels that versions were given.
  public synchronized List<String> labels() {
    return List.copyOf(labels);
  }

  /// The states of an environment's deployments, the oldest first.
  public synchronized List<String> states(String environment) {
    return deployments.getOrDefault(environment, List.of()).stream()
        .map(Deployment::state)
        .toList();
  }

  /// Deploys a version, so that it is in this state.
  public synchronized void deploy(
      String environment, String profile, String content, String... states) {
    int version = of(profile).isEmpty() ? 1 : of(profile).lastKey() + 1;
    of(profile).put(version, content.getBytes(StandardCharsets.UTF_8));
    List<Deployment> all = deployments.computeIfAbsent(environment, _ -> new ArrayList<>());
    all.add(new Deployment(all.size() + 1, Integer.toString(version), profile, List.of(states)));
  }

  private NavigableMap<Integer, byte[]> of(String profile) {
    return versions.computeIfAbsent(profile, _ -> new TreeMap<>());
  }

  static String operation(StandInRequest request) {
    List<String> path = request.path();
    boolean isOne = path.size() == 6;
    if (path.get(4).equals("deployments")) {
      return switch (request.method()) {
        case "POST" -> "StartDeployment";
        case "DELETE" -> "StopDeployment";
        default -> isOne ? "GetDeployment" : "ListDeployments";
      };
    }
    return switch (request.method()) {
      case "POST" -> "CreateHostedConfigurationVersion";
      case "DELETE" -> "DeleteHostedConfigurationVersion";
      default -> isOne ? "GetHostedConfigurationVersion" : "ListHostedConfigurationVersions";
    };
  }

  synchronized StandInAnswer answer(StandInRequest request) {
    List<String> path = request.path();
    if (!path.get(1).equals("app1234")) {
      return StandInAnswer.restError(
          404,
          "ResourceNotFoundException",
          Map.of("Message", "Resource not found.", "ResourceType", "Application"));
    }
    String owner = path.get(3);
    Optional<Integer> number =
        path.size() == 6 ? Optional.of(Integer.valueOf(path.get(5))) : Optional.empty();
    return switch (operation(request)) {
      case "CreateHostedConfigurationVersion" -> create(request, of(owner));
      case "ListHostedConfigurationVersions" ->
          StandInAnswer.json(
              Map.of(
                  "Items",
                  of(owner).keySet().stream().map(each -> Map.of("VersionNumber", each)).toList()));
      case "GetHostedConfigurationVersion" ->
          Optional.ofNullable(of(owner).get(number.orElseThrow()))
              .map(
                  content ->
                      new StandInAnswer(200, Map.of("Content-Type", "application/json"), content))
              .orElseGet(
                  () -> StandInAnswer.restError(404, "ResourceNotFoundException", "version"));
      case "DeleteHostedConfigurationVersion" -> {
        of(owner).remove(number.orElseThrow());
        yield StandInAnswer.nothing(204);
      }
      default -> deployment(request, owner, number);
    };
  }

  private StandInAnswer create(StandInRequest request, NavigableMap<Integer, byte[]> versions) {
    int newest = versions.isEmpty() ? 0 : versions.lastKey();
    Optional<String> latest = request.header("Latest-Version-Number");
    if (latest.isPresent() && Integer.parseInt(latest.get()) != newest) {
      return StandInAnswer.restError(
          409, "ConflictException", "The latest version number is " + newest);
    }
    if (request.header("Content-Type").isEmpty() || request.body().length == 0) {
      return StandInAnswer.restError(400, "BadRequestException", "content");
    }
    versions.put(newest + 1, request.body());
    request.header("VersionLabel").ifPresent(labels::add);
    return new StandInAnswer(
        201,
        Map.of(
            "Content-Type",
            request.header("Content-Type").get(),
            "Version-Number",
            Integer.toString(newest + 1)),
        request.body());
  }

  private StandInAnswer deployment(
      StandInRequest request, String environment, Optional<Integer> number) {
    List<Deployment> all = deployments.computeIfAbsent(environment, _ -> new ArrayList<>());
    Optional<Deployment> named =
        number.flatMap(of -> all.stream().filter(each -> each.number == of).findFirst());
    return switch (operation(request)) {
      case "StartDeployment" -> start(request, all);
      case "ListDeployments" ->
          StandInAnswer.json(
              Map.of(
                  "Items",
                  all.stream()
                      .sorted(Comparator.comparingInt((Deployment each) -> each.number).reversed())
                      .map(StandInAppConfig::summary)
                      .toList()));
      case "GetDeployment" ->
          named
              .map(
                  found -> {
                    StandInAnswer told = StandInAnswer.json(summary(found));
                    found.goOn();
                    return told;
                  })
              .orElseGet(
                  () -> StandInAnswer.restError(404, "ResourceNotFoundException", "deployment"));
      case "StopDeployment" ->
          named
              .map(found -> stop(request, found))
              .orElseGet(
                  () -> StandInAnswer.restError(404, "ResourceNotFoundException", "deployment"));
      default -> StandInAnswer.restError(404, "UnknownOperationException", "deployment");
    };
  }

  private StandInAnswer start(StandInRequest request, List<Deployment> all) {
    if (all.stream().anyMatch(Deployment::isUnderWay)) {
      return StandInAnswer.restError(
          409, "ConflictException", "Deployment number %d is in progress".formatted(all.size()));
    }
    String profile = request.text("ConfigurationProfileId");
    String version = request.text("ConfigurationVersion");
    Optional<String> refusal = validator.apply(text(profile, Integer.parseInt(version)));
    if (refusal.isPresent()) {
      return StandInAnswer.restError(
          400,
          "BadRequestException",
          Map.of(
              "Message",
              "Error invoking Lambda: validation failed",
              "Reason",
              "InvalidConfiguration",
              "Details",
              Map.of(
                  "InvalidConfiguration",
                  List.of(Map.of("Type", "LAMBDA", "Reason", refusal.get())))));
    }
    if (!request.text("DeploymentStrategyId").startsWith("strategy")) {
      return StandInAnswer.restError(404, "ResourceNotFoundException", "strategy");
    }
    var started = new Deployment(all.size() + 1, version, profile, course);
    all.add(started);
    return StandInAnswer.json(201, summary(started));
  }

  private static StandInAnswer stop(StandInRequest request, Deployment found) {
    boolean mayRevert = "true".equals(request.header("Allow-Revert").orElse(""));
    if (found.isUnderWay()) {
      found.course = List.of("ROLLING_BACK", "ROLLED_BACK");
    } else if (mayRevert && found.state().equals("COMPLETE")) {
      found.course = List.of("ROLLING_BACK", "REVERTED");
    } else {
      return StandInAnswer.restError(
          400, "BadRequestException", "Deployment is in a state that cannot be stopped");
    }
    return StandInAnswer.json(202, summary(found));
  }

  private static Map<String, Object> summary(Deployment deployment) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("DeploymentNumber", deployment.number);
    told.put("ConfigurationProfileId", deployment.profile);
    told.put("ConfigurationVersion", deployment.version);
    told.put("State", deployment.state());
    told.put("PercentageComplete", deployment.isUnderWay() ? 50.0 : 100.0);
    if (deployment.state().equals("ROLLED_BACK")) {
      told.put(
          "EventLog",
          List.of(
              Map.of(
                  "EventType",
                  "ROLLBACK_STARTED",
                  "TriggeredBy",
                  "CLOUDWATCH_ALARM",
                  "Description",
                  "Rollback initiated by alarm RefusedRules")));
    }
    return told;
  }
}
