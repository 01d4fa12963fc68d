package io.quell.infra.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// The functions of CloudFormation, and walks through a template.
final class Json {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  /// What a map has under a key that it has.
  static <K, V> V in(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key), String.valueOf(key));
  }

  /// A text.
  static JsonNode text(String text) {
    return TextNode.valueOf(text);
  }

  static ObjectNode object(String name, JsonNode value) {
    return NODES.objectNode().set(name, value);
  }

  static ArrayNode array(List<? extends JsonNode> items) {
    return NODES.arrayNode().addAll(items);
  }

  static ArrayNode array(JsonNode... items) {
    return array(List.of(items));
  }

  static ObjectNode ref(String name) {
    return object("Ref", text(name));
  }

  static JsonNode nothing() {
    return ref("AWS::NoValue");
  }

  static JsonNode choose(String condition, JsonNode then, JsonNode otherwise) {
    return object("Fn::If", array(text(condition), then, otherwise));
  }

  /// A text in which `${NAME}` stands for what a name refers to.
  static JsonNode sub(String text) {
    return object("Fn::Sub", text(text));
  }

  /// The same node with each node in it replaced, those inside first. Names of members stay.
  static JsonNode map(JsonNode node, UnaryOperator<JsonNode> change) {
    if (node instanceof ObjectNode object) {
      ObjectNode mapped = NODES.objectNode();
      object
          .properties()
          .forEach(member -> mapped.set(member.getKey(), map(member.getValue(), change)));
      return change.apply(mapped);
    }
    if (node instanceof ArrayNode array) {
      ArrayNode mapped = NODES.arrayNode();
      array.forEach(item -> mapped.add(map(item, change)));
      return change.apply(mapped);
    }
    return change.apply(node);
  }
}
