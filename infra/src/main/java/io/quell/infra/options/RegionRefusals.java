package io.quell.infra.options;

import io.quell.infra.options.choice.DeliveryMode;
import io.quell.infra.options.choice.SnapStartChoice;
import io.quell.infra.region.RegionFacts;
import java.util.ArrayList;
import java.util.List;

/// What a Region does not take: options for what AWS does not offer there, and things of another
/// Region. A row each.
final class RegionRefusals {
  private RegionRefusals() {}

  /// All that is wrong with options in a Region.
  static List<OptionProblem> of(Options options, RegionFacts facts) {
    List<OptionProblem> problems = new ArrayList<>();
    String region = facts.region();
    String there = region == null ? "a Region that is not known" : region;
    if (options.function().tracing() && !facts.hasTracing()) {
      add(
          problems,
          DeploymentOption.TRACING,
          "is on, but in %s X-Ray does not trace functions. Write %s: off.",
          there,
          DeploymentOption.TRACING.key());
    }
    if (options.function().snapStart() == SnapStartChoice.ON && !facts.hasSnapStart()) {
      add(
          problems,
          DeploymentOption.SNAP_START,
          "is on, but %s has no SnapStart. Write %s: auto.",
          there,
          DeploymentOption.SNAP_START.key());
    }
    if (options.intake().delivery() == DeliveryMode.DIRECT && !facts.hasAsynchronousMetrics()) {
      add(
          problems,
          DeploymentOption.DELIVERY,
          "is direct, but in %s Lambda has no metrics of asynchronous invocation, so that no alarm"
              + " could tell that events wait. Write %s: queue.",
          there,
          DeploymentOption.DELIVERY.key());
    }
    if (options.endpoint().fips() && !facts.hasFips()) {
      add(
          problems,
          DeploymentOption.FIPS,
          region == null
              ? "is on, but the stack is for %s. Name it under %s: Security Hub has FIPS endpoints"
                  + " in us-east-1, us-east-2, us-west-1, us-west-2 and GovCloud only."
              : "is on, but in %s Security Hub has no FIPS endpoint: there are some in us-east-1,"
                  + " us-east-2, us-west-1, us-west-2 and GovCloud. Turn it off under %s.",
          there,
          DeploymentOption.REGIONS.key());
    }
    if (region != null) {
      options.inRegion().forEach(arn -> arn.problemIn(region).ifPresent(problems::add));
    }
    return problems;
  }

  private static void add(
      List<OptionProblem> problems,
      DeploymentOption option,
      String format,
      String there,
      String remedy) {
    problems.add(
        new OptionProblem(
            List.of(option.key()),
            "Option %s %s".formatted(option.key(), format.formatted(there, remedy))));
  }
}
