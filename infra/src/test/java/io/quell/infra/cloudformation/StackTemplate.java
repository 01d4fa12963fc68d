package io.quell.infra.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The resources of a template, by their logical ids.
///
/// @param resources all of them
public record StackTemplate(Map<String, StackResource> resources) {
  /// Before the first creation, and after the deletion.
  public static final StackTemplate NONE = new StackTemplate(Map.of());

  public StackTemplate {
    resources = Map.copyOf(resources);
  }

  /// Reads a template.
  public static StackTemplate of(JsonNode json) {
    Map<String, StackResource> resources = new TreeMap<>();
    json.get("Resources")
        .properties()
        .forEach(
            entry ->
                resources.put(entry.getKey(), StackResource.of(entry.getKey(), entry.getValue())));
    resources
        .values()
        .forEach(
            resource -> {
              if (!resources.keySet().containsAll(resource.dependsOn())) {
                throw new AssertionError(
                    "%s needs what the template does not have: %s"
                        .formatted(resource.logicalId(), resource.dependsOn()));
              }
            });
    return new StackTemplate(resources);
  }

  /// The resource with this logical id.
  public StackResource resource(String logicalId) {
    return Objects.requireNonNull(resources.get(logicalId), logicalId);
  }

  /// Those of a type, such as `AWS::SQS::Queue`.
  public List<StackResource> all(String type) {
    ResourceType wanted = ResourceType.of(type);
    return resources.values().stream().filter(resource -> resource.type() == wanted).toList();
  }

  /// All that a resource needs, and what those need. CloudFormation creates and updates each of
  /// them before it, and deletes each after it.
  ///
  /// @throws AssertionError where a resource needs itself
  public Set<String> allThatItNeeds(String logicalId) {
    Set<String> all = new TreeSet<>();
    resource(logicalId).dependsOn().forEach(id -> collect(id, all));
    if (all.contains(logicalId)) {
      throw new AssertionError(logicalId + " needs itself");
    }
    return all;
  }

  private void collect(String logicalId, Set<String> all) {
    if (all.add(logicalId)) {
      resource(logicalId).dependsOn().forEach(id -> collect(id, all));
    }
  }
}
