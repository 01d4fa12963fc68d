package io.quell.infra.operations;

import io.quell.infra.synthesis.OrderedJson;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.cloudwatch.CfnInsightRule;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// How many findings the rule updates that updates most: a Contributor Insights rule counts the
/// lines in the log of decisions by the one rule that decided, whatever rules there are.
///
/// The log of reconciliations is not counted: they have limits and alarms of their own, and may be
/// what puts a mistake right.
final class MostUpdates {
  private static final String SUFFIX = "-most-updates";
  /// The longest name of a Contributor Insights rule (PutInsightRule, RuleName).
  private static final int LONGEST_NAME = 128;

  private MostUpdates() {}

  /// Creates the rule.
  ///
  /// @param decisions the log of decisions
  /// @return the updates of the rule that has most, in five minutes; no data where there are none
  static IMetric of(Construct scope, LogGroup decisions) {
    CfnInsightRule rule =
        CfnInsightRule.Builder.create(scope, "UpdatesByRule")
            .ruleName(name(scope))
            .ruleState("ENABLED")
            .ruleBody(Stack.of(scope).toJsonString(body(decisions.getLogGroupName())))
            .build();
    return MathExpression.Builder.create()
        .expression(
            "INSIGHT_RULE_METRIC('%s', 'MaxContributorValue')".formatted(rule.getAttrRuleName()))
        .usingMetrics(Map.of())
        .period(LoggedMetrics.PERIOD)
        .label("Updates of the rule with most")
        .build();
  }

  /// Contributor Insights, rule syntax: all filters must hold.
  private static Map<String, Object> body(String log) {
    return OrderedJson.object(
        List.of(
            Map.entry(
                "Schema",
                OrderedJson.object(
                    List.of(Map.entry("Name", "CloudWatchLogRule"), Map.entry("Version", 1)))),
            Map.entry("LogGroupNames", List.of(log)),
            Map.entry("LogFormat", "JSON"),
            Map.entry(
                "Contribution",
                OrderedJson.object(
                    List.of(
                        Map.entry("Keys", List.of("$.decidedBy")),
                        Map.entry(
                            "Filters",
                            List.of(in("$.message", "decision"), in("$.result", "processed")))))),
            Map.entry("AggregateOn", "Count")));
  }

  private static Map<String, Object> in(String member, String value) {
    return OrderedJson.object(List.of(Map.entry("Match", member), Map.entry("In", List.of(value))));
  }

  /// These rules have no generated names. The stack's name is as unique as it must be; where it is
  /// long, or not known before the deployment, the end of the stack's id stands for it.
  private static String name(Construct scope) {
    String stack = Stack.of(scope).getStackName();
    return Token.isUnresolved(stack) || stack.length() + SUFFIX.length() > LONGEST_NAME
        ? Fn.select(2, Fn.split("/", Aws.STACK_ID)) + SUFFIX
        : stack + SUFFIX;
  }
}
