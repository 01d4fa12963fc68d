package io.quell.lint.solver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON that is being written, member by member.
final class JsonObject {
  private final Map<String, Object> members = new LinkedHashMap<>();

  /// Puts a value at a path; what is missing on the way is made. Of a list on the way it is the first element's.
  JsonObject put(Object value, String... path) {
    put(members, value, List.of(path));
    return this;
  }

  /// Puts the values at a path: one as it is, several as a list, beside those that a list there has.
  void putAll(List<String> values, List<String> path) {
    put(members, values.size() == 1 ? values.getFirst() : List.copyOf(values), path);
  }

  @SuppressWarnings("unchecked") // every map and list in here was made in here
  private static void put(Map<String, Object> into, Object value, List<String> path) {
    String name = path.getFirst();
    if (path.size() == 1) {
      if (into.get(name) instanceof List<?> present && !(value instanceof List<?>)) {
        List<Object> longer = new ArrayList<>(present);
        longer.add(value);
        into.put(name, longer);
      } else {
        into.put(name, value);
      }
      return;
    }
    List<String> rest = path.subList(1, path.size());
    switch (into.get(name)) {
      case Map<?, ?> inner -> put((Map<String, Object>) inner, value, rest);
      case List<?> elements when !elements.isEmpty() && elements.getFirst() instanceof Map<?, ?> first ->
        put((Map<String, Object>) first, value, rest);
      case null, default -> {
        Map<String, Object> inner = new LinkedHashMap<>();
        into.put(name, inner);
        put(inner, value, rest);
      }
    }
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /// The JSON written so far.
  Map<String, Object> json() {
    return members;
  }
}
