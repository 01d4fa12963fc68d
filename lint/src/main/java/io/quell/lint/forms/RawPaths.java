package io.quell.lint.forms;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.FieldPlace;
import io.quell.finding.Format;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.rulefile.word.FieldNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds raw paths of one format in rules that may match findings in the other.
///
/// The members of a finding in ASFF begin with a capital letter, `Severity.Label`, those of one in
/// OCSF with a small one, `finding_info.title`; the same holds inside of a resource. A rule that
/// tests its format, or paths of both, knows what it does.
public final class RawPaths {
  private RawPaths() {}

  /// The paths that findings of the rule's formats do not have.
  public static Stream<String> ofOtherFormat(CheckedBook book, BookRule rule) {
    List<Field> paths =
        rule.when()
            .tests()
            .map(Criteria.Test::field)
            .filter(field -> !path(field).isEmpty())
            .distinct()
            .toList();
    if (paths.isEmpty()) {
      return Stream.empty();
    }
    Set<Format> named = EnumSet.noneOf(Format.class);
    paths.forEach(path -> format(path).ifPresent(named::add));
    var formats = new FormatsOfRule(book, rule);
    boolean isAware =
        named.size() > 1 || rule.when().tests().anyMatch(test -> test.field() == Named.FORMAT);
    return paths.stream().flatMap(path -> wrong(path, formats, isAware).stream());
  }

  private static List<String> path(Field field) {
    return switch (field) {
      case Field.Raw(var path) -> path;
      case Field.RawResource(var path) -> path;
      case Field.Named _, Field.ResourceTag _, Field.UserDefined _ -> List.of();
    };
  }

  /// The format that has the path, or empty where its name tells nothing.
  private static Optional<Format> format(Field field) {
    int first = path(field).getFirst().codePointAt(0);
    if (Character.isUpperCase(first)) {
      return Optional.of(Format.ASFF);
    }
    return Character.isLowerCase(first) ? Optional.of(Format.OCSF) : Optional.empty();
  }

  private static Optional<String> wrong(Field field, FormatsOfRule formats, boolean isAware) {
    Optional<Format> having = format(field);
    if (having.isEmpty()) {
      return Optional.empty();
    }
    Format has = having.get();
    Format lacks = FormatsOfRule.other(has);
    if (!formats.mayBe(has)) {
      return Optional.of(
          "The path '%s' is one of %s, and the rule is about %s alone, where it has no value%s."
              .formatted(FieldNames.path(path(field)), has, lacks, advice(field, has)));
    }
    return isAware || !formats.mayBe(lacks)
        ? Optional.empty()
        : Optional.of(
            "The path '%s' is one of %s; findings in %s have no value there%s. If the rule is about %s alone, say so: 'format: %s', or FORMAT.is(\"%s\") in Java."
                .formatted(
                    FieldNames.path(path(field)), has, lacks, advice(field, has), has, has, has));
  }

  /// The field that both formats have in place of the path, if there is one.
  private static String advice(Field field, Format format) {
    return Arrays.stream(Named.values())
        .filter(named -> places(named.place(format)).contains(field))
        .filter(named -> named.isIn(FormatsOfRule.other(format)))
        .findFirst()
        .map(
            named ->
                "; the field '%s', %s in Java, is in both formats"
                    .formatted(FieldNames.word(named), named.name()))
        .orElse("");
  }

  private static List<Field> places(FieldPlace place) {
    List<Field> places = new ArrayList<>();
    for (FieldPlace.Member member : place.members()) {
      List<String> whole = new ArrayList<>();
      if (!place.list().isEmpty()) {
        whole.add(place.list());
      }
      whole.addAll(member.path());
      places.add(new Field.Raw(whole));
      if (place.list().equalsIgnoreCase("resources")) {
        places.add(new Field.RawResource(member.path()));
      }
    }
    return places;
  }
}
