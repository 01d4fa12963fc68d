package io.quell.lint.detectors;

import io.quell.lint.book.BookRule;
import io.quell.lint.book.CheckedBook;
import io.quell.rule.FixedRule;
import java.util.stream.Stream;

/// Rules of a file that no example shows. Rule classes have tests instead.
final class WithoutExample {
  private WithoutExample() {}

  static Stream<String> look(CheckedBook book, BookRule rule) {
    return rule.rule() instanceof FixedRule fixed
            && fixed.examples() != null
            && fixed.examples().isEmpty()
        ? Stream.of("It has no example of a finding that it matches, or does not match.")
        : Stream.empty();
  }
}
