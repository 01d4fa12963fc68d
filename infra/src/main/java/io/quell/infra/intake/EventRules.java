package io.quell.infra.intake;

import io.quell.compile.pattern.FindingPattern;
import io.quell.finding.Format;
import io.quell.infra.options.Options;
import io.quell.infra.options.choice.CustomActions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;
import software.constructs.IDependable;

/// The event rules: those for imported findings, as many as they need, one for findings that the
/// book has marked, and one for each custom action. All have the same target.
final class EventRules {
  private static final String IMPORTED = "ImportedFindings";

  private final Map<String, CfnRule> rules = new LinkedHashMap<>();

  /// @param patterns the imported findings that are let through, each an event rule of its own
  /// @param options of which formats there are events, whether the book's marks are watched, and
  ///     who creates the custom actions; they exist for ASFF alone, and where they are off, they
  ///     have no event rules
  /// @param target the ARN of what takes the events
  /// @param undelivered the queue for the events that the target did not take
  /// @param ready what must be there before the first event is sent
  EventRules(
      Construct scope,
      List<FindingPattern> patterns,
      Options options,
      String target,
      Queue undelivered,
      List<IDependable> ready) {
    for (FindingPattern pattern : patterns) {
      add(
          scope,
          rules.isEmpty() ? IMPORTED : IMPORTED + (rules.size() + 1),
          "Security Hub findings that Quell's rules may change",
          pattern.json(),
          target,
          undelivered);
    }
    if (options.intake().watch()) {
      add(
          scope,
          "MarkedFindings",
          "Security Hub findings that this rule book has marked, whatever their status",
          FindingPattern.marked(options.intake().formats(), books(scope, options)).json(),
          target,
          undelivered);
    }
    CustomActions actions = options.intake().customActions();
    if (actions != CustomActions.OFF && options.intake().formats().contains(Format.ASFF)) {
      for (CustomAction action : CustomAction.values()) {
        add(
            scope,
            action.id() + "Chosen",
            "Findings chosen in the console for " + action.label(),
            action.patternIn(scope),
            target,
            undelivered);
        if (actions == CustomActions.STACK) {
          action.createIn(scope);
        }
      }
    }
    ready.forEach(before -> rules.values().forEach(rule -> rule.getNode().addDependency(before)));
  }

  /// The book whose marks are watched, and those whose marks it takes over.
  private static Set<String> books(Construct scope, Options options) {
    Set<String> books = new HashSet<>(options.book().former());
    books.add(options.book().in(Stack.of(scope).getStackName()));
    return books;
  }

  private void add(
      Construct scope,
      String id,
      String description,
      Map<String, Object> pattern,
      String target,
      Queue undelivered) {
    rules.put(
        id,
        CfnRule.Builder.create(scope, id)
            .description(description)
            .eventPattern(pattern)
            .targets(List.of(EventTargets.of(target, undelivered).build()))
            .build());
  }

  /// The events that were not even taken by the dead-letter queue, by rule.
  List<Metric> lost() {
    return rules.values().stream().map(EventTargets::lost).toList();
  }
}
