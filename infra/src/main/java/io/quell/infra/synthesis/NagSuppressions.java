package io.quell.infra.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.CfnResource;
import software.constructs.IConstruct;

/// What cdk-nag would find and why it is right nevertheless, written where cdk-nag looks for it: in
/// the resource's metadata. So it holds in the app of another team too, and Quell does not need
/// cdk-nag to run.
public final class NagSuppressions {
  private static final String METADATA = "cdk_nag";
  private static final String ENTRIES = "rules_to_suppress";

  private NagSuppressions() {}

  /// Accepts all findings of a rule on a construct's resource.
  public static void accept(IConstruct construct, String rule, String reason) {
    accept(construct, List.of(entry(rule, reason, List.of())));
  }

  /// Accepts what the entries name on a construct's resource, besides what is accepted already.
  ///
  /// @param entries each made by [#entry]
  public static void accept(IConstruct construct, List<Map<String, Object>> entries) {
    CfnResource resource =
        construct instanceof CfnResource own
            ? own
            : (CfnResource) Objects.requireNonNull(construct.getNode().getDefaultChild());
    List<Object> all = new ArrayList<>(accepted(resource));
    all.addAll(entries);
    resource.addMetadata(METADATA, OrderedJson.object(ENTRIES, all));
  }

  private static List<?> accepted(CfnResource resource) {
    return resource.getMetadata(METADATA) instanceof Map<?, ?> metadata
            && metadata.get(ENTRIES) instanceof List<?> entries
        ? entries
        : List.of();
  }

  /// An entry that accepts findings of a rule.
  ///
  /// @param appliesTo which findings of the rule, as regular expressions in slashes; none for all
  public static Map<String, Object> entry(String rule, String reason, List<String> appliesTo) {
    List<Map.Entry<String, ?>> members = new ArrayList<>();
    members.add(Map.entry("id", rule));
    members.add(Map.entry("reason", reason));
    if (!appliesTo.isEmpty()) {
      members.add(
          Map.entry(
              "applies_to",
              appliesTo.stream().map(pattern -> OrderedJson.object("regex", pattern)).toList()));
    }
    return OrderedJson.object(members);
  }
}
