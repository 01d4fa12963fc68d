package io.quell.infra.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Lays templates of the same stack over each other: where they differ, the one template asks a
/// condition, or has a parameter.
///
/// @param factor what they differ in
/// @param base its first way
/// @param variant another one
record Fold(Factor factor, String base, String variant) {
  /// What a statement of a policy is known by.
  private static final String NAME = "Sid";

  /// Lays a variant over what has been folded before.
  ///
  /// @param plain the template that all are laid over, as it was synthesized
  /// @param folded the same after other factors
  /// @param other the template of the variant
  /// @throws AssertionError where two factors change one place, or a parameter cannot say it
  JsonNode fold(JsonNode plain, JsonNode folded, JsonNode other, String path) {
    if (plain.equals(other)) {
      return folded;
    }
    if (plain.isObject() && other.isObject() && folded.isObject() && !isFunction(folded)) {
      return members(plain, (ObjectNode) folded, other, path);
    }
    if (plain.isArray() && other.isArray() && folded.isArray()) {
      return items((ArrayNode) plain, (ArrayNode) folded, (ArrayNode) other, path);
    }
    if (!plain.equals(folded) && factor.variants().size() == 2) {
      throw new AssertionError(
          "two parameters change %s: %s, %s, %s".formatted(path, plain, folded, other));
    }
    JsonNode value = value(plain, other);
    if (value == null && factor.conditions().isEmpty()) {
      throw new AssertionError("%s is not what the parameter says: %s".formatted(path, other));
    }
    return value != null ? value : Json.choose(variant, other, folded);
  }

  private static boolean isFunction(JsonNode node) {
    return node.size() == 1 && (node.has("Ref") || node.fieldNames().next().startsWith("Fn::"));
  }

  /// What stands for both by the parameter's value; null where nothing does.
  private @Nullable JsonNode value(JsonNode plain, JsonNode other) {
    String parameter = factor.value();
    if (parameter.isEmpty() || !plain.isValueNode() || !other.isValueNode()) {
      return null;
    }
    String some = shown(base);
    String changed = shown(variant);
    if (plain.asText().equals(some) && other.asText().equals(changed)) {
      return Json.ref(parameter);
    }
    String text = plain.asText().replace(some, "${" + parameter + "}");
    return plain.isTextual() && text.replace("${" + parameter + "}", changed).equals(other.asText())
        ? Json.sub(text)
        : null;
  }

  private String shown(String way) {
    return Json.in(factor.variants(), way).values().iterator().next().toString();
  }

  private ObjectNode members(JsonNode plain, ObjectNode folded, JsonNode other, String path) {
    ObjectNode result = folded.deepCopy();
    TreeSet<String> names = new TreeSet<>();
    plain.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String place = path + "/" + name;
      JsonNode before = plain.get(name);
      JsonNode after = other.get(name);
      if (before != null && after != null) {
        result.set(name, fold(before, folded.get(name), after, place));
      } else if (before == null) {
        result.set(name, Json.choose(variant, after, Json.nothing()));
      } else {
        result.set(name, Json.choose(variant, Json.nothing(), folded.get(name)));
      }
    }
    return result;
  }

  /// Items that both have stay; the others are there by condition.
  private ArrayNode items(ArrayNode plain, ArrayNode folded, ArrayNode other, String path) {
    if (plain.size() != folded.size()) {
      throw new AssertionError("two parameters change " + path);
    }
    List<JsonNode> result = new ArrayList<>();
    if (plain.size() == other.size() && !plain.path(0).has(NAME)) {
      for (int at = 0; at < plain.size(); at++) {
        result.add(fold(plain.get(at), folded.get(at), other.get(at), path + "/" + at));
      }
      return Json.array(result);
    }
    int at = 0;
    for (int next = 0; next < plain.size(); next++) {
      int found = indexOf(plain.get(next), other, at);
      if (found < 0) {
        result.add(Json.choose(variant, Json.nothing(), folded.get(next)));
      } else {
        for (; at < found; at++) {
          result.add(Json.choose(variant, other.get(at), Json.nothing()));
        }
        result.add(folded.get(next));
        at++;
      }
    }
    for (; at < other.size(); at++) {
      result.add(Json.choose(variant, other.get(at), Json.nothing()));
    }
    return Json.array(result);
  }

  private static int indexOf(JsonNode item, ArrayNode items, int from) {
    for (int at = from; at < items.size(); at++) {
      if (items.get(at).equals(item)) {
        return at;
      }
    }
    return -1;
  }

  /// Lays all ways of a factor over the folded template.
  ///
  /// @param ways the templates by the names of their ways, the first of them the plain one
  static ObjectNode all(Factor factor, ObjectNode folded, Map<String, ObjectNode> ways) {
    List<String> names = List.copyOf(ways.keySet());
    ObjectNode plain = Json.in(ways, names.getFirst());
    ObjectNode result = folded.deepCopy();
    for (String section : List.of("Resources", "Outputs")) {
      ObjectNode parts = (ObjectNode) result.get(section);
      TreeSet<String> ids = new TreeSet<>();
      ways.values().forEach(way -> way.get(section).fieldNames().forEachRemaining(ids::add));
      for (String id : ids) {
        List<String> in =
            names.stream().filter(way -> Json.in(ways, way).get(section).has(id)).toList();
        JsonNode part = in.contains(names.getFirst()) ? parts.get(id) : null;
        JsonNode first = Json.in(ways, in.getFirst()).get(section).get(id);
        if (part == null) {
          part = first;
        }
        JsonNode original = in.contains(names.getFirst()) ? plain.get(section).get(id) : first;
        for (String way : in.subList(1, in.size())) {
          part =
              new Fold(factor, names.getFirst(), way)
                  .fold(original, part, Json.in(ways, way).get(section).get(id), id);
        }
        if (in.size() < names.size()) {
          part = ((ObjectNode) part).deepCopy().put("Condition", in.getFirst());
        }
        parts.set(id, part);
      }
    }
    return result;
  }
}
