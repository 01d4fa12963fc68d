package io.quell.importers;

import io.quell.rule.FixedRule;
import java.util.List;

/// A rule of the source, and what became of it.
public sealed interface SourceRule {

  /// Which one it is, such as `rule 3 'Suppress sandboxes'`.
  String source();

  /// The rule is imported.
  ///
  /// @param notes what differs from the source, or what to know of the rule; each the second half
  ///     of a sentence
  record Imported(String source, FixedRule rule, List<String> notes) implements SourceRule {
    public Imported {
      notes = List.copyOf(notes);
    }

    @Override
    public String toString() {
      String imported = "%s: imported as %s".formatted(source, rule.card().id());
      return notes.isEmpty() ? imported : imported + "; note: " + String.join("; ", notes);
    }
  }

  /// The rule does nothing in the source either, so there is nothing to import.
  record LeftOut(String source, String reason) implements SourceRule {
    @Override
    public String toString() {
      return "%s: left out: %s".formatted(source, reason);
    }
  }

  /// The rule does something in the source that is not imported.
  record NotImported(String source, String reason) implements SourceRule {
    @Override
    public String toString() {
      return "%s: not imported: %s".formatted(source, reason);
    }
  }
}
