package io.quell.rulefile;

import io.quell.criteria.Condition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The conditions that take one text or a list of texts, any of which suffices.
enum Keyword {
  PREFIX("prefix", "how the value starts", Condition.Prefix::new), //
  SUFFIX("suffix", "how the value ends", Condition.Suffix::new), //
  CONTAINS("contains", "what the value contains", Condition.Containing::new), //
  WILDCARD(
      "wildcard",
      "a pattern for the whole value, in which * stands for any number of characters",
      Condition.Wildcard::new), //
  REGEX(
      "regex",
      "a regular expression for the whole value, as in java.util.regex.Pattern",
      Condition.RegularExpression::new), //
  EQUALS_IGNORE_CASE(
      "equals-ignore-case", "the value in any case", Condition.EqualIgnoringCase::new), //
  CIDR(
      "cidr",
      "the network in which the address is: 10.0.0.0/8, 2001:db8::/32",
      Condition.Network::new);

  private final String word;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor reference captures nothing
  private final Function<String, Condition> condition;

  Keyword(String word, String meaning, Function<String, Condition> condition) {
    this.word = word;
    this.meaning = meaning;
    this.condition = condition;
  }

  String word() {
    return word;
  }

  /// What it takes, for the schema.
  String meaning() {
    return meaning;
  }

  /// The condition with this text.
  ///
  /// @throws IllegalArgumentException where the text is none that it takes
  Condition condition(String text) {
    return condition.apply(text);
  }

  static Optional<Keyword> of(String word) {
    for (Keyword keyword : values()) {
      if (keyword.word.equals(word)) {
        return Optional.of(keyword);
      }
    }
    return Optional.empty();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Keyword::word).toList();
  }
}
