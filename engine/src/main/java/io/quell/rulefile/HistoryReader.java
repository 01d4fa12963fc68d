package io.quell.rulefile;

import io.quell.rule.Card;
import io.quell.rule.RuleHistory;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Member;
import io.quell.rulefile.Node.Position;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.Node.Sequence;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what a file of rules says of rules that have left the book, got another id, or do not run.
///
/// A file may say that of rule classes too, which reading it does not know. So it is checked here
/// against the file's own rules alone, and against all of them where the book is made.
final class HistoryReader {
  /// The members of the file that it reads.
  static final List<String> MEMBERS =
      List.of(RuleHistory.REMOVED, RuleHistory.MOVED, RuleHistory.SUSPENDED);
  private static final String IDS = "a list of ids of rules";
  private static final String MOVES =
      "a mapping of former ids of rules to their present ones, such as {old-id: new-id}";

  /// That a member of the file names a rule.
  private record Naming(String member, String id) {}

  private final Problems problems;
  private final Map<Naming, Position> positions = new HashMap<>();

  HistoryReader(Problems problems) {
    this.problems = problems;
  }

  /// What the file says.
  ///
  /// @param ids the ids of the file's rules
  RuleHistory read(Mapping root, Collection<String> ids) {
    Set<String> removed = ids(root, RuleHistory.REMOVED);
    Map<String, String> moved = moved(root);
    Set<String> suspended = ids(root, RuleHistory.SUSPENDED);
    var history = new RuleHistory(removed, moved, suspended);
    history
        .within(ids)
        .contradictions(ids)
        .forEach(
            wrong ->
                problems.add(
                    positions.getOrDefault(new Naming(wrong.part(), wrong.id()), root.position()),
                    wrong.sentence()));
    return history;
  }

  private Set<String> ids(Mapping root, String name) {
    Set<String> ids = new LinkedHashSet<>();
    switch (root.members().get(name)) {
      case null -> {}
      case Member(_, Sequence(_, var items)) ->
          items.forEach(
              item ->
                  id(item, name)
                      .ifPresent(
                          id -> {
                            if (ids.add(id)) {
                              positions.put(new Naming(name, id), item.position());
                            } else {
                              problems.add(
                                  item.position(),
                                  "%s names the rule '%s' twice".formatted(name, id));
                            }
                          }));
      case Member(_, Node other) -> problems.wrong(other, name, IDS);
    }
    return ids;
  }

  private Map<String, String> moved(Mapping root) {
    Map<String, String> moved = new LinkedHashMap<>();
    switch (root.members().get(RuleHistory.MOVED)) {
      case null -> {}
      case Member(_, Mapping(_, var ids)) ->
          ids.forEach(
              (old, member) -> {
                if (Card.isId(old)) {
                  positions.put(new Naming(RuleHistory.MOVED, old), member.position());
                  id(member.value(), RuleHistory.MOVED).ifPresent(now -> moved.put(old, now));
                } else {
                  problems.add(
                      member.position(),
                      "a former id under %s is '%s'; allowed is %s"
                          .formatted(RuleHistory.MOVED, old, Card.ID_FORM));
                }
              });
      case Member(_, Node other) -> problems.wrong(other, RuleHistory.MOVED, MOVES);
    }
    return moved;
  }

  private Optional<String> id(Node node, String member) {
    return node instanceof Scalar scalar && !scalar.isNothing() && Card.isId(scalar.text())
        ? Optional.of(scalar.text())
        : problems.wrong(node, "an id under " + member, Card.ID_FORM);
  }
}
