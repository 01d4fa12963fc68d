package io.quell.cli.standin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// EventBridge 2015-10-07 (event rules on the default bus) and EventBridge Scheduler 2021-06-30.
public final class StandInEvents {
  private static final String TARGET = "AWSEvents.";

  private final Map<String, String> rules = new TreeMap<>();
  private final Map<String, Map<String, Object>> schedules = new TreeMap<>();

  /// Adds an event rule that is enabled.
  public synchronized void addRule(String name) {
    rules.put(name, "ENABLED");
  }

  /// Adds a schedule that is enabled.
  public synchronized void addSchedule(String group, String name) {
    Map<String, Object> schedule = new LinkedHashMap<>();
    schedule.put(
        "Arn", "arn:aws:scheduler:us-east-1:111122223333:schedule/%s/%s".formatted(group, name));
    schedule.put("Name", name);
    schedule.put("GroupName", group);
    schedule.put("CreationDate", 1_790_000_000.5);
    schedule.put("LastModificationDate", 1_790_000_000.5);
    schedule.put("State", "ENABLED");
    schedule.put("ScheduleExpression", "cron(0 1 * * ? *)");
    schedule.put("ScheduleExpressionTimezone", "UTC");
    schedule.put("FlexibleTimeWindow", Map.of("Mode", "OFF"));
    schedule.put(
        "Target",
        Map.of("Arn", "arn:aws:sqs:us-east-1:111122223333:Runs.fifo", "RoleArn", "arn:role"));
    schedules.put(name, schedule);
  }

  /// The states of all event rules and schedules, by name.
  public synchronized Map<String, String> states() {
    Map<String, String> states = new TreeMap<>(rules);
    schedules.forEach((name, schedule) -> states.put(name, String.valueOf(schedule.get("State"))));
    return states;
  }

  /// A schedule as it is.
  public synchronized Map<String, Object> schedule(String name) {
    return Map.copyOf(schedules.getOrDefault(name, Map.of()));
  }

  static String operation(StandInRequest request) {
    return request.header("X-Amz-Target").orElse("").replace(TARGET, "");
  }

  synchronized StandInAnswer answer(StandInRequest request) {
    String name = request.text("Name");
    if (!rules.containsKey(name)) {
      return StandInAnswer.rpcError(
          "ResourceNotFoundException",
          "Rule %s does not exist on EventBus default.".formatted(name));
    }
    return switch (operation(request)) {
      case "DescribeRule" ->
          StandInAnswer.json(Map.of("Name", name, "State", String.valueOf(rules.get(name))));
      case "DisableRule" -> set(name, "DISABLED");
      case "EnableRule" -> set(name, "ENABLED");
      default -> StandInAnswer.rpcError("UnknownOperationException", operation(request));
    };
  }

  private StandInAnswer set(String name, String state) {
    rules.put(name, state);
    return StandInAnswer.nothing(200);
  }

  static String scheduleOperation(StandInRequest request) {
    return request.path().size() == 1
        ? "ListSchedules"
        : request.method().equals("GET") ? "GetSchedule" : "UpdateSchedule";
  }

  synchronized StandInAnswer answerSchedule(StandInRequest request) {
    if (request.path().size() == 1) {
      List<Map<String, Object>> found =
          schedules.values().stream()
              .filter(
                  schedule ->
                      request
                          .query("ScheduleGroup")
                          .orElse("default")
                          .equals(schedule.get("GroupName")))
              .map(
                  schedule ->
                      Map.<String, Object>of(
                          "Name", schedule.get("Name"), "State", schedule.get("State")))
              .toList();
      return StandInAnswer.json(Map.of("Schedules", found));
    }
    String name = request.path().getLast();
    Map<String, Object> schedule = schedules.get(name);
    boolean isUpdate = request.method().equals("PUT");
    String group =
        isUpdate ? request.text("GroupName") : request.query("groupName").orElse("default");
    if (schedule == null || !group.equals(schedule.get("GroupName"))) {
      return StandInAnswer.restError(
          404, "ResourceNotFoundException", "Schedule %s does not exist.".formatted(name));
    }
    if (!isUpdate) {
      return StandInAnswer.json(schedule);
    }
    for (String required : List.of("FlexibleTimeWindow", "ScheduleExpression", "Target")) {
      if (!request.json().containsKey(required)) {
        return StandInAnswer.restError(400, "ValidationException", required + " is required");
      }
    }
    Map<String, Object> updated = new LinkedHashMap<>();
    for (String kept : List.of("Arn", "Name", "CreationDate")) {
      updated.put(kept, schedule.get(kept));
    }
    request.json().forEach((member, value) -> updated.put(member.toString(), value));
    schedules.put(name, updated);
    return StandInAnswer.json(Map.of("ScheduleArn", String.valueOf(schedule.get("Arn"))));
  }
}
