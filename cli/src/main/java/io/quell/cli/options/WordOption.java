package io.quell.cli.options;

import io.quell.value.Bounded;
import io.quell.value.MeantName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.TypeConversionException;

/// Reads a value of which there are a few, by its word.
public final class WordOption {
  private WordOption() {}

  /// The value that a text names, in small letters or capitals.
  ///
  /// @param word the word of each value, in small letters
  /// @throws TypeConversionException where it names none; it says what is allowed, and what was
  ///     probably meant
  public static <T> T of(String text, Collection<? extends T> values, Function<T, String> word) {
    String written = text.toLowerCase(Locale.ROOT);
    for (T value : values) {
      if (word.apply(value).equals(written)) {
        return value;
      }
    }
    List<String> words = values.stream().map(word).toList();
    throw new TypeConversionException(unknown(text, words, words));
  }

  /// What is said of a text that names no value.
  ///
  /// @param words the words of the values
  /// @param shown the values as they are told, such as a number with its word
  public static String unknown(String text, Collection<String> words, Collection<String> shown) {
    String allowed = "llowed is one of " + MeantName.list(shown);
    return "'%s' is not known; %s"
        .formatted(
            Bounded.value(text),
            MeantName.among(words, text)
                .map(meant -> "did you mean '%s'? A".formatted(meant) + allowed)
                .orElse("a" + allowed));
  }

  /// The word of a constant: `STOP_CHANGING` is `stop-changing`.
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
