package io.quell.infra;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.infra.region.Partition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.event.ruler.Ruler;

/// The event rules of a template, matched by AWS's own matcher.
final class DeployedRules {
  private final Map<String, String> patterns = new TreeMap<>();

  DeployedRules(Template template) {
    for (Template.Resource rule : template.all("AWS::Events::Rule")) {
      String path = rule.json().get("Metadata").get("aws:cdk:path").asText();
      patterns.put(
          path.substring(path.lastIndexOf('/') + 1),
          resolved(rule.property("EventPattern")).toString());
    }
  }

  /// References to the surroundings stay as names in braces.
  private static JsonNode resolved(JsonNode json) {
    if (json.isObject()
        && json.size() == 1
        && (json.has("Fn::Join") || json.has("Ref") || json.has("Fn::GetAtt"))) {
      return Project.json((Object) Template.text(json));
    }
    if (json.isObject()) {
      Map<String, JsonNode> members = new TreeMap<>();
      json.properties()
          .forEach(member -> members.put(member.getKey(), resolved(member.getValue())));
      return Project.json(members);
    }
    return json.isArray()
        ? Project.json(Project.elements(json).stream().map(DeployedRules::resolved).toList())
        : json;
  }

  /// The names of the event rules that take an event, where they are deployed in its account and
  /// Region.
  List<String> taking(JsonNode event) {
    return patterns.entrySet().stream()
        .filter(rule -> matches(event, rule.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean matches(JsonNode event, String pattern) {
    String region = event.path("region").asText();
    String partition = Partition.of(region).id();
    String here =
        pattern
            .replace("{AWS::Partition}", partition)
            .replace("{AWS::Region}", region)
            .replace("{AWS::AccountId}", event.path("account").asText());
    try {
      return Ruler.matchesRule(event.toString(), here);
    } catch (Exception e) {
      throw new AssertionError("EventBridge would refuse " + here, e);
    }
  }

  /// The patterns, by the name of the rule.
  Map<String, String> patterns() {
    return patterns;
  }
}
