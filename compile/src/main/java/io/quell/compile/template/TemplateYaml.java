package io.quell.compile.template;

import io.quell.finding.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes a template as people read it, in the YAML of CloudFormation: `!Ref` and the other
/// functions in their short form, short objects on one line, and as few bytes as that takes.
public final class TemplateYaml {
  private static final int WIDTH = 140;

  /// What needs no quotation marks, within brackets too.
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z/][A-Za-z0-9_./()-]*(?:(?:::?| )[A-Za-z0-9_./()-]+)*");

  /// What YAML 1.1, which CloudFormation reads, takes for something else than a text.
  private static final Set<String> NO_TEXTS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "~");

  private static final Set<String> SHORT =
      Set.of("Fn::If", "Fn::Equals", "Fn::Not", "Fn::Or", "Fn::Join", "Fn::Select", "Fn::Split");

  private final StringBuilder text = new StringBuilder();

  private TemplateYaml() {}

  /// The text.
  ///
  /// @param template what JSON has: maps with texts as names, lists, texts, numbers, truth values
  public static String of(Map<String, Object> template) {
    var yaml = new TemplateYaml();
    template.forEach(
        (name, value) -> {
          yaml.text.append(scalar(name)).append(':');
          yaml.write(value, 1, WIDTH);
        });
    return yaml.text.toString();
  }

  /// Writes a value after a name or a dash.
  ///
  /// @param indent of what comes on lines of its own
  /// @param used how much of the line is taken
  private void write(Object value, int indent, int used) {
    String line = line(value);
    if (isShort(value) || used + line.length() < WIDTH) {
      text.append(' ').append(line).append('\n');
      return;
    }
    Map.Entry<?, ?> function = function(value);
    if (function != null && function.getValue() instanceof List<?> arguments) {
      text.append(" !").append(function.getKey().toString().substring("Fn::".length()));
      writeItems(arguments, indent);
    } else if (value instanceof Map<?, ?> members) {
      text.append('\n');
      writeMembers(members, indent, " ".repeat(indent));
    } else {
      writeItems((List<?>) value, indent - 1);
    }
  }

  private void writeMembers(Map<?, ?> members, int indent, String first) {
    String before = first;
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String name = scalar(member.getKey());
      text.append(before).append(name).append(':');
      write(member.getValue(), indent + 1, indent + name.length() + 2);
      before = " ".repeat(indent);
    }
  }

  private void writeItems(List<?> items, int indent) {
    text.append('\n');
    for (Object item : items) {
      text.append(" ".repeat(indent)).append('-');
      boolean isLong = !isShort(item) && indent + line(item).length() + 2 >= WIDTH;
      if (isLong && item instanceof Map<?, ?> members && function(item) == null) {
        writeMembers(members, indent + 2, " ");
      } else {
        write(item, indent + 2, indent + 2);
      }
    }
  }

  /// What has no lines to be broken into.
  private static boolean isShort(Object value) {
    Map.Entry<?, ?> function = function(value);
    return !(value instanceof Map || value instanceof List)
        || (value instanceof Map<?, ?> map && map.isEmpty())
        || (function != null && !SHORT.contains(function.getKey().toString()));
  }

  private static Map.@Nullable Entry<?, ?> function(Object value) {
    if (value instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> only = map.entrySet().iterator().next();
      String name = only.getKey().toString();
      boolean isText = only.getValue() instanceof String;
      return (isText && (name.equals("Ref") || name.equals("Fn::Sub")))
              || name.equals("Fn::GetAtt")
              || SHORT.contains(name)
          ? only
          : null;
    }
    return null;
  }

  private static String line(Object value) {
    Map.Entry<?, ?> function = function(value);
    if (function != null) {
      String name = function.getKey().toString();
      return switch (name) {
        case "Ref" -> "!Ref " + function.getValue();
        case "Fn::GetAtt" ->
            "!GetAtt "
                + ((List<?>) function.getValue())
                    .stream().map(Object::toString).collect(Collectors.joining("."));
        default -> "!%s %s".formatted(name.substring("Fn::".length()), line(function.getValue()));
      };
    }
    if (value instanceof Map<?, ?> members) {
      List<String> parts = new ArrayList<>();
      members.forEach((name, member) -> parts.add(scalar(name) + ": " + line(member)));
      return "{" + String.join(", ", parts) + "}";
    }
    if (value instanceof List<?> items) {
      return items.stream().map(TemplateYaml::line).collect(Collectors.joining(", ", "[", "]"));
    }
    return scalar(value);
  }

  private static String scalar(Object value) {
    if (!(value instanceof String text)) {
      return value.toString();
    }
    boolean isPlain =
        PLAIN.matcher(text).matches() && !NO_TEXTS.contains(text.toLowerCase(Locale.ROOT));
    if (text.chars().anyMatch(Character::isISOControl)) {
      return Json.write(text); // what JSON puts between quotation marks, YAML does
    }
    return isPlain ? text : "'" + text.replace("'", "''") + "'";
  }
}
