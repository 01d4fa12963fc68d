package io.quell.localhub.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A value in a JSON document together with its path, such as `data.Note.Text`, so that a refusal
/// can name the place.
///
/// A member that is absent and one that is `null` are the same, as in Amazon's restJson1 protocol.
public record JsonPart(String path, JsonNode node) {
  /// The member of this name; an absent part where there is none.
  public JsonPart at(String member) {
    return new JsonPart(path.isEmpty() ? member : path + "." + member, node.path(member));
  }

  /// Says whether there is no value here, or `null`.
  public boolean isAbsent() {
    return node.isMissingNode() || node.isNull();
  }

  /// The elements of a list; none where this is no list.
  public List<JsonPart> items() {
    List<JsonPart> items = new ArrayList<>();
    if (node.isArray()) {
      for (int index = 0; index < node.size(); index++) {
        items.add(new JsonPart(path + "[" + index + "]", node.path(index)));
      }
    }
    return items;
  }

  /// The members of an object by name, absent ones left out; none where this is no object.
  public List<JsonMember> members() {
    List<JsonMember> members = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      JsonPart value = at(property.getKey());
      if (!value.isAbsent()) {
        members.add(new JsonMember(property.getKey(), value));
      }
    }
    return members;
  }

  /// A member of an object.
  public record JsonMember(String name, JsonPart value) {}
}
