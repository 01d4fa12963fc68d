package io.quell.lint.solver.language;

import io.quell.criteria.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Conditions as sets of texts.
public final class Languages {
  private Languages() {}

  /// Exactly the texts that pass, or empty where they are not known as a language.
  public static Optional<Language> of(Condition condition) {
    return condition instanceof Condition.RegularExpression(var pattern)
            && RegularExpressions.read(pattern)
                .filter(RegularExpressions.Reading::isExact)
                .isEmpty()
        ? Optional.empty()
        : known(condition);
  }

  /// All the texts that pass, and maybe others.
  public static Language around(Condition condition) {
    return known(condition).orElse(Language.ANY);
  }

  private static Optional<Language> known(Condition condition) {
    return switch (condition) {
      case Condition.Equal(var value) -> whole(value).map(Language::text);
      case Condition.EqualIgnoringCase(var value) ->
          whole(value)
              .filter(
                  text -> text.codePoints().allMatch(character -> character <= Character.MAX_VALUE))
              .map(Language.InAnyCase::new);
      case Condition.Prefix(var prefix) ->
          whole(prefix).map(text -> Language.sequence(Language.text(text), Language.ANY));
      case Condition.Suffix(var suffix) ->
          whole(suffix).map(text -> Language.sequence(Language.ANY, Language.text(text)));
      case Condition.Containing(var part) ->
          whole(part)
              .map(text -> Language.sequence(Language.ANY, Language.text(text), Language.ANY));
      case Condition.Wildcard(var pattern) -> whole(pattern).map(Languages::wildcard);
      case Condition.RegularExpression(var pattern) ->
          RegularExpressions.read(pattern).map(RegularExpressions.Reading::language);
      case Condition.Exists _ -> Optional.of(Language.ANY);
      case Condition.NumericRange _,
          Condition.OlderThan _,
          Condition.NewerThan _,
          Condition.TimeRange _,
          Condition.Network _ ->
          Optional.empty();
    };
  }

  /// Text without half characters: those count as one with what stands beside them.
  private static Optional<String> whole(String text) {
    return text.codePoints()
            .anyMatch(
                character ->
                    character <= Character.MAX_VALUE && Character.isSurrogate((char) character))
        ? Optional.empty()
        : Optional.of(text);
  }

  private static Language wildcard(String pattern) {
    List<Language> parts = new ArrayList<>();
    int from = 0;
    for (int star = pattern.indexOf('*'); star >= 0; star = pattern.indexOf('*', from)) {
      parts.add(Language.text(pattern.substring(from, star)));
      parts.add(Language.ANY);
      from = star + 1;
    }
    parts.add(Language.text(pattern.substring(from)));
    return new Language.Concatenation(parts);
  }
}
