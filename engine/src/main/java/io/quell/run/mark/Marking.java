package io.quell.run.mark;

import io.quell.update.ReservedFields;
import java.util.Map;
import java.util.Set;

/// How a book marks findings, and whose marks it takes for its own.
///
/// @param book the book's name
/// @param formerBooks the names of books whose marks it takes over
/// @param isAnyBook whether it acts as the book of whatever mark a finding carries
/// @param moved the present ids of rules by their former ones
/// @param remembersScores whether a rule reads the normalized or the product severity, so that what
///     was there before is remembered
/// @param fields how the user-defined fields of an update are taken
public record Marking(
    String book,
    Set<String> formerBooks,
    boolean isAnyBook,
    Map<String, String> moved,
    boolean remembersScores,
    FieldsReading fields) {

  /// The book of marks that name none, as earlier versions wrote them.
  public static final String UNNAMED = "unnamed";

  /// How the service takes the user-defined fields of an update, which is not documented.
  public enum FieldsReading {
    /// They are all that the finding has afterwards: an update names those of others too. Right in
    /// either reading, but findings with other fields do not share a call.
    REPLACE,
    /// They come beside those that the finding has: an update names Quell's alone.
    MERGE
  }

  public Marking {
    formerBooks = Set.copyOf(formerBooks);
    moved = Map.copyOf(moved);
  }

  /// Whether the marks of a book are this one's.
  boolean owns(String name) {
    return isAnyBook
        || name.equals(book)
        || formerBooks.contains(name)
        || name.equals(ReservedFields.ANY_BOOK);
  }

  /// The present id of a rule.
  String present(String id) {
    return moved.getOrDefault(id, id);
  }
}
