package rules;

import io.quell.rule.Rule;
import io.quell.rule.RuleBook;
import java.util.List;

/// Our rule classes, in the order they run. A class that is not in this list does not run.
public final class OurRules implements RuleBook {

  @Override
  public List<Rule> classes() {
    return List.of(new SuppressPublicAccessOnWebsiteBuckets());
  }

  /// The first rule is an example, and no deployment enforces examples. Take this method out once
  /// the rules are your own.
  @Override
  public boolean isExamples() {
    return true;
  }
}
