package io.quell.rules;

import io.quell.engine.Rule;
import java.util.List;

/// The one ordered list of the rules. A rule that is not in it does not run.
public final class RuleBook {
  private RuleBook() {}

  /// The rules in the order they run: of two that set the same field the later wins.
  public static List<Rule> rules() {
    // @formatter:off
    return List.of(
        new SuppressAccessLoggingOnLogBuckets(),
        new SuppressRootMfaWhereRootIsManagedCentrally(),
        new SuppressControlsOnResourcesBeingRemoved(),
        new SuppressPortProbesOnBastions(),
        new SuppressSensitiveDataInTestData(),
        new LowerSeverityOfControlsInSandboxes(),
        new LowerSeverityOfVulnerabilitiesWithoutFixOrExploit(),
        new RaiseSeverityOfFindingsOnRestrictedData());
    // @formatter:on
  }
}
