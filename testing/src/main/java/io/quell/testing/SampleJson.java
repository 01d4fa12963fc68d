package io.quell.testing;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Copies of the JSON of samples with a value laid at a path or cut out of it. A number on a path
/// names a list's element.
final class SampleJson {
  private SampleJson() {}

  /// The object that a text is.
  static Map<String, @Nullable Object> parsed(String text) {
    try {
      return members(Json.read(text));
    } catch (UnreadableException e) {
      throw new AssertionError(e);
    }
  }

  /// A copy with this value at a path. What is missing on the way is made.
  static Map<String, @Nullable Object> laid(
      Map<String, @Nullable Object> json, @Nullable Object value, String... path) {
    return members(laid(json, value, path, 0));
  }

  /// A copy without what stands at a path.
  static Map<String, @Nullable Object> cut(Map<String, @Nullable Object> json, String... path) {
    return members(cut(json, path, 0));
  }

  /// A copy of the list at the top of an object, with one more element.
  static List<@Nullable Object> longer(@Nullable Object list, Object element) {
    List<@Nullable Object> longer = new ArrayList<>();
    if (list instanceof List<?> present) {
      longer.addAll(present);
    }
    longer.add(element);
    return longer;
  }

  private static @Nullable Object laid(
      @Nullable Object into, @Nullable Object value, String[] path, int depth) {
    if (depth == path.length) {
      return value;
    }
    String step = path[depth];
    if (into instanceof List<?> elements) {
      List<@Nullable Object> copy = new ArrayList<>(elements);
      int at = Integer.parseInt(step);
      copy.set(at, laid(copy.get(at), value, path, depth + 1));
      return copy;
    }
    Map<String, @Nullable Object> copy =
        into instanceof Map<?, ?> ? members(into) : new LinkedHashMap<>();
    copy.put(step, laid(copy.get(step), value, path, depth + 1));
    return copy;
  }

  private static @Nullable Object cut(@Nullable Object from, String[] path, int depth) {
    boolean last = depth == path.length - 1;
    if (from instanceof List<?> elements) {
      List<@Nullable Object> copy = new ArrayList<>(elements);
      int at = Integer.parseInt(path[depth]);
      if (last) {
        copy.remove(at);
      } else {
        copy.set(at, cut(copy.get(at), path, depth + 1));
      }
      return copy;
    }
    if (!(from instanceof Map<?, ?> members) || !members.containsKey(path[depth])) {
      throw new AssertionError("the sample has nothing at " + String.join(".", path));
    }
    Map<String, @Nullable Object> copy = members(from);
    if (last) {
      copy.remove(path[depth]);
    } else {
      copy.put(path[depth], cut(copy.get(path[depth]), path, depth + 1));
    }
    return copy;
  }

  private static Map<String, @Nullable Object> members(@Nullable Object object) {
    if (!(object instanceof Map<?, ?> members)) {
      throw new AssertionError("no JSON object: " + object);
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    members.forEach((name, value) -> copy.put(String.valueOf(name), value));
    return copy;
  }
}
