package io.quell.lint.solver.language;

import java.util.List;

/// A set of texts, as a regular expression.
public sealed interface Language {
  /// Every text.
  Language ANY = new Repeated(new OneOf(CharacterSet.ALL), 0, Repeated.WITHOUT_END);
  /// The empty text alone.
  Language EMPTY = new Concatenation(List.of());

  /// One character of these.
  record OneOf(CharacterSet letters) implements Language {}

  /// One after the other.
  record Concatenation(List<Language> parts) implements Language {
    public Concatenation {
      parts = List.copyOf(parts);
    }
  }

  /// One of these; without any there is no text at all.
  record Choice(List<Language> parts) implements Language {
    public Choice {
      parts = List.copyOf(parts);
    }
  }

  /// The same several times.
  record Repeated(Language part, int least, int most) implements Language {
    static final int WITHOUT_END = -1;
  }

  /// The texts that differ from this one in case only.
  record InAnyCase(String text) implements Language {}

  /// This text alone.
  static Language text(String text) {
    return new Concatenation(
        text.codePoints()
            .mapToObj(character -> (Language) new OneOf(CharacterSet.of(character)))
            .toList());
  }

  static Language sequence(Language... parts) {
    return new Concatenation(List.of(parts));
  }

  static Language choice(Language... parts) {
    return new Choice(List.of(parts));
  }

  /// The regular expression, whose form is known to be read.
  static Language of(String regularExpression) {
    return RegularExpressions.read(regularExpression, 0).orElseThrow().language();
  }
}
