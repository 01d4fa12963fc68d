package io.quell.lint.pairs;

import io.quell.finding.Format;
import io.quell.lint.book.BookRule;
import io.quell.update.Action;
import io.quell.update.Change;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a rule does to findings of one format, field by field, as far as that is known without
/// running it.
///
/// @param fields the fields that it may set, by their names
/// @param actions for each field that is known to be set by one action alone, that action
record Effects(Set<String> fields, Map<String, Action> actions) {

  static Effects of(BookRule rule, Format format) {
    Set<String> fields = new HashSet<>();
    Map<String, Action> actions = new HashMap<>();
    if (rule.fixed().isEmpty()) {
      rule.changes().stream()
          .filter(change -> change.isExpressibleIn(format))
          .map(Effects::field)
          .forEach(fields::add);
      return new Effects(fields, actions);
    }
    Set<String> several = new HashSet<>();
    for (Action action : rule.fixed().orElseThrow().actions()) {
      if (action.change().isExpressibleIn(format)) {
        for (String field : fields(action)) {
          if (!fields.add(field)) {
            several.add(field);
          }
          actions.put(field, action);
        }
      }
    }
    actions.keySet().removeAll(several);
    return new Effects(fields, actions);
  }

  /// The fields that an action sets: the normalized severity brings a severity with it.
  private static List<String> fields(Action action) {
    return FieldValues.isNormalizedSeverity(action)
        ? List.of(FieldValues.field(action), Settings.SEVERITY)
        : List.of(FieldValues.field(action));
  }

  /// What only the code knows, such as the name of an entry, has a name that no other field has.
  private static String field(Change change) {
    return change == Change.SEVERITY_SCORE
        ? change.name()
        : UpdateField.of(change).sharedName(Format.OCSF).toString();
  }

  /// The fields that make the rule useful: a note beside other changes is no more than their
  /// comment.
  Set<String> useful() {
    Set<String> useful = new HashSet<>(fields);
    if (useful.size() > 1) {
      useful.remove(Settings.NOTE);
    }
    return useful;
  }

  /// Whether it leaves a field with a value that does not depend on what was there before.
  boolean setsForGood(String field) {
    return Optional.ofNullable(actions.get(field))
        .filter(action -> !(action instanceof Action.RelativeSeverity))
        .filter(Effects::takesThePlaceOfAnother)
        .isPresent();
  }

  /// Of related findings one stands beside the others.
  private static boolean takesThePlaceOfAnother(Action action) {
    return !(action instanceof Action.SetField(_, FieldValue.Reference _));
  }

  /// Whether a field that an earlier rule has set stays as it is where this rule sets it after it.
  boolean leaves(String field, Effects earlier) {
    Action own = actions.get(field);
    Action before = earlier.actions.get(field);
    return own != null && before != null && leaves(before, own);
  }

  private static boolean leaves(Action before, Action own) {
    if (before instanceof Action.SetSeverity(var label)
        && own instanceof Action.RelativeSeverity relative) {
      return relative.from(label) == label;
    }
    return switch (own) {
      case Action.CapSeverity(var highest) ->
          before instanceof Action.CapSeverity(var other) && other.atMost(highest) == other;
      case Action.FloorSeverity(var lowest) ->
          before instanceof Action.FloorSeverity(var other) && other.atLeast(lowest) == other;
      case Action.ShiftSeverity _ -> false; // two steps are one more than one
      case Action.SetSeverity _, Action.SetWorkflow _, Action.WriteNote _, Action.SetField _ ->
          own.equals(before);
    };
  }

  /// Whether what an earlier rule does to a field makes no difference where this rule comes after
  /// it, and nothing in between sets the field.
  boolean absorbs(String field, Effects earlier) {
    return switch (actions.get(field)) {
      case Action.CapSeverity(var highest) ->
          earlier.actions.get(field) instanceof Action.CapSeverity(var other)
              && highest.atMost(other) == highest;
      case Action.FloorSeverity(var lowest) ->
          earlier.actions.get(field) instanceof Action.FloorSeverity(var other)
              && lowest.atLeast(other) == lowest;
      case null, default -> false;
    };
  }
}
