package io.quell.infra.synthesis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON objects whose members stay in the order they are written, so that two runs give one
/// template. `Map.of` has another order in each run.
public final class OrderedJson {
  private OrderedJson() {}

  /// An object with these members.
  public static Map<String, Object> object(List<? extends Map.Entry<String, ?>> members) {
    Map<String, Object> object = new LinkedHashMap<>();
    members.forEach(member -> object.put(member.getKey(), member.getValue()));
    return Collections.unmodifiableMap(object);
  }

  /// An object with one member.
  public static Map<String, Object> object(String name, Object value) {
    return Map.of(name, value);
  }
}
