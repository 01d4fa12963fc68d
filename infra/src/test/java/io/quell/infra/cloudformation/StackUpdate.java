package io.quell.infra.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What CloudFormation does to get from one template to another.
///
/// It creates and updates first, each resource after all that it needs; then it removes what is not
/// in the template any more, and the old ones of what it has replaced, each before what it needs
/// (CloudFormation, update behaviors of stack resources).
///
/// @param before the template that the stack has
/// @param after the template that it gets
/// @param fates what becomes of each resource of either, by its logical id
public record StackUpdate(StackTemplate before, StackTemplate after, Map<String, Fate> fates) {
  /// What becomes of a resource.
  public enum Fate {
    /// Nothing.
    UNTOUCHED,
    CREATED,
    /// It is changed, and stays what it is.
    UPDATED,
    /// Another one takes its place, and gets its references. The old one is deleted.
    REPLACED,
    /// The same, but the old one stays in the account.
    REPLACED_AND_KEPT,
    /// It is deleted.
    REMOVED,
    /// It leaves the stack and stays in the account.
    REMOVED_AND_KEPT;

    boolean isReplaced() {
      return this == REPLACED || this == REPLACED_AND_KEPT;
    }
  }

  public StackUpdate {
    fates = Map.copyOf(fates);
  }

  /// Compares the templates.
  public static StackUpdate between(StackTemplate before, StackTemplate after) {
    Map<String, Fate> fates = new TreeMap<>();
    before
        .resources()
        .forEach(
            (id, resource) -> {
              if (!after.resources().containsKey(id)) {
                fates.put(id, resource.isKept() ? Fate.REMOVED_AND_KEPT : Fate.REMOVED);
              }
            });
    after.resources().keySet().stream()
        .filter(id -> !before.resources().containsKey(id))
        .forEach(id -> fates.put(id, Fate.CREATED));
    Set<String> shared = new TreeSet<>(after.resources().keySet());
    shared.retainAll(before.resources().keySet());
    Set<String> replaced = replaced(before, after, shared);
    for (String id : shared) {
      StackResource old = before.resource(id);
      StackResource changed = after.resource(id);
      if (replaced.contains(id)) {
        fates.put(id, old.updateReplacePolicy().isKept() ? Fate.REPLACED_AND_KEPT : Fate.REPLACED);
      } else {
        fates.put(
            id,
            differs(old.properties(), changed.properties(), replaced)
                ? Fate.UPDATED
                : Fate.UNTOUCHED);
      }
    }
    return new StackUpdate(before, after, fates);
  }

  /// What is replaced replaces in turn what names it in a property that cannot change.
  private static Set<String> replaced(
      StackTemplate before, StackTemplate after, Set<String> shared) {
    Set<String> replaced = new TreeSet<>();
    boolean isGrowing = true;
    while (isGrowing) {
      isGrowing = false;
      for (String id : shared) {
        if (!replaced.contains(id)
            && isReplaced(before.resource(id), after.resource(id), replaced)) {
          replaced.add(id);
          isGrowing = true;
        }
      }
    }
    return replaced;
  }

  private static boolean isReplaced(
      StackResource old, StackResource changed, Set<String> replaced) {
    if (old.type() != changed.type()) {
      throw new AssertionError(
          "CloudFormation does not make %s another type than %s"
              .formatted(old.logicalId(), old.type()));
    }
    return changed.type().replacing().stream()
        .anyMatch(name -> differs(old.property(name), changed.property(name), replaced));
  }

  private static boolean differs(JsonNode old, JsonNode changed, Set<String> replaced) {
    return !old.equals(changed)
        || (!replaced.isEmpty() && References.in(changed).stream().anyMatch(replaced::contains));
  }

  /// What becomes of a resource.
  public Fate fate(String logicalId) {
    return Objects.requireNonNull(fates.get(logicalId), logicalId);
  }

  /// The logical ids of what has one of these fates.
  public List<String> with(Fate... wanted) {
    List<Fate> any = List.of(wanted);
    return fates.entrySet().stream()
        .filter(entry -> any.contains(entry.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /// What is created and updated, in an order that CloudFormation may choose.
  ///
  /// @throws AssertionError where resources need each other
  List<StackResource> inOrder() {
    List<StackResource> order = new ArrayList<>();
    Set<String> done = new TreeSet<>();
    Set<String> open = new TreeSet<>(after.resources().keySet());
    while (!open.isEmpty()) {
      List<String> next =
          open.stream().filter(id -> done.containsAll(after.resource(id).dependsOn())).toList();
      if (next.isEmpty()) {
        throw new AssertionError("these need each other: " + open);
      }
      next.forEach(id -> order.add(after.resource(id)));
      done.addAll(next);
      next.forEach(open::remove);
    }
    return order;
  }
}
