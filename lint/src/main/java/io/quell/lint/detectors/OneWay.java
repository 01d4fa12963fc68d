package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.update.Action.SetField;
import io.quell.update.UpdateField;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Changes that stay when their rule ends.
final class OneWay {
  private OneWay() {}

  /// Fields of which nothing tells what was there before, so that nothing gives them back.
  static Stream<String> fields(CheckedBook book, BookRule rule) {
    String fields =
        rule.fixed()
            .map(
                changes ->
                    changes.actions().stream()
                        .flatMap(
                            action ->
                                action instanceof SetField(var field, _)
                                    ? Stream.of(field)
                                    : Stream.empty()))
            .orElseGet(
                () ->
                    Arrays.stream(UpdateField.values())
                        .filter(field -> rule.changes().contains(field.change())))
            .distinct()
            .filter(OneWay::isKept)
            .map(UpdateField::toString)
            .collect(Collectors.joining(", "));
    return fields.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "It sets %s, which stays on a finding whose provider gives none of its own."
                .formatted(fields));
  }

  private static boolean isKept(UpdateField field) {
    return switch (field.owner()) {
      case NOBODY -> field != UpdateField.NOTE;
      case SEVERITY -> field == UpdateField.PRODUCT_SEVERITY;
      case WORKFLOW_STATUS, VERIFICATION_STATE -> false;
    };
  }
}
