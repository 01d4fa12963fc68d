package io.quell.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// A synthesized template, read as CloudFormation would.
///
/// @param json the template
record Template(JsonNode json) {

  /// A resource and the name it has in the template.
  record Resource(String logicalId, JsonNode json) {
    JsonNode properties() {
      return json.path("Properties");
    }

    JsonNode property(String name) {
      return properties().path(name);
    }
  }

  List<Resource> all(String type) {
    List<Resource> found = new ArrayList<>();
    json.get("Resources")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().get("Type").asText().equals(type)) {
                found.add(new Resource(entry.getKey(), entry.getValue()));
              }
            });
    return found;
  }

  /// The only resource of a type.
  Resource only(String type) {
    List<Resource> found = all(type);
    if (found.size() != 1) {
      throw new AssertionError(
          "%d resources of type %s instead of one".formatted(found.size(), type));
    }
    return found.getFirst();
  }

  /// The resource with this id in its construct.
  Resource at(String path) {
    List<Resource> found = new ArrayList<>();
    json.get("Resources")
        .properties()
        .forEach(
            entry -> {
              String own = entry.getValue().path("Metadata").path("aws:cdk:path").asText();
              if (own.equals(path) || own.equals(path + "/Resource")) {
                found.add(new Resource(entry.getKey(), entry.getValue()));
              }
            });
    if (found.size() != 1) {
      throw new AssertionError("%d resources at %s instead of one".formatted(found.size(), path));
    }
    return found.getFirst();
  }

  /// The text of a value, with its references in braces: `{Queue.Arn}` is the attribute Arn of the
  /// resource Queue.
  static String text(JsonNode value) {
    if (value.isValueNode()) {
      return value.asText();
    }
    if (value.has("Ref")) {
      return "{" + value.get("Ref").asText() + "}";
    }
    if (value.has("Fn::GetAtt")) {
      return "{"
          + value.get("Fn::GetAtt").get(0).asText()
          + "."
          + value.get("Fn::GetAtt").get(1).asText()
          + "}";
    }
    if (value.has("Fn::Join")) {
      return texts(value.get("Fn::Join").get(1)).stream()
          .collect(Collectors.joining(value.get("Fn::Join").get(0).asText()));
    }
    throw new AssertionError("not read by this test: " + value);
  }

  static List<String> texts(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false).map(Template::text).toList()
        : List.of(text(value));
  }

  /// All statements of all policies in the template, by the logical id of what has the policy.
  Map<String, List<JsonNode>> statements() {
    Map<String, List<JsonNode>> statements = new LinkedHashMap<>();
    json.get("Resources")
        .properties()
        .forEach(
            entry ->
                entry
                    .getValue()
                    .findValues("Statement")
                    .forEach(
                        list -> {
                          List<JsonNode> own =
                              statements.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>());
                          list.forEach(own::add);
                        }));
    return statements;
  }
}
