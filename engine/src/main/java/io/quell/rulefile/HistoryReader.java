package io.quell.rulefile;

import io.quell.rule.RuleHistory;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Member;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.Node.Sequence;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads what a file of rules says of rules that have left the book, got another id, or do not run.
final class HistoryReader {
  static final String REMOVED = "removed";
  static final String MOVED = "moved";
  static final String SUSPENDED = "suspended";
  /// The members of the file that it reads.
  static final List<String> MEMBERS = List.of(REMOVED, MOVED, SUSPENDED);

  private HistoryReader() {}

  static RuleHistory read(Mapping root, Problems problems) {
    Set<String> removed = ids(root, REMOVED, problems);
    Map<String, String> moved = moved(root, problems);
    Set<String> suspended = ids(root, SUSPENDED, problems);
    try {
      return new RuleHistory(removed, moved, suspended);
    } catch (IllegalArgumentException circle) {
      problems.add(root.mark(), String.valueOf(circle.getMessage()));
      return RuleHistory.NONE;
    }
  }

  private static Set<String> ids(Mapping root, String name, Problems problems) {
    Set<String> ids = new LinkedHashSet<>();
    switch (root.members().get(name)) {
      case null -> {}
      case Member(_, Sequence sequence) -> {
        for (Node item : sequence.items()) {
          if (!(item instanceof Scalar id)) {
            problems.wrong(item, name, "ids of rules");
          } else if (!ids.add(id.text())) {
            problems.add(id.mark(), "%s names the rule '%s' twice".formatted(name, id.text()));
          }
        }
      }
      case Member(_, Node other) -> problems.wrong(other, name, "a list of ids of rules");
    }
    return ids;
  }

  private static Map<String, String> moved(Mapping root, Problems problems) {
    Map<String, String> moved = new LinkedHashMap<>();
    switch (root.members().get(MOVED)) {
      case null -> {}
      case Member(_, Mapping ids) ->
          ids.members()
              .forEach(
                  (old, member) -> {
                    if (member.value() instanceof Scalar id) {
                      moved.put(old, id.text());
                    } else {
                      problems.wrong(member.value(), MOVED, "the present ids of rules");
                    }
                  });
      case Member(_, Node other) ->
          problems.wrong(other, MOVED, "a mapping of former ids of rules to their present ones");
    }
    return moved;
  }
}
