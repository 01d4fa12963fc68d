package io.quell.cli.update;

import io.quell.cli.command.WrongUseException;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.hub.FindingUpdate;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What a person wants to set on findings.
///
/// @param update the values as they were given
/// @param options the options that gave them, and the formats whose findings have what they set
record RequestedUpdate(Update update, Map<String, Set<Format>> options) {

  /// What to send for one finding: of fields that add to what it has, all that it is to have.
  ///
  /// @throws WrongUseException where its format does not have a field, or it would have more of one
  ///     than it may
  FindingUpdate on(RequestedFinding target) {
    options.forEach(
        (option, formats) -> {
          Format format = target.identifier().format();
          if (!formats.contains(format)) {
            throw new WrongUseException(
                "%s: findings in %s have no such field, and %s is one; of what was given they have %s"
                    .formatted(option, format, target.identifier(), optionsOf(format)));
          }
        });
    try {
      return new FindingUpdate(
          target.identifier(),
          Update.builder()
              .of(update)
              .userDefinedFields(userDefinedFields(target))
              .relatedFindings(relatedFindings(target))
              .build());
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(
          "finding %s, with what it has already: %s"
              .formatted(target.identifier(), e.getMessage()));
    }
  }

  /// Whether it sets a field whose values a finding keeps beside the new ones, so that the finding
  /// has to be known.
  boolean isAddedToWhatIsThere() {
    return !update.userDefinedFields().isEmpty() || !update.relatedFindings().isEmpty();
  }

  private String optionsOf(Format format) {
    List<String> having =
        options.entrySet().stream()
            .filter(entry -> entry.getValue().contains(format))
            .map(Map.Entry::getKey)
            .toList();
    return having.isEmpty() ? "none" : String.join(", ", having);
  }

  private Map<String, String> userDefinedFields(RequestedFinding target) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (!update.userDefinedFields().isEmpty()) {
      fields.putAll(target.userDefinedFields());
      fields.putAll(update.userDefinedFields());
    }
    return fields;
  }

  private List<FindingIdentifier.Asff> relatedFindings(RequestedFinding target) {
    Collection<FindingIdentifier.Asff> related = new LinkedHashSet<>();
    if (!update.relatedFindings().isEmpty()) {
      related.addAll(target.relatedFindings());
      related.addAll(update.relatedFindings());
    }
    return List.copyOf(related);
  }

  /// A line for each value, for a person.
  List<String> lines() {
    return update.values().entrySet().stream()
        .flatMap(change -> lines(change.getKey(), change.getValue()))
        .toList();
  }

  private Stream<String> lines(UpdateField field, FieldValue value) {
    return switch (value) {
      case FieldValue.Constant(var constant) when ApiMembers.number(constant).isPresent() ->
          Stream.of(
              "%s: %d, %s".formatted(field, ApiMembers.number(constant).getAsInt(), constant));
      case FieldValue.Entries(var entries) ->
          entries.entrySet().stream()
              .map(
                  entry -> "user-defined field %s: %s".formatted(entry.getKey(), entry.getValue()));
      case FieldValue.Written(var note) ->
          Stream.of(
              options.containsKey("--comment")
                  ? "comment: " + note.text()
                  : "note by %s: %s".formatted(note.author(), note.text()));
      case FieldValue.Constant _,
          FieldValue.Percentage _,
          FieldValue.Decimal _,
          FieldValue.Texts _,
          FieldValue.Entry _,
          FieldValue.Reference _,
          FieldValue.References _ ->
          Stream.of(field + ": " + value);
    };
  }
}
