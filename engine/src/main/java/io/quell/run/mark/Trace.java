package io.quell.run.mark;

import io.quell.finding.Finding;
import io.quell.run.mark.Marking.FieldsReading;
import io.quell.update.UpdateField;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the mark on a finding says, whichever book has left it.
///
/// @param book the book's name
/// @param rules the ids of the rules whose changes the last update left in force, as they stand in
///     the mark: long ones may be shortened, and `*` stands for those that had no room
/// @param held what was set, by field
/// @param refused the rules that may not set a field again, by field; `*` for all
/// @param isReleased whether a person has released the finding: no rule applies to it
/// @param setAgain the day of the provider's change after which the status was set again
public record Trace(
    String book,
    Set<String> rules,
    Map<UpdateField, HeldValue> held,
    Map<UpdateField, Set<String>> refused,
    boolean isReleased,
    Optional<LocalDate> setAgain) {
  private static final Marking EVERY_BOOK =
      new Marking(Marking.UNNAMED, Set.of(), true, Map.of(), false, FieldsReading.REPLACE);

  /// A value that Quell has set.
  ///
  /// @param value the value
  /// @param before what was there before Quell, where that is remembered
  /// @param isThere whether the finding has the value still; somebody else has changed it otherwise
  public record HeldValue(String value, Optional<String> before, boolean isThere) {}

  /// The mark of a finding; empty where it has none, or where nothing of any book is left.
  public static Optional<Trace> of(Finding finding) {
    return Marks.of(finding, EVERY_BOOK).trace();
  }

  /// Whether the mark names a rule, or may do so, for some rules had no room.
  ///
  /// @param id the whole id
  public boolean names(String id) {
    return rules.contains(id) || rules.contains(Mark.shortened(id)) || rules.contains(Mark.OTHERS);
  }
}
