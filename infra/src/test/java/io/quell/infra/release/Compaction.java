package io.quell.infra.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out of a template of the CDK what it has for the CDK alone, and what says the same twice.
/// What is left describes the same stack.
public final class Compaction {
  /// The CDK ends a logical id with eight digits, and a version's with a hash too.
  private static final Pattern LOGICAL_ID =
      Pattern.compile("(?:Quell(?=[A-Z]))?(.+?)[0-9A-F]{8}(?:[0-9a-f]{32})?");

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z0-9]+)(?:\\.[A-Za-z0-9]+)?}");

  /// What has a picture or a question of the log in it and no part in the work, and what direct
  /// events need: here they go through the queue.
  private static final Set<String> LEFT_OUT =
      Set.of(
          "AWS::CloudWatch::Dashboard",
          "AWS::Logs::QueryDefinition",
          "AWS::Lambda::EventInvokeConfig");

  private static final Set<String> LEFT_OUT_TOO = Set.of("LiveEventRules");

  /// The end of an alarm's description, which says where to read on.
  private static final Pattern WHERE = Pattern.compile("docs/operations[.]md#[a-z]+");

  /// What says by its name what it is.
  private static final List<String> UNDESCRIBED =
      List.of("AWS::IAM::", "AWS::AppConfig::", "AWS::Scheduler::");

  private static final String SUBSCRIPTION = "AWS::SNS::Subscription";

  private Compaction() {}

  /// The template with short logical ids, without the CDK's parameters, rules and metadata, and
  /// without the dashboard and the questions.
  public static ObjectNode of(JsonNode template) {
    ObjectNode compact = (ObjectNode) renamed(template);
    compact.remove(List.of("Parameters", "Rules", "Conditions", "Metadata"));
    ObjectNode resources = (ObjectNode) compact.get("Resources");
    List<String> leftOut = new ArrayList<>();
    resources
        .properties()
        .forEach(
            resource -> {
              ObjectNode value = (ObjectNode) resource.getValue();
              value.remove("Metadata");
              if (value.path("Properties") instanceof ObjectNode properties) {
                shortenDescription(properties);
                if (UNDESCRIBED.stream().anyMatch(value.get("Type").asText()::startsWith)) {
                  properties.remove("Description");
                }
              }
              if (LEFT_OUT.contains(value.get("Type").asText())
                  || LEFT_OUT_TOO.contains(resource.getKey())) {
                leftOut.add(resource.getKey());
              }
            });
    resources.remove(leftOut);
    resources.forEach(resource -> forget((ObjectNode) resource, leftOut));
    ObjectNode outputs = (ObjectNode) compact.get("Outputs");
    outputs.remove(List.of("DashboardOutput", "AlarmsOutput"));
    outputs.forEach(output -> ((ObjectNode) output).remove("Description"));
    JsonNode texts = Json.map(Json.map(compact, Compaction::joined), Compaction::dense);
    return (ObjectNode) Json.map(texts, Compaction::withoutDefaults);
  }

  private static void shortenDescription(ObjectNode properties) {
    Matcher where = WHERE.matcher(properties.path("AlarmDescription").toString());
    if (where.find()) {
      properties.put("AlarmDescription", "See " + where.group());
    }
    if (properties.path("Description").asText("none").isEmpty()) {
      properties.remove("Description");
    }
  }

  private static void forget(ObjectNode resource, List<String> leftOut) {
    JsonNode needed = resource.path("DependsOn");
    List<JsonNode> all = new ArrayList<>();
    if (needed.isTextual()) {
      all.add(needed);
    } else {
      needed.forEach(all::add);
    }
    all.removeIf(id -> leftOut.contains(id.asText()));
    resource.remove("DependsOn");
    if (!all.isEmpty()) {
      resource.set("DependsOn", Json.array(all));
    }
  }

  /// Without what AWS does anyway: it tries again for 24 hours and up to 185 times (EventBridge and
  /// EventBridge Scheduler, RetryPolicy), and a policy's path is `/` (CloudFormation).
  private static JsonNode withoutDefaults(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.at("/RetryPolicy/MaximumEventAgeInSeconds").asInt() == 86_400
          && object.at("/RetryPolicy/MaximumRetryAttempts").asInt() == 185) {
        object.remove("RetryPolicy");
      }
      if (object.path("Path").asText().equals("/") && object.has("PolicyDocument")) {
        object.remove("Path");
      }
    }
    return node;
  }

  /// JSON in a text without white space.
  private static JsonNode dense(JsonNode node) {
    if (!node.isTextual() || !node.asText().startsWith("{\n")) {
      return node;
    }
    try {
      return Json.text(new JsonMapper().readTree(node.asText()).toString());
    } catch (JsonProcessingException e) {
      throw new AssertionError(node.asText(), e);
    }
  }

  private static JsonNode renamed(JsonNode template) {
    Map<String, String> names = new HashMap<>();
    template
        .get("Resources")
        .fieldNames()
        .forEachRemaining(
            id -> {
              Matcher parts = LOGICAL_ID.matcher(id);
              String name = parts.matches() ? parts.group(1) : id;
              if (template.at("/Resources/%s/Type".formatted(id)).asText().equals(SUBSCRIPTION)) {
                name = "AlarmSubscription"; // its id has the address in it
              }
              if (names.containsValue(name)) {
                throw new AssertionError("two resources are called " + name);
              }
              names.put(id, name);
            });
    ObjectNode renamed = ((ObjectNode) template).deepCopy();
    ObjectNode resources = renamed.putObject("Resources");
    template
        .get("Resources")
        .properties()
        .forEach(resource -> resources.set(names.get(resource.getKey()), resource.getValue()));
    return Json.map(
        renamed,
        node ->
            node.isTextual() && names.containsKey(node.asText())
                ? Json.text(names.get(node.asText()))
                : node);
  }

  /// A text in one piece, where `Fn::Join` has it in many.
  private static JsonNode joined(JsonNode node) {
    if (!(node instanceof ObjectNode)
        || !node.has("Fn::Join")
        || !node.at("/Fn::Join/1").isArray()) {
      return node;
    }
    List<String> parts = new ArrayList<>();
    for (JsonNode part : node.at("/Fn::Join/1")) {
      if (part.isTextual()) {
        parts.add(part.asText().replace("${", "${!"));
      } else if (part.has("Ref")) {
        parts.add("${" + part.get("Ref").asText() + "}");
      } else if (part.has("Fn::GetAtt")) {
        parts.add(
            "${%s.%s}"
                .formatted(part.at("/Fn::GetAtt/0").asText(), part.at("/Fn::GetAtt/1").asText()));
      } else if (part.has("Fn::Sub") && part.get("Fn::Sub").isTextual()) {
        parts.add(part.get("Fn::Sub").asText());
      } else {
        return node;
      }
    }
    return Json.sub(String.join(node.at("/Fn::Join/0").asText(), parts));
  }

  /// Takes away what a resource is said to wait for and waits for anyway, by what it or what it
  /// waits for refers to.
  public static void untangle(ObjectNode template) {
    ObjectNode resources = (ObjectNode) template.get("Resources");
    Map<String, Set<String>> named = new HashMap<>();
    resources
        .properties()
        .forEach(
            resource -> {
              Set<String> names = new TreeSet<>();
              collect(resource.getValue().path("Properties"), names);
              names.retainAll(fieldNames(resources));
              named.put(resource.getKey(), names);
            });
    Map<String, Set<String>> waits = new HashMap<>();
    resources
        .properties()
        .forEach(
            resource -> {
              Set<String> all = new HashSet<>(Json.in(named, resource.getKey()));
              resource.getValue().path("DependsOn").forEach(id -> all.add(id.asText()));
              waits.put(resource.getKey(), all);
            });
    resources
        .properties()
        .forEach(
            resource -> {
              if (resource.getValue().path("DependsOn") instanceof ArrayNode said) {
                Set<String> left = new TreeSet<>();
                said.forEach(id -> left.add(id.asText()));
                left.removeIf(
                    id ->
                        Json.in(named, resource.getKey()).contains(id)
                            || Json.in(waits, resource.getKey()).stream()
                                .anyMatch(
                                    other ->
                                        !other.equals(id) && reaches(other, id, waits, resources)));
                ObjectNode changed = (ObjectNode) resource.getValue();
                changed.remove("DependsOn");
                if (!left.isEmpty()) {
                  changed.set("DependsOn", Json.array(left.stream().map(Json::text).toList()));
                }
              }
            });
  }

  /// A way over a resource that is not in every stack is no way.
  private static boolean reaches(
      String from, String to, Map<String, Set<String>> waits, ObjectNode resources) {
    return !resources.get(from).has("Condition")
        && Json.in(waits, from).stream()
            .anyMatch(next -> next.equals(to) || reaches(next, to, waits, resources));
  }

  private static Set<String> fieldNames(ObjectNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void collect(JsonNode node, Set<String> names) {
    if (node.has("Fn::If")) {
      return; // one of the two is not there
    }
    if (node.has("Ref")) {
      names.add(node.get("Ref").asText());
    } else if (node.has("Fn::GetAtt")) {
      names.add(node.at("/Fn::GetAtt/0").asText());
    } else if (node.has("Fn::Sub") && node.get("Fn::Sub").isTextual()) {
      VARIABLE
          .matcher(node.get("Fn::Sub").asText())
          .results()
          .map(found -> found.group(1))
          .forEach(names::add);
    }
    node.forEach(inner -> collect(inner, names));
  }
}
