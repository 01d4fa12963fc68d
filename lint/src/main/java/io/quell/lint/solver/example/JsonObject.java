package io.quell.lint.solver.example;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON that is being written, member by member.
final class JsonObject {
  private final Map<String, Object> members = new LinkedHashMap<>();

  /// Puts a value at a path; what is missing on the way is made. Of a list on the way it is the
  /// first element's.
  void put(Object value, String... path) {
    put(value, List.of(path));
  }

  /// Puts a value at a path. See [#put(Object, String...)].
  void put(Object value, List<String> path) {
    put(members, value, path);
  }

  /// Puts the values at a path: one as it is, several as a list, beside those that a list there
  /// has.
  void putAll(List<String> values, List<String> path) {
    put(members, values.size() == 1 ? values.getFirst() : List.copyOf(values), path);
  }

  /// Maps and lists on the way are copied: what was put in may be of a kind that does not change.
  @SuppressWarnings("unchecked") // the names of a JSON object are always strings
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
      case Map<?, ?> present -> {
        Map<String, Object> inner = new LinkedHashMap<>((Map<String, Object>) present);
        into.put(name, inner);
        put(inner, value, rest);
      }
      case List<?> present
          when !present.isEmpty() && present.getFirst() instanceof Map<?, ?> first -> {
        Map<String, Object> inner = new LinkedHashMap<>((Map<String, Object>) first);
        List<Object> elements = new ArrayList<>(present);
        elements.set(0, inner);
        into.put(name, elements);
        put(inner, value, rest);
      }
      case null, default -> {
        Map<String, Object> inner = new LinkedHashMap<>();
        into.put(name, inner);
        put(inner, value, rest);
      }
    }
  }

  /// The JSON written so far.
  Map<String, Object> json() {
    return members;
  }
}
