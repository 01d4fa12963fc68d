package io.quell.importers.automation;

import io.quell.importers.SourceRule.NotImported;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The automation rules in a CloudFormation template: the resources of the types
/// `AWS::SecurityHub::AutomationRule` and `AWS::SecurityHub::AutomationRuleV2`. Their properties
/// are the members of a rule.
///
/// @param rules the rules, in the order of the template
/// @param failures the resources that may be rules, of which the template alone does not tell
record CloudFormationRules(List<WrittenRule> rules, List<NotImported> failures) {
  private static final String TYPE = "AWS::SecurityHub::AutomationRule";
  private static final Set<String> TYPES = Set.of(TYPE, TYPE + "V2");

  /// Whether a file's value is a template.
  static boolean isTemplate(Map<?, ?> members) {
    return members.get("Resources") instanceof Map;
  }

  static CloudFormationRules of(Map<?, ?> template) {
    List<WrittenRule> rules = new ArrayList<>();
    List<NotImported> failures = new ArrayList<>();
    if (template.get("Resources") instanceof Map<?, ?> resources) {
      resources.forEach(
          (id, resource) -> {
            if (id instanceof String loop && loop.startsWith("Fn::ForEach")) {
              if (String.valueOf(resource).contains(TYPE)) {
                failures.add(
                    new NotImported(
                        loop,
                        "a loop is run where the template is deployed: give the template after"
                            + " that, as 'aws cloudformation get-template --template-stage"
                            + " Processed' prints it"));
              }
            } else if (resource instanceof Map<?, ?> members
                && TYPES.contains(String.valueOf(members.get("Type")))) {
              add(String.valueOf(id), members, rules, failures);
            }
          });
    }
    return new CloudFormationRules(rules, failures);
  }

  private static void add(
      String id, Map<?, ?> resource, List<WrittenRule> rules, List<NotImported> failures) {
    @Nullable Object properties = LooseTypes.of(resource.get("Properties"));
    WrittenRule rule = WrittenRule.of("resource " + id, properties == null ? Map.of() : properties);
    if (resource.get("Condition") != null) {
      failures.add(
          new NotImported(
              rule.source(),
              "whether the template makes it hangs on its Condition '%s', which only a deployment tells"
                  .formatted(resource.get("Condition"))));
    } else {
      rules.add(rule);
    }
  }
}
