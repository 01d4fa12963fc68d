package io.quell.lint.detectors;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.update.Change;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Suppressions by what whoever tags resources controls.
final class RestsOnTags {
  private RestsOnTags() {}

  /// The tags that a suppression tests, also those that it asks not to be there.
  static Stream<String> tags(CheckedBook book, BookRule rule) {
    if (!rule.changes().contains(Change.SUPPRESSION)) {
      return Stream.empty();
    }
    String tags =
        rule.when()
            .tests()
            .map(Criteria.Test::field)
            .flatMap(field -> tag(field).stream())
            .distinct()
            .collect(Collectors.joining(", "));
    return tags.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "Which findings it hides depends on tags of their resources (%s): whoever may tag them can hide a finding."
                .formatted(tags));
  }

  private static Optional<String> tag(Field field) {
    return switch (field) {
      case Field.ResourceTag(var key) -> Optional.of(key);
      case Field.RawResource(var path) -> tag(path);
      case Field.Raw(var path) ->
          path.getFirst().equalsIgnoreCase("resources")
              ? tag(path.subList(1, path.size()))
              : Optional.empty();
      case Field.Named _, Field.UserDefined _ -> Optional.empty();
    };
  }

  private static Optional<String> tag(List<String> path) {
    return !path.isEmpty() && path.getFirst().toLowerCase(Locale.ROOT).equals("tags")
        ? Optional.of(String.join(".", path))
        : Optional.empty();
  }
}
