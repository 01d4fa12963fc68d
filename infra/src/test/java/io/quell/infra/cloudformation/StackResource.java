package io.quell.infra.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/// A resource of a template.
///
/// @param logicalId its name in the template
/// @param type what it is
/// @param properties its properties
/// @param dependsOn the logical ids of what it needs: what it names in its properties, and what
///     `DependsOn` says
/// @param deletionPolicy what becomes of it when it leaves the stack
/// @param updateReplacePolicy what becomes of the old one when it is replaced
public record StackResource(
    String logicalId,
    ResourceType type,
    JsonNode properties,
    Set<String> dependsOn,
    Retention deletionPolicy,
    Retention updateReplacePolicy) {

  /// What CloudFormation does with a resource that leaves a stack.
  public enum Retention {
    /// It goes.
    DELETE,
    /// It stays.
    RETAIN,
    /// It stays, unless the operation that created it fails.
    RETAIN_EXCEPT_ON_CREATE;

    static Retention of(JsonNode text) {
      return switch (text.asText("Delete")) {
        case "Delete" -> DELETE;
        case "Retain" -> RETAIN;
        case "RetainExceptOnCreate" -> RETAIN_EXCEPT_ON_CREATE;
        default -> throw new AssertionError("The model does not know the policy " + text);
      };
    }

    boolean isKept() {
      return this != DELETE;
    }
  }

  static StackResource of(String logicalId, JsonNode json) {
    Set<String> dependsOn = new TreeSet<>(References.in(json.path("Properties")));
    JsonNode explicit = json.path("DependsOn");
    if (explicit.isTextual()) {
      dependsOn.add(explicit.asText());
    }
    explicit.forEach(id -> dependsOn.add(id.asText()));
    return new StackResource(
        logicalId,
        ResourceType.of(json.get("Type").asText()),
        json.path("Properties"),
        dependsOn,
        Retention.of(json.path("DeletionPolicy")),
        Retention.of(json.path("UpdateReplacePolicy")));
  }

  /// Its type, such as `AWS::SQS::Queue`.
  public String typeId() {
    return type.id();
  }

  /// Whether it outlives its stack.
  public boolean isKept() {
    return deletionPolicy.isKept();
  }

  JsonNode property(String name) {
    return properties.path(name);
  }
}
