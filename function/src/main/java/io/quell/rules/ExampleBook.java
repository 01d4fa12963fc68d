package io.quell.rules;

import io.quell.rule.Rule;
import io.quell.rule.RuleBook;
import java.util.List;

/// The one ordered list of the rule classes of this deployment. A class that is not in it does not
/// run.
public final class ExampleBook implements RuleBook {

  @Override
  public List<Rule> classes() {
    return List.of(
        new SuppressAccessLoggingOnLogBuckets(),
        new SuppressRootMfaWhereRootIsManagedCentrally(),
        new SuppressControlsOnResourcesBeingRemoved(),
        new SuppressPortProbesOnBastions(),
        new SuppressSensitiveDataInTestData(),
        new LowerSeverityOfControlsInSandboxes(),
        new LowerSeverityOfVulnerabilitiesWithoutFixOrExploit(),
        new RaiseSeverityOfFindingsOnRestrictedData());
  }

  /// These rules show what can be written. Say false once the list has your own rules.
  @Override
  public boolean isExamples() {
    return true;
  }
}
