package io.quell.lint.detectors;

import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.FieldPlace;
import io.quell.finding.Format;
import io.quell.lint.book.BookRule;
import io.quell.update.Action;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A field that rules see as it was set by a rule. Severity and workflow status are none, nor is
/// the note: of those a rule sees what was there without Quell. Such fields are ASFF's alone.
///
/// @param path where it stands in the JSON
record Seen(List<String> path) {

  /// The fields that a rule sets and that rules see so.
  static Set<Seen> setBy(BookRule rule) {
    return rule.fixed()
        .map(changes -> changes.actions().stream().flatMap(Seen::of))
        .orElseGet(
            () ->
                Arrays.stream(UpdateField.values())
                    .filter(field -> rule.changes().contains(field.change()))
                    .flatMap(field -> of(field, List.of())))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Stream<Seen> of(Action action) {
    return switch (action) {
      case Action.SetField(var field, FieldValue.Entry(var name, _)) -> of(field, List.of(name));
      case Action.SetField(var field, _) -> of(field, List.of());
      case Action.SetSeverity _,
          Action.RelativeSeverity _,
          Action.SetWorkflow _,
          Action.WriteNote _ ->
          Stream.empty();
    };
  }

  private static Stream<Seen> of(UpdateField field, List<String> entry) {
    boolean isSeen =
        switch (field.owner()) {
          case SEVERITY, WORKFLOW_STATUS -> false;
          case VERIFICATION_STATE, NOBODY -> field != UpdateField.NOTE;
        };
    return isSeen
        ? Stream.of(
            new Seen(Stream.concat(field.member(Format.ASFF).stream(), entry.stream()).toList()))
        : Stream.empty();
  }

  /// Whether a test of the field can tell that it was set.
  boolean isReadBy(Field field) {
    return switch (field) {
      case Named name -> {
        FieldPlace place = name.place(Format.ASFF);
        yield place.members().stream().map(place::path).anyMatch(this::overlaps);
      }
      case Field.UserDefined(var name) ->
          overlaps(List.of(UpdateField.USER_DEFINED_FIELDS.member(Format.ASFF).getFirst(), name));
      case Field.Raw(var steps) -> overlaps(steps);
      case Field.ResourceTag _, Field.RawResource _ -> false;
    };
  }

  private boolean overlaps(List<String> other) {
    int common = Math.min(path.size(), other.size());
    return new ArrayList<>(path.subList(0, common)).equals(other.subList(0, common));
  }
}
