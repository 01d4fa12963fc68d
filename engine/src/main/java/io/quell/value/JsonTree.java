package io.quell.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Null-safe reading of a JSON value: what is missing, null or of another type than asked for is
/// simply not there.
public final class JsonTree {
  private JsonTree() {}

  /// All values at a path; a list on the way stands for each of its elements, and a list at the end
  /// likewise.
  public static List<Object> at(@Nullable Object value, List<String> path) {
    List<Object> found = new ArrayList<>();
    collect(value, path, 0, found);
    return found;
  }

  private static void collect(
      @Nullable Object value, List<String> path, int depth, List<Object> found) {
    if (value instanceof List<?> elements) {
      for (Object element : elements) {
        collect(element, path, depth, found);
      }
    } else if (depth == path.size()) {
      if (value != null) {
        found.add(value);
      }
    } else if (value instanceof Map<?, ?> members) {
      collect(members.get(path.get(depth)), path, depth + 1, found);
    }
  }

  /// Whether one of the values at a path passes. See [#at].
  public static boolean hasAt(@Nullable Object value, List<String> path, Predicate<Object> passes) {
    return hasAt(value, path, 0, passes);
  }

  private static boolean hasAt(
      @Nullable Object value, List<String> path, int depth, Predicate<Object> passes) {
    if (value instanceof List<?> elements) {
      for (Object element : elements) {
        if (hasAt(element, path, depth, passes)) {
          return true;
        }
      }
      return false;
    }
    if (depth == path.size()) {
      return value != null && passes.test(value);
    }
    return value instanceof Map<?, ?> members
        && hasAt(members.get(path.get(depth)), path, depth + 1, passes);
  }

  /// The value below a chain of maps, or null.
  public static @Nullable Object value(Map<String, Object> json, String... path) {
    return value(json, List.of(path));
  }

  /// The value below a chain of maps, or null.
  public static @Nullable Object value(Map<String, Object> json, List<String> path) {
    Object value = json;
    for (int at = 0; at < path.size(); at++) {
      value = value instanceof Map<?, ?> members ? members.get(path.get(at)) : null;
    }
    return value;
  }

  /// A scalar as text, or empty where it is missing, null, blank or no scalar.
  public static Optional<String> text(Map<String, Object> json, String... path) {
    return scalar(value(json, path)).filter(text -> !text.isBlank());
  }

  /// A string, number or boolean as text.
  public static Optional<String> scalar(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  /// A whole number, or empty where it is none or too large for an `int`.
  public static Optional<Integer> whole(@Nullable Object value) {
    return value instanceof Number number && number.doubleValue() == number.intValue()
        ? Optional.of(number.intValue())
        : Optional.empty();
  }

  /// The map at a path with its scalar values as text, or an empty map.
  public static Map<String, String> texts(Map<String, Object> json, String... path) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (value(json, path) instanceof Map<?, ?> members) {
      members.forEach(
          (name, member) ->
              scalar(member).ifPresent(text -> texts.put(String.valueOf(name), text)));
    }
    return texts;
  }

  /// The maps in the list at a path; other elements are passed over.
  public static List<Map<String, Object>> objects(Map<String, Object> json, List<String> path) {
    List<Map<String, Object>> objects = new ArrayList<>();
    if (value(json, path) instanceof List<?> elements) {
      for (Object element : elements) {
        if (element instanceof Map<?, ?>) {
          objects.add(object(element));
        }
      }
    }
    return objects;
  }

  /// A JSON object as the map it is: the names of a JSON object are always strings.
  @SuppressWarnings("unchecked") // Json makes no other maps
  public static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  /// A copy of an object with other members; null takes a member away.
  public static Map<String, Object> replaced(
      Map<String, Object> json, Map<String, @Nullable Object> members) {
    Map<String, Object> copy = new LinkedHashMap<>(json);
    members.forEach(
        (name, value) -> {
          if (value == null) {
            copy.remove(name);
          } else {
            copy.put(name, value);
          }
        });
    return copy;
  }

  /// What a value is, for a message.
  public static String kind(@Nullable Object json) {
    return switch (json) {
      case null -> "null";
      case List<?> _ -> "a list";
      case String _ -> "a text";
      case Number _ -> "a number";
      default -> String.valueOf(json);
    };
  }
}
