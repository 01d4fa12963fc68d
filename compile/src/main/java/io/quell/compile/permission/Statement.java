package io.quell.compile.permission;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A statement of a policy.
///
/// @param sid its name in the policy: letters and digits (IAM, Sid)
/// @param isAllowing whether it allows the action or denies it
/// @param action what it is about
/// @param resources the ARNs that it holds for, or `*`
/// @param conditions what must hold, by operator and key; empty where it always holds
public record Statement(
    String sid,
    boolean isAllowing,
    String action,
    List<String> resources,
    Map<String, Map<String, Object>> conditions) {
  static Statement allow(String sid, String action, List<String> resources) {
    return new Statement(sid, true, action, resources, Map.of());
  }

  /// On whatever resource: a denial is no place for a narrow one.
  static Statement deny(String sid, String action, Map<String, Map<String, Object>> conditions) {
    return new Statement(sid, false, action, List.of("*"), conditions);
  }

  /// The statement as a policy in JSON has it.
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Action", action);
    if (!conditions.isEmpty()) {
      json.put("Condition", conditions);
    }
    json.put("Effect", isAllowing ? "Allow" : "Deny");
    json.put("Resource", resources.size() == 1 ? resources.getFirst() : resources);
    json.put("Sid", sid);
    return json;
  }
}
