package io.quell.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import org.junit.jupiter.api.Test;

final class PublishedRulesTest {
  @Test
  void haveNothingPackagedThatWouldRun() {
    Book book = Book.packaged();

    assertThat(book.rules()).isEmpty();
    assertThat(book.isExamples()).isFalse();
  }
}
