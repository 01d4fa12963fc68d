package io.quell.cli.stack;

import io.quell.cli.aws.AwsRequest;
import io.quell.cli.aws.AwsService;
import io.quell.cli.aws.Members;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What sends events and messages into a stack: its event rules (EventBridge 2015-10-07) and its
/// schedules (EventBridge Scheduler 2021-06-30).
///
/// @param stack the stack
public record EventSources(DeployedStack stack) {
  private static final String STATE = "State";
  private static final String ENABLED = "ENABLED";
  private static final String DISABLED = "DISABLED";

  /// What GetSchedule says and UpdateSchedule does not take.
  private static final List<String> READ_ONLY =
      List.of("Arn", "CreationDate", "LastModificationDate", "Name");

  /// One of them.
  ///
  /// @param kind what it is, for people
  /// @param name its name
  /// @param group its event bus or schedule group; empty for the default one
  /// @param isOn whether it is enabled
  public record Source(String kind, String name, Optional<String> group, boolean isOn) {}

  /// All of them.
  public List<Source> all() {
    List<Source> sources = new ArrayList<>();
    for (String id : stack.resources("AWS::Events::Rule")) {
      sources.add(rule(id));
    }
    for (String group : stack.resources("AWS::Scheduler::ScheduleGroup")) {
      sources.addAll(schedules(group));
    }
    return sources;
  }

  /// A rule of another bus than the default one has the bus before its name.
  private Source rule(String id) {
    int bar = id.lastIndexOf('|');
    String name = id.substring(bar + 1);
    Optional<String> bus = bar < 0 ? Optional.empty() : Optional.of(id.substring(0, bar));
    Members rule =
        stack.aws().call(AwsRequest.eventBridge("DescribeRule", names(name, bus))).json();
    return new Source("event rule", name, bus, rule.text(STATE).filter(DISABLED::equals).isEmpty());
  }

  private static Map<String, String> names(String name, Optional<String> bus) {
    Map<String, String> names = new LinkedHashMap<>(Map.of("Name", name));
    bus.ifPresent(of -> names.put("EventBusName", of));
    return names;
  }

  private List<Source> schedules(String group) {
    List<Source> schedules = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      AwsRequest first =
          AwsRequest.rest(AwsService.SCHEDULER, "ListSchedules", "GET", "schedules")
              .query("ScheduleGroup", group);
      Members page =
          stack.aws().call(next.map(token -> first.query("NextToken", token)).orElse(first)).json();
      page.list("Schedules").stream()
          .map(
              schedule ->
                  new Source(
                      "schedule",
                      schedule.text("Name").orElse(""),
                      Optional.of(group),
                      schedule.text(STATE).filter(DISABLED::equals).isEmpty()))
          .forEach(schedules::add);
      next = page.text("NextToken");
    } while (next.isPresent());
    return schedules;
  }

  /// Enables or disables one.
  public void set(Source source, boolean enabled) {
    if (source.kind().equals("schedule")) {
      setSchedule(source, enabled);
    } else {
      stack
          .aws()
          .call(
              AwsRequest.eventBridge(
                  enabled ? "EnableRule" : "DisableRule", names(source.name(), source.group())));
    }
  }

  /// An update of a schedule sets what it does not name to its default, so that all of it is sent.
  private void setSchedule(Source source, boolean enabled) {
    AwsRequest read =
        AwsRequest.rest(AwsService.SCHEDULER, "GetSchedule", "GET", "schedules", source.name());
    Members schedule =
        stack.aws().call(read.query("groupName", source.group().orElse("default"))).json();
    Map<String, Object> all = new LinkedHashMap<>();
    schedule
        .values()
        .forEach(
            (name, value) -> {
              if (!READ_ONLY.contains(name.toString()) && value != null) {
                all.put(name.toString(), value);
              }
            });
    all.put(STATE, enabled ? ENABLED : DISABLED);
    stack
        .aws()
        .call(
            AwsRequest.rest(
                    AwsService.SCHEDULER, "UpdateSchedule", "PUT", "schedules", source.name())
                .json(all));
  }
}
