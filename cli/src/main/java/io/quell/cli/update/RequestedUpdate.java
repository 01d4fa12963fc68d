package io.quell.cli.update;

import io.quell.cli.command.WrongUseException;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.hub.FindingUpdate;
import io.quell.update.Update;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    return Stream.of(
            update.severity().map(value -> "severity: " + value).stream(),
            Stream.ofNullable(update.newNormalizedSeverity())
                .map(value -> "normalized severity: " + value),
            Stream.ofNullable(update.newProductSeverity())
                .map(value -> "product severity: " + value),
            Stream.ofNullable(update.newSeverityId())
                .map(value -> "severity id: %d, %s".formatted(value.id(), value)),
            update.workflowStatus().map(value -> "workflow status: " + value).stream(),
            Stream.ofNullable(update.newStatusId())
                .map(value -> "status id: %d, %s".formatted(value.id(), value)),
            update
                .note()
                .map(
                    note ->
                        options.containsKey("--comment")
                            ? "comment: " + note.text()
                            : "note by %s: %s".formatted(note.author(), note.text()))
                .stream(),
            update.verificationState().map(value -> "verification state: " + value).stream(),
            Stream.ofNullable(update.newConfidence()).map(value -> "confidence: " + value),
            Stream.ofNullable(update.newCriticality()).map(value -> "criticality: " + value),
            update.types().isEmpty()
                ? Stream.<String>empty()
                : Stream.of("types: " + String.join(", ", update.types())),
            update.userDefinedFields().entrySet().stream()
                .map(
                    field ->
                        "user-defined field %s: %s".formatted(field.getKey(), field.getValue())),
            update.relatedFindings().isEmpty()
                ? Stream.<String>empty()
                : Stream.of(
                    "related findings: "
                        + update.relatedFindings().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(", "))))
        .flatMap(line -> line)
        .toList();
  }
}
