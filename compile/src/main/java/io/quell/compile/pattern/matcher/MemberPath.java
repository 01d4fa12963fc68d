package io.quell.compile.pattern.matcher;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A place in the JSON of a finding: the names of the members, outermost first. Lists on the way do
/// not count.
public record MemberPath(List<String> path) implements Comparable<MemberPath> {
  private static final Comparator<MemberPath> ORDER =
      Comparator.comparing(place -> String.join("\0", place.path));
  private static final int RANK_OF_OTHERS = 5;
  /// How few findings share a value there: where not all can be tested, the higher are. By the last
  /// name on the path that is listed.
  private static final Map<String, Integer> RANKS =
      Map.ofEntries(
          Map.entry("SecurityControlId", 9),
          Map.entry("ControlId", 9),
          Map.entry("RuleId", 9),
          Map.entry("control", 9),
          Map.entry("Id", 9),
          Map.entry("uid", 9),
          Map.entry("uid_alt", 9),
          Map.entry("GeneratorId", 9),
          Map.entry("Title", 8),
          Map.entry("title", 8),
          Map.entry("Description", 8),
          Map.entry("desc", 8),
          Map.entry("Types", 7),
          Map.entry("types", 7),
          Map.entry("AwsAccountId", 6),
          Map.entry("Tags", 6),
          Map.entry("tags", 6),
          Map.entry("Type", 5),
          Map.entry("type", 5),
          Map.entry("ProductArn", 4),
          Map.entry("Region", 2),
          Map.entry("region", 2),
          Map.entry("Partition", 1),
          Map.entry("cloud_partition", 1),
          Map.entry("Status", 1),
          Map.entry("status", 1),
          Map.entry("Label", 1),
          Map.entry("severity_id", 1));
  private static final Map<List<String>, Integer> RANKS_OF_PATHS =
      Map.of(List.of("cloud", "account", "uid"), 6, List.of("metadata", "product", "uid"), 4);

  public MemberPath {
    path = List.copyOf(path);
  }

  /// The path through these members, from the finding down.
  public static MemberPath of(String... path) {
    return new MemberPath(List.of(path));
  }

  /// How few findings share a value there, roughly.
  public int rank() {
    Integer known = RANKS_OF_PATHS.get(path);
    for (int at = path.size() - 1; known == null && at >= 0; at--) {
      known = RANKS.get(path.get(at));
    }
    return known == null ? RANK_OF_OTHERS : known;
  }

  /// Whether both cannot stand in one pattern: they are the same, or one is inside the other.
  public boolean collidesWith(MemberPath other) {
    int shorter = Math.min(path.size(), other.path.size());
    return path.subList(0, shorter).equals(other.path.subList(0, shorter));
  }

  /// Whether a pattern in a template can name it: EventBridge keeps one name for itself,
  /// CloudFormation some.
  public boolean isNameable() {
    return path.stream()
        .noneMatch(
            name ->
                name.isEmpty()
                    || name.equals("$or")
                    || name.equals("Ref")
                    || name.startsWith("Fn::"));
  }

  @Override
  public int compareTo(MemberPath other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return String.join(".", path);
  }
}
