package io.quell.infra.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An account and Region with one stack in it, and with what that one and its predecessors have
/// left behind: the names that are taken.
public final class AwsAccount {
  /// The resource of the stack that has a name, or that had it when it was left behind.
  private final Map<String, String> namesOfStack = new TreeMap<>();

  private final Set<String> namesLeftBehind = new HashSet<>();
  private StackTemplate deployed = StackTemplate.NONE;
  private int stacks;

  /// Creates the stack, or updates it.
  ///
  /// @throws AssertionError where a name is taken that a new resource is to have
  public StackUpdate deploy(StackTemplate template) {
    if (deployed.resources().isEmpty()) {
      stacks++; // with a new id
    }
    StackUpdate update = StackUpdate.between(deployed, template);
    deployed
        .resources()
        .values()
        .forEach(
            resource -> {
              String name = name(resource);
              StackUpdate.Fate fate = update.fate(resource.logicalId());
              boolean isLeftBehind =
                  fate == StackUpdate.Fate.REMOVED_AND_KEPT
                      || fate == StackUpdate.Fate.REPLACED_AND_KEPT;
              if (isLeftBehind && !name.isEmpty()) {
                namesLeftBehind.add(name);
              }
            });
    Map<String, String> names = new TreeMap<>();
    for (StackResource resource : update.inOrder()) {
      String name = name(resource);
      if (name.isEmpty()) {
        continue;
      }
      StackUpdate.Fate fate = update.fate(resource.logicalId());
      boolean isNew = fate == StackUpdate.Fate.CREATED || fate.isReplaced();
      String holder = namesOfStack.get(name);
      if (isNew && (holder != null || namesLeftBehind.contains(name))) {
        throw new AssertionError("%s is taken, also by %s".formatted(name, resource.logicalId()));
      }
      if (!isNew && holder != null && !holder.equals(resource.logicalId())) {
        throw new AssertionError("%s is that of %s already".formatted(name, holder));
      }
      String twice = names.put(name, resource.logicalId());
      if (twice != null) {
        throw new AssertionError(
            "%s is the name of %s and of %s".formatted(name, twice, resource.logicalId()));
      }
    }
    namesOfStack.clear();
    namesOfStack.putAll(names);
    deployed = template;
    return update;
  }

  /// Deletes the stack.
  public StackUpdate delete() {
    return deploy(StackTemplate.NONE);
  }

  /// How many named resources earlier stacks have left behind.
  public int leftBehind() {
    return namesLeftBehind.size();
  }

  /// The name, with all that makes it unique; empty where AWS generates one.
  private String name(StackResource resource) {
    List<String> parts = resource.type().nameParts();
    if (parts.isEmpty() || resource.property(parts.getLast()).isMissingNode()) {
      return "";
    }
    return resource.type()
        + ":"
        + parts.stream()
            .map(part -> text(resource.property(part)))
            .collect(Collectors.joining("/"));
  }

  /// A reference stands for something else in each stack, as the stack's id does.
  private String text(JsonNode value) {
    if (References.in(value).isEmpty() && !value.toString().contains("AWS::StackId")) {
      return value.toString();
    }
    return value + " of stack " + stacks;
  }
}
