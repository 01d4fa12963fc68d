package io.quell.lint.forms;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.lint.forms.Speller.Extent;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds what is most likely not what was meant in the values that a rule tests, in exceptions too:
/// one that never holds excepts nothing.
public final class FieldForms {
  private FieldForms() {}

  /// Values that are not written as findings write them.
  public static Stream<String> misspelled(CheckedBook book, BookRule rule) {
    return rule.when().tests().distinct().flatMap(test -> misspelled(test).stream());
  }

  private static Optional<String> misspelled(Criteria.Test test) {
    return KnownForm.of(test.field())
        .flatMap(form -> correction(form, test.condition()))
        .map(
            correction ->
                "No finding is known in which %s: %s.".formatted(test, correction.advice()));
  }

  private static Optional<Correction> correction(KnownForm form, Condition condition) {
    return switch (condition) {
      case Condition.Equal(var value) when isLiteral(value) -> form.correct(value, Extent.WHOLE);
      case Condition.EqualIgnoringCase(var value) ->
          form.correct(value, Extent.WHOLE).filter(wrong -> !wrong.isOnlyCase(value));
      case Condition.Prefix(var prefix) -> form.correct(prefix, Extent.BEGINNING);
      case Condition.Wildcard(var pattern) -> ofWildcard(form, pattern);
      case Condition.Equal _,
          Condition.Suffix _,
          Condition.Containing _,
          Condition.RegularExpression _,
          Condition.NumericRange _,
          Condition.OlderThan _,
          Condition.NewerThan _,
          Condition.TimeRange _,
          Condition.Network _,
          Condition.Exists _ ->
          Optional.empty();
    };
  }

  /// Whether a value has nothing that is told of as a wildcard already.
  private static boolean isLiteral(String value) {
    return value.indexOf('*') < 0 && value.indexOf('?') < 0;
  }

  private static Optional<Correction> ofWildcard(KnownForm form, String pattern) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return form.correct(pattern, Extent.WHOLE);
    }
    return star == 0 || pattern.indexOf('?') >= 0
        ? Optional.empty()
        : form.correct(pattern.substring(0, star), Extent.BEGINNING)
            .map(correction -> correction.between("", pattern.substring(star)));
  }

  /// Wildcards that stand for themselves.
  public static Stream<String> literalWildcards(CheckedBook book, BookRule rule) {
    return rule.when().tests().distinct().flatMap(test -> literalWildcard(test).stream());
  }

  private static Optional<String> literalWildcard(Criteria.Test test) {
    return switch (test.condition()) {
      case Condition.Equal(var value) when isMeantAsWildcard(test.field(), value) ->
          Optional.of(
              "In '%s' %s for itself: %s."
                  .formatted(
                      test,
                      stands(value),
                      value.equals("*")
                          ? "to ask for any value, write {exists: true}, or isPresent() in Java"
                          : "for a pattern write {wildcard: '%s'}, or fits(\"%s\") in Java%s"
                              .formatted(
                                  value.replace('?', '*'),
                                  value.replace('?', '*'),
                                  value.indexOf('?') >= 0
                                      ? "; '*' is any number of characters, and there is no sign"
                                          + " for one"
                                      : "")));
      case Condition.Wildcard(var pattern)
          when pattern.indexOf('?') >= 0 && hasNoQuestionMark(test.field()) ->
          Optional.of(
              "In '%s' '?' stands for itself: only '*' is a wildcard, '%s'."
                  .formatted(test, pattern.replace('?', '*')));
      default -> Optional.empty();
    };
  }

  private static String stands(String value) {
    boolean hasStar = value.indexOf('*') >= 0;
    boolean hasQuestionMark = value.indexOf('?') >= 0;
    return hasStar && hasQuestionMark
        ? "'*' and '?' stand"
        : (hasStar ? "'*' stands" : "'?' stands");
  }

  /// Prose can have either sign, and so can what a provider gives under names of its own.
  private static boolean isMeantAsWildcard(Field field, String value) {
    return switch (field) {
      case Field.Named named ->
          switch (named) {
            case TITLE, DESCRIPTION, NOTE_TEXT, NOTE_AUTHOR ->
                value.length() > 1 && (value.startsWith("*") || value.endsWith("*"));
            default -> !isLiteral(value);
          };
      case Field.ResourceTag _ -> value.indexOf('*') >= 0;
      case Field.Raw _, Field.RawResource _ -> KnownForm.of(field).isPresent() && !isLiteral(value);
      case Field.UserDefined _ -> false;
    };
  }

  private static boolean hasNoQuestionMark(Field field) {
    return KnownForm.of(field).isPresent() || field == Field.Named.RESOURCE_ID;
  }

  /// Parts of a value that longer values have too, `Config.1` of `Config.10`.
  public static Stream<String> partsOfLonger(CheckedBook book, BookRule rule) {
    return rule.when().tests().distinct().flatMap(test -> partOfLonger(test).stream());
  }

  private static Optional<String> partOfLonger(Criteria.Test test) {
    Optional<String> part =
        switch (test.condition()) {
          case Condition.Prefix(var prefix) -> Optional.of(prefix);
          case Condition.Containing(var text) -> Optional.of(text);
          default -> Optional.empty();
        };
    return part.filter(
            text -> KnownForm.of(test.field()).filter(form -> form.endsInNumber(text)).isPresent())
        .map(
            text ->
                "'%s' holds for '%s0' too: for '%s' alone %s."
                    .formatted(
                        test,
                        text,
                        text,
                        test.field() == Field.Named.GENERATOR
                                && test.condition() instanceof Condition.Containing
                            ? "test the end, {suffix: '/%s'}, or endsWith(\"/%s\") in Java"
                                .formatted(afterSlash(text), afterSlash(text))
                            : "test the whole value, '%s', or is(\"%s\") in Java"
                                .formatted(text, text)));
  }

  private static String afterSlash(String text) {
    return text.substring(text.lastIndexOf('/') + 1);
  }
}
