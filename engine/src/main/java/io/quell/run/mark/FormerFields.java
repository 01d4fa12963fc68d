package io.quell.run.mark;

import static io.quell.update.ReservedFields.FORMER_PREFIX;

import io.quell.update.UpdateField;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// The marks of versions whose books had no name. They are read as marks of the book
/// [Marking#UNNAMED], and written over with the next change.
///
/// In ASFF they are user-defined fields, in OCSF the same names without their prefix stand at the
/// end of the comment.
final class FormerFields {
  private static final String RULES = FORMER_PREFIX + "rules";
  private static final String EXPIRES = FORMER_PREFIX + "expires";
  private static final String SEVERITY = FORMER_PREFIX + "severity";
  private static final String WORKFLOW = FORMER_PREFIX + "workflow";
  private static final String BEFORE = "Before";
  private static final String NOTE = FORMER_PREFIX + "note";
  private static final String RELEASED = FORMER_PREFIX + "released";
  /// What stands in a field where there is nothing any more.
  static final String NONE = "none";

  /// The names of all these fields.
  static final Set<String> NAMES =
      Set.of(
          RULES, EXPIRES, SEVERITY, SEVERITY + BEFORE, WORKFLOW, WORKFLOW + BEFORE, NOTE, RELEASED);

  private FormerFields() {}

  /// What the fields say; empty where they say nothing, or what no version has written.
  static Optional<Mark> read(Map<String, String> fields) {
    Map<UpdateField, Mark.SetValue> set = new EnumMap<>(UpdateField.class);
    BiConsumer<UpdateField, String> remember =
        (field, name) ->
            said(fields, name)
                .ifPresent(
                    value -> set.put(field, new Mark.SetValue(value, said(fields, name + BEFORE))));
    remember.accept(UpdateField.WORKFLOW_STATUS, WORKFLOW);
    remember.accept(UpdateField.SEVERITY, SEVERITY);
    boolean isReleased = said(fields, RELEASED).isPresent();
    Set<String> rules = new LinkedHashSet<>();
    said(fields, RULES).ifPresent(text -> rules.addAll(rules(text)));
    return rules.isEmpty() && set.isEmpty() && !isReleased
        ? Optional.empty()
        : Optional.of(
                new Mark(
                    Marking.UNNAMED, rules, set, Set.of(), Map.of(), isReleased, Optional.empty()))
            .filter(Mark::isLegal);
  }

  /// A comma at the end stood for the rules that had no room.
  private static List<String> rules(String text) {
    return Stream.of(text.split(",", -1)).map(id -> id.isEmpty() ? Mark.OTHERS : id).toList();
  }

  private static Optional<String> said(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.equals(NONE));
  }

  /// What an update has to write so that the fields say nothing any more: whether one that leaves
  /// them out takes them away is not documented.
  static Map<String, String> ended(Map<String, String> fields) {
    if (fields.isEmpty()) { // as with most findings
      return Map.of();
    }
    Map<String, String> ended = new LinkedHashMap<>();
    NAMES.stream()
        .sorted()
        .filter(name -> said(fields, name).isPresent())
        .forEach(name -> ended.put(name, NONE));
    return ended;
  }
}
