package io.quell.update;

import java.util.Set;

/// The user-defined fields that are Quell's own: no rule sets them.
///
/// Their keys have no dots: in event patterns a dot stands between a member and the one inside it.
public final class ReservedFields {
  /// The name of the book whose rules have changed the finding; [#NO_BOOK] where nothing of any is
  /// left on it.
  public static final String BOOK = "QuellBook";
  /// The ids of the rules whose changes the last update left in force, sorted, with a comma before,
  /// between and behind them.
  public static final String RULES = "QuellRules";
  /// What Quell has set, what was there before, and what it may not set again.
  public static final String MARK = "QuellMark";
  /// Quell's note, where somebody else's holds the place of the note.
  public static final String NOTE = "QuellNote";
  /// What stands in [#BOOK] where nothing of any book is left.
  public static final String NO_BOOK = "none";
  /// What stands in [#BOOK] on a finding that was released before any book had marked it: every
  /// book keeps to that, and each may undo it.
  public static final String ANY_BOOK = "any";

  /// The names of all these fields.
  public static final Set<String> NAMES = Set.of(BOOK, RULES, MARK, NOTE);
  /// The names of those without which there is no mark.
  public static final Set<String> OF_A_MARK = Set.of(BOOK, RULES, MARK);
  /// How the names began of the fields that earlier versions wrote.
  public static final String FORMER_PREFIX = "quell.";

  private ReservedFields() {}

  /// Whether a field is Quell's own, now or in an earlier version.
  public static boolean has(String name) {
    return NAMES.contains(name) || name.startsWith(FORMER_PREFIX);
  }
}
