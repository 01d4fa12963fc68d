package io.quell.cli.history;

import io.quell.hub.reading.FindingHistory.Event;
import io.quell.hub.reading.FindingHistory.FieldChange;
import io.quell.run.mark.Marks;
import io.quell.update.ReservedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An event of a finding's history, and whether it was Quell.
///
/// @param event the event
/// @param isQuells whether it wrote a mark
/// @param book the book that the mark names; empty where it is not Quell's, or is not told
/// @param rules the rules that the mark names afterwards
/// @param gone the rules that it named before and does not name any more
/// @param release what the event did about a person's release
/// @param changes what changed, but for Quell's own fields where it was Quell
record ToldEvent(
    Event event,
    boolean isQuells,
    Optional<String> book,
    List<String> rules,
    List<String> gone,
    Release release,
    List<FieldChange> changes) {
  /// What is done about a person's release.
  enum Release {
    /// A person has released the finding.
    MADE,
    /// A person has let the rules apply again.
    UNDONE,
    /// Nothing.
    NONE
  }

  /// The word of a mark that no rule may set anything.
  private static final Pattern RELEASED = Pattern.compile("(?<![^ \"])no=\\*(?![^ \"\\\\])");
  private static final String USER_DEFINED = "UserDefinedFields";

  /// The events, the oldest first. An event tells what changed alone: where it does not name the
  /// book or the rules, they are those of the event before.
  static List<ToldEvent> of(List<Event> events) {
    List<ToldEvent> told = new ArrayList<>();
    Optional<String> book = Optional.empty();
    List<String> rules = List.of();
    for (Event event : events) {
      book = after(event, ReservedFields.BOOK).filter(ToldEvent::isBook).or(already(book));
      List<String> before = rules;
      rules = after(event, ReservedFields.RULES).map(ToldEvent::ids).orElse(rules);
      List<String> after = rules;
      boolean isQuells = isQuells(event) || isRepeated(event, told);
      told.add(
          new ToldEvent(
              event,
              isQuells,
              book,
              after,
              before.stream().filter(id -> !after.contains(id)).toList(),
              release(event),
              event.changes().stream().filter(change -> !isQuells || !isOwn(change)).toList()));
    }
    return told;
  }

  private static Supplier<Optional<String>> already(Optional<String> book) {
    return () -> book;
  }

  /// What stands there where nothing of any book is left names none.
  private static boolean isBook(String name) {
    return !name.equals(ReservedFields.NO_BOOK);
  }

  private static List<String> ids(String rules) {
    return Stream.of(rules.split(",", -1)).filter(id -> !id.isBlank()).toList();
  }

  private static Optional<String> after(Event event, String field) {
    return event.changes().stream()
        .filter(change -> change.field().equals(USER_DEFINED + "." + field))
        .flatMap(change -> change.after().stream())
        .findFirst();
  }

  private static Release release(Event event) {
    boolean was =
        event.changes().stream().anyMatch(change -> saysReleased(change, change.before()));
    boolean is = event.changes().stream().anyMatch(change -> saysReleased(change, change.after()));
    return was == is ? Release.NONE : is ? Release.MADE : Release.UNDONE;
  }

  private static boolean saysReleased(FieldChange change, Optional<String> value) {
    return (change.field().equals(USER_DEFINED + "." + ReservedFields.MARK)
            && value.filter(text -> RELEASED.matcher(text).find()).isPresent())
        || (change.field().equals(USER_DEFINED) && RELEASED.matcher(mark(value)).find());
  }

  /// Whether the event wrote a mark, or the note by which Quell is known. How the history tells
  /// user-defined fields is not documented: each as a field of its own, or all of them as one.
  private static boolean isQuells(Event event) {
    return event.changes().stream()
        .anyMatch(
            change ->
                change.field().equals(USER_DEFINED + "." + ReservedFields.MARK)
                    || (change.field().equals(USER_DEFINED)
                        && !mark(change.before()).equals(mark(change.after())))
                    || (change.field().equals("Note.UpdatedBy")
                        && change.after().equals(Optional.of(Marks.AUTHOR))));
  }

  /// Whether the event is an update of Quell's that was made twice, for its answer was lost:
  /// nothing but the note's time has changed.
  private static boolean isRepeated(Event event, List<ToldEvent> earlier) {
    return !event.changes().isEmpty()
        && event.changes().stream().allMatch(ToldEvent::isOwn)
        && earlier.stream()
            .anyMatch(one -> one.isQuells() && one.event().identity().equals(event.identity()));
  }

  /// What stands behind the mark's name in the text of all fields.
  private static String mark(Optional<String> fields) {
    return fields
        .filter(text -> text.contains(ReservedFields.MARK))
        .map(text -> text.substring(text.indexOf(ReservedFields.MARK)))
        .map(text -> text.replaceFirst("(\"[^\"]*\"[^\"]*\"[^\"]*\").*", "$1"))
        .orElse("");
  }

  private static boolean isOwn(FieldChange change) {
    return change.field().startsWith("Note.")
        || ReservedFields.NAMES.stream()
            .anyMatch(name -> change.field().equals(USER_DEFINED + "." + name));
  }
}
