package io.quell.infra.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a value of a template names.
final class References {
  private static final Pattern IN_SUB = Pattern.compile("\\$\\{([^}!.]+)(\\.[^}]+)?}");
  private static final Set<String> PLAIN = Set.of("Fn::Join", "Fn::Select", "Fn::Split");

  private References() {}

  /// The logical ids of the resources that a value names.
  static Set<String> in(JsonNode value) {
    Set<String> ids = new TreeSet<>();
    collect(value, ids);
    ids.removeIf(id -> id.startsWith("AWS::"));
    return ids;
  }

  private static void collect(JsonNode value, Set<String> ids) {
    if (!value.isObject()) {
      value.forEach(element -> collect(element, ids));
      return;
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      JsonNode inside = member.getValue();
      switch (member.getKey()) {
        case "Ref" -> ids.add(inside.asText());
        case "Fn::GetAtt" ->
            ids.add(
                inside.isArray()
                    ? inside.get(0).asText()
                    : inside.asText().replaceFirst("\\..*", ""));
        case "Fn::Sub" -> {
          Matcher names =
              IN_SUB.matcher(inside.isArray() ? inside.get(0).asText() : inside.asText());
          while (names.find()) {
            ids.add(names.group(1));
          }
        }
        default -> {
          if (member.getKey().startsWith("Fn::") && !PLAIN.contains(member.getKey())) {
            throw new AssertionError("The model does not know " + member.getKey());
          }
          collect(inside, ids);
        }
      }
    }
  }
}
