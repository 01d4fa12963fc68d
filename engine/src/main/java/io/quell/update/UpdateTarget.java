package io.quell.update;

import java.util.List;

/// What an action changes on a finding: a field, or one entry of a field beside the others. Of two
/// actions with one target the later takes the place of the earlier.
///
/// @param field the field; where a format has two names for one, the one that both formats share
/// @param entry what tells the entry from the others, such as its name; empty where the field is
///     set as a whole
public record UpdateTarget(UpdateField field, List<String> entry) {
  /// The severity, by whatever name it is set.
  public static final UpdateTarget SEVERITY = new UpdateTarget(UpdateField.SEVERITY, List.of());
  /// The workflow status, by whatever name it is set.
  public static final UpdateTarget WORKFLOW_STATUS =
      new UpdateTarget(UpdateField.WORKFLOW_STATUS, List.of());
  /// The note.
  public static final UpdateTarget NOTE = new UpdateTarget(UpdateField.NOTE, List.of());

  public UpdateTarget {
    entry = List.copyOf(entry);
  }

  /// What it is called in a sentence: `severity`, `user-defined field team`.
  @Override
  public String toString() {
    return switch (field.kind()) {
      case ENTRY -> "user-defined field " + entry.getFirst();
      case REFERENCE -> "related finding " + entry.getFirst();
      case CONSTANT, PERCENTAGE, DECIMAL, TEXTS, NOTE_OF_ITS_OWN -> field.toString();
    };
  }
}
