package io.quell.imports;

import io.quell.engine.FixedRule;
import io.quell.imports.Outcome.Imported;
import io.quell.imports.Outcome.LeftOut;
import io.quell.imports.Outcome.NotImported;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// All that a source file has: an outcome for each of its rules, the imported ones in the order they run in.
public record Imports(List<Outcome> outcomes) {
  public Imports {
    outcomes = List.copyOf(outcomes);
  }

  /// The rules, in the order they run in.
  public List<FixedRule> rules() {
    return imported().map(Imported::rule).toList();
  }

  /// What to say above each rule, by its id: where it comes from and what differs.
  public Map<String, List<String>> comments() {
    Map<String, List<String>> comments = new LinkedHashMap<>();
    imported().forEach(imported -> {
      List<String> lines = new ArrayList<>(List.of("Imported from " + imported.source() + "."));
      imported.notes().forEach(note -> lines.add("Note: " + note + "."));
      comments.put(imported.rule().card().id(), lines);
    });
    return comments;
  }

  /// Whether every rule that does something is imported.
  public boolean isComplete() {
    return outcomes.stream().noneMatch(NotImported.class::isInstance);
  }

  /// How many rules there are of each outcome: `4 rules: 2 imported, 1 left out, 1 not imported`.
  public String summary() {
    long imported = imported().count();
    long leftOut = outcomes.stream().filter(LeftOut.class::isInstance).count();
    return "%d rule%s: %d imported, %d left out, %d not imported".formatted(outcomes.size(),
        outcomes.size() == 1 ? "" : "s", imported, leftOut, outcomes.size() - imported - leftOut);
  }

  private Stream<Imported> imported() {
    return outcomes.stream().filter(Imported.class::isInstance).map(Imported.class::cast);
  }
}
