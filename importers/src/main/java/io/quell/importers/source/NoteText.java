package io.quell.importers.source;

import io.quell.update.Action;

/// The text of a note, as the source gives it.
public final class NoteText {
  private NoteText() {}

  /// The action that writes the note.
  ///
  /// @throws RefusedException where it is longer than a note of a rule's own can be: nothing is cut
  ///     in silence
  public static Action action(SourceValue text) throws RefusedException {
    String note = text.text();
    if (note.length() > Action.LONGEST_NOTE) {
      throw new RefusedException(
          "%s has %d characters; a rule's note has at most %d, for Quell says beside it who answers for it and until when"
              .formatted(text.name(), note.length(), Action.LONGEST_NOTE));
    }
    return new Action.WriteNote(note);
  }
}
