package io.quell.importers;

import io.quell.importers.SourceRule.Imported;
import io.quell.importers.SourceRule.LeftOut;
import io.quell.importers.SourceRule.NotImported;
import io.quell.rule.FixedRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// All that a source file has: each of its rules and what became of it, the imported ones in the
/// order they run in.
public record ImportResult(List<SourceRule> sourceRules) {
  public ImportResult {
    sourceRules = List.copyOf(sourceRules);
  }

  /// The rules, in the order they run in.
  public List<FixedRule> rules() {
    return imported().map(Imported::rule).toList();
  }

  /// What to say above each rule, by its id: where it comes from and what differs.
  public Map<String, List<String>> comments() {
    Map<String, List<String>> comments = new LinkedHashMap<>();
    imported()
        .forEach(
            imported -> {
              List<String> lines =
                  new ArrayList<>(List.of("Imported from " + imported.source() + "."));
              imported.notes().forEach(note -> lines.add("Note: " + note + "."));
              comments.put(imported.rule().card().id(), lines);
            });
    return comments;
  }

  /// Whether every rule that does something is imported.
  public boolean isComplete() {
    return sourceRules.stream().noneMatch(NotImported.class::isInstance);
  }

  /// What became of how many rules: `4 rules: 2 imported, 1 left out, 1 not imported`.
  public String summary() {
    long imported = imported().count();
    long leftOut = sourceRules.stream().filter(LeftOut.class::isInstance).count();
    return "%d rule%s: %d imported, %d left out, %d not imported"
        .formatted(
            sourceRules.size(),
            sourceRules.size() == 1 ? "" : "s",
            imported,
            leftOut,
            sourceRules.size() - imported - leftOut);
  }

  private Stream<Imported> imported() {
    return sourceRules.stream().filter(Imported.class::isInstance).map(Imported.class::cast);
  }
}
