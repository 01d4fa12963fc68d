package io.quell.lint.detectors;

import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.lint.book.BookRule;
import io.quell.update.Action;
import io.quell.update.Change;
import io.quell.update.FieldValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A field that rules see as it was set by a rule. Severity and workflow status are none: of those
/// a rule sees what was there without Quell.
///
/// @param named the field's name, or null for one that has none
/// @param path where it stands in the JSON
record Seen(Optional<Named> named, List<String> path) {
  private static final String USER_DEFINED = "UserDefinedFields";
  private static final Map<Change, Seen> BY_CHANGE =
      Map.of(
          Change.VERIFICATION_STATE,
          new Seen(Optional.of(Named.VERIFICATION_STATE), List.of("VerificationState")),
          Change.CONFIDENCE,
          new Seen(Optional.of(Named.CONFIDENCE), List.of("Confidence")),
          Change.CRITICALITY,
          new Seen(Optional.of(Named.CRITICALITY), List.of("Criticality")),
          Change.TYPES,
          new Seen(Optional.of(Named.TYPE), List.of("Types")),
          Change.RELATED_FINDINGS,
          new Seen(Optional.empty(), List.of("RelatedFindings")),
          Change.USER_DEFINED_FIELDS,
          new Seen(Optional.empty(), List.of(USER_DEFINED)));

  /// The fields that a rule sets and that rules see so.
  static Set<Seen> setBy(BookRule rule) {
    Set<Seen> all = new LinkedHashSet<>();
    rule.fixed()
        .ifPresentOrElse(
            changes -> changes.actions().forEach(action -> of(action).ifPresent(all::add)),
            () ->
                rule.changes().stream()
                    .map(BY_CHANGE::get)
                    .forEach(seen -> Optional.ofNullable(seen).ifPresent(all::add)));
    return all;
  }

  private static Optional<Seen> of(Action action) {
    return action instanceof Action.SetField(_, FieldValue.Entry(var name, _))
        ? Optional.of(new Seen(Optional.empty(), List.of(USER_DEFINED, name)))
        : Optional.ofNullable(BY_CHANGE.get(action.change()));
  }

  /// Whether a test of the field can tell that it was set.
  boolean isReadBy(Field field) {
    return switch (field) {
      case Named name -> named.equals(Optional.of(name));
      case Field.UserDefined(var name) -> overlaps(List.of(USER_DEFINED, name));
      case Field.Raw(var steps) -> overlaps(steps);
      case Field.ResourceTag _, Field.RawResource _ -> false;
    };
  }

  private boolean overlaps(List<String> other) {
    int common = Math.min(path.size(), other.size());
    return new ArrayList<>(path.subList(0, common)).equals(other.subList(0, common));
  }
}
