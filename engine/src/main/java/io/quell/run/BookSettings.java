package io.quell.run;

import io.quell.run.mark.Marking;
import io.quell.run.mark.Marking.FieldsReading;
import io.quell.update.ReservedFields;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// How a book is run: as whom, and how far.
///
/// @param name the name that its marks carry, at most [#LONGEST_NAME] letters, digits and hyphens
/// @param formerBooks the names of books whose marks it takes over
/// @param isAnyBook whether it acts as the book of whatever mark a finding carries
/// @param fields how the user-defined fields of an update are taken
/// @param givesBack whether what no rule wants any more is given back
/// @param looksAtClosed whether findings are changed that are not open
public record BookSettings(
    String name,
    Set<String> formerBooks,
    boolean isAnyBook,
    FieldsReading fields,
    boolean givesBack,
    boolean looksAtClosed) {
  /// The longest name of a book, in characters: an OCSF comment has no room for more.
  public static final int LONGEST_NAME = 64;
  /// The name under which rules mark findings that are no deployment's.
  public static final String AD_HOC = "adhoc";

  private static final Set<String> NO_NAMES =
      Set.of(ReservedFields.NO_BOOK, ReservedFields.ANY_BOOK);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1," + LONGEST_NAME + "}");

  /// @throws IllegalArgumentException where a name is none
  public BookSettings {
    formerBooks = Set.copyOf(formerBooks);
    checkName(name);
    formerBooks.forEach(BookSettings::checkName);
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches() || NO_NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "a book's name has 1 to %d letters, digits and hyphens, and is not '%s' or '%s', but this one is '%s'"
              .formatted(LONGEST_NAME, ReservedFields.NO_BOOK, ReservedFields.ANY_BOOK, name));
    }
  }

  /// A deployment's book.
  ///
  /// @throws IllegalArgumentException where a name is none
  public static BookSettings of(String name, Set<String> formerBooks) {
    return new BookSettings(name, formerBooks, false, FieldsReading.REPLACE, true, false);
  }

  /// Rules that are no deployment's: what they set they never give back.
  public static BookSettings adHoc() {
    return new BookSettings(AD_HOC, Set.of(), false, FieldsReading.REPLACE, false, false);
  }

  /// Rules that are tried without a hub: they show what they would do as the book that has marked
  /// a finding.
  public static BookSettings trial() {
    return new BookSettings(AD_HOC, Set.of(), true, FieldsReading.REPLACE, true, true);
  }

  /// The same, with another reading of the user-defined fields of an update.
  public BookSettings reading(FieldsReading other) {
    return new BookSettings(name, formerBooks, isAnyBook, other, givesBack, looksAtClosed);
  }

  /// The same, for findings that are not open too or for open ones alone.
  public BookSettings lookingAtClosed(boolean looks) {
    return new BookSettings(name, formerBooks, isAnyBook, fields, givesBack, looks);
  }

  Marking marking(Map<String, String> moved, boolean remembersScores) {
    return new Marking(name, formerBooks, isAnyBook, moved, remembersScores, fields);
  }
}
