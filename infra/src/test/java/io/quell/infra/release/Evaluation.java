package io.quell.infra.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What CloudFormation makes of a template and the values of its parameters, as far as those go:
/// conditions are decided, and parameters replaced. What refers to resources stays as it is.
public final class Evaluation {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z:]+)}");

  private static final String STACK = "AWS::StackName";

  private final JsonNode template;
  private final Map<String, String> values = new TreeMap<>();

  private Evaluation(JsonNode template, Map<String, String> given) {
    this.template = template;
    template
        .get("Parameters")
        .properties()
        .forEach(
            parameter -> {
              String name = parameter.getKey();
              JsonNode usual = parameter.getValue().get("Default");
              String value =
                  given.containsKey(name) ? given.get(name) : usual == null ? null : usual.asText();
              if (value == null) {
                throw new AssertionError(name + " has no value");
              }
              values.put(name, value);
            });
    if (given.containsKey(STACK)) {
      values.put(STACK, given.get(STACK));
    }
    if (!values.keySet().containsAll(given.keySet())) {
      throw new AssertionError("not all of these are parameters: " + given.keySet());
    }
  }

  /// The template for these values: without parameters and conditions.
  public static ObjectNode of(JsonNode template, Map<String, String> given) {
    var evaluation = new Evaluation(template, given);
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (String section : new String[] {"Resources", "Outputs"}) {
      ObjectNode parts = result.putObject(section);
      template
          .get(section)
          .properties()
          .forEach(
              part -> {
                JsonNode value = part.getValue();
                if (!value.has("Condition") || evaluation.holds(value.get("Condition").asText())) {
                  ObjectNode there = ((ObjectNode) value).deepCopy();
                  there.remove("Condition");
                  parts.set(part.getKey(), evaluation.value(there));
                }
              });
    }
    return result;
  }

  private boolean holds(String condition) {
    JsonNode said = template.at("/Conditions/" + condition);
    if (said.isMissingNode()) {
      throw new AssertionError("there is no condition " + condition);
    }
    return isTrue(said);
  }

  private boolean isTrue(JsonNode said) {
    String function = said.fieldNames().next();
    JsonNode arguments = said.get(function);
    return switch (function) {
      case "Condition" -> holds(arguments.asText());
      case "Fn::Equals" ->
          value(arguments.get(0)).asText().equals(value(arguments.get(1)).asText());
      case "Fn::Not" -> !isTrue(arguments.get(0));
      case "Fn::Or" -> isTrue(arguments.get(0)) || isTrue(arguments.get(1));
      default -> throw new AssertionError("this is no condition: " + said);
    };
  }

  private JsonNode value(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      array.forEach(
          item -> {
            JsonNode value = value(item);
            if (!isNothing(value)) {
              items.add(value);
            }
          });
      return items;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    if (object.has("Fn::If")) {
      JsonNode arguments = object.get("Fn::If");
      return value(arguments.get(holds(arguments.get(0).asText()) ? 1 : 2));
    }
    if (object.has("Ref") && values.containsKey(object.get("Ref").asText())) {
      return Json.text(values.get(object.get("Ref").asText()));
    }
    if (object.has("Fn::Sub") && object.get("Fn::Sub").isTextual()) {
      return substituted(object.get("Fn::Sub").asText());
    }
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(
            member -> {
              JsonNode value = value(member.getValue());
              if (!isNothing(value)) {
                members.set(member.getKey(), value);
              }
            });
    return members;
  }

  private static boolean isNothing(JsonNode node) {
    return node.path("Ref").asText().equals("AWS::NoValue");
  }

  private JsonNode substituted(String text) {
    StringBuilder result = new StringBuilder();
    Matcher variables = VARIABLE.matcher(text);
    while (variables.find()) {
      String value = values.getOrDefault(variables.group(1), variables.group());
      variables.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    variables.appendTail(result);
    return result.indexOf("${") < 0 ? Json.text(result.toString()) : Json.sub(result.toString());
  }
}
