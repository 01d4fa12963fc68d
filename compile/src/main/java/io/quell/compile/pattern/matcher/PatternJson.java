package io.quell.compile.pattern.matcher;

import java.util.Map;

/// The objects in the JSON of a pattern.
final class PatternJson {
  private PatternJson() {}

  /// A value made by [PatternAlternative#json], as the object that it is.
  @SuppressWarnings("unchecked") // made with such members only
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}
